"""The table of TOSSD: the 53 published columns by name, and the contract of the staged table."""

from sscmon.columns import dac
from sscmon.columns import provenance as p
from sscmon.columns import what as w
from sscmon.columns.base import Column, exact, text
from sscmon.contracts import maybe, table
from sscmon.rules import Check
from sscmon.text import Text

PUBLISHED = {
    "Year": "year",
    "provider": "provider_code",
    "ProviderNameE": "provider_name",
    "agencyname_E": "agency_name",
    "tossdid": "tossd_id",
    "ProjectNumber": "project_number",
    "recipientcode": "partner_code",
    "recipientnamee": "partner_name",
    "regionnamee": "region_name",
    "Channel": "channel_text",
    "ChannelCode": "channel_code",
    "ParentChannelCode": "parent_channel_code",
    "parentchannelname_e": "parent_channel_name",
    "otherPartners": "other_partners_text",
    "ChannelName_E": "channel_name",
    "Financeinstrument": "finance_type",
    "FinanceinstrumentName_e": "finance_type_name",
    "FinancingArrangement": "financing_arrangement",
    "FinancingArrangementName_e": "financing_arrangement_name",
    "FrameworkOfCollaboration": "framework_of_collaboration",
    "FrameworkOfCollaborationName_e": "framework_of_collaboration_name",
    "modality": "modality_tossd",
    "Aid_T_Description_E": "modality_name",
    "ProjectTitle": "project_title",
    "ExternalLink": "external_link",
    "sdgcode": "sdg_text",
    "SDG_goal_lvl_explanation": "sdg_explanation",
    "keywords": "keywords_text",
    "purposecode": "purpose_code",
    "purposename_e": "purpose_name",
    "sector": "sector_name",
    "sector3": "sector_code",
    "ISICcode": "isic_code",
    "ISICdescription": "isic_name",
    "ISIC_lvl": "isic_section",
    "ISICdescription_letter_lvl": "isic_section_name",
    "ProjectDescription": "project_description",
    "TossdPillar": "tossd_pillar",
    "Tossdpillar2": "tossd_subpillar",
    "USD_Commitment": "commitment_thousand_usd_nominal",
    "USD_Commitment_defl": "commitment_thousand_usd_deflated",
    "USD_disbursements": "disbursement_thousand_usd_nominal",
    "USD_disbursement_defl": "disbursement_thousand_usd_deflated",
    "USD_Reflows": "reflow_thousand_usd_nominal",
    "USD_Reflow_defl": "reflow_thousand_usd_deflated",
    "SalaryCost": "salary_cost_as_published",
    "Concessionality": "concessionality_code",
    "Maturity": "maturity_text",
    "Mob_lvl": "mobilisation_name",
    "USD_amountmobilised": "mobilised_thousand_usd_nominal",
    "USD_amountmobilised_defl": "mobilised_thousand_usd_deflated",
    "Mob_Origin": "mobilisation_origin",
    "Sourcename": "source_name",
}
AMOUNTS = tuple(name for name in PUBLISHED.values() if "_thousand_usd_" in name or name == "salary_cost_as_published")
STAGES = {
    "commitment": Text("Commitment", "Compromiso", "Compromisso"),
    "disbursement": Text("Gross disbursement", "Desembolso bruto", "Desembolso bruto"),
    "reflow": Text("Money that came back", "Dinero que volvió", "Dinheiro que voltou"),
    "mobilised": Text("Private money mobilised", "Dinero privado movilizado", "Dinheiro privado mobilizado"),
}


def words(name: str, en: str, es: str, pt: str) -> Column:
    """A text as published that may be empty."""
    return maybe(text(name, f"{en}, as published", f"{es}, como se publicó", f"{pt}, como publicado"))


def thousands(name: str) -> Column:
    """An amount in thousand US dollars; the deflated ones at prices of the year that the edition uses."""
    label = STAGES[name.split("_")[0]]
    current = name.endswith("nominal")
    return maybe(
        exact(
            name,
            f"{label.en}, in thousand US dollars at {'current' if current else 'constant'} prices",
            f"{label.es}, en miles de dólares a precios {'corrientes' if current else 'constantes'}",
            f"{label.pt}, em milhares de dólares a preços {'correntes' if current else 'constantes'}",
            unit="USD thousand" if current else "USD thousand, constant prices of the edition",
        )
    )


CONTRACTS = (
    table(
        "staged.tossd_activity",
        Text("Activities as TOSSD publishes them", "Actividades según TOSSD", "Atividades segundo o TOSSD"),
        grain="one row of a yearly file",
        key=["source_row_key"],
        columns=[
            w.year,
            dac.provider_code,
            maybe(dac.provider_name),
            words("agency_name", "Agency of the provider", "Organismo del oferente", "Órgão do prestador"),
            text("tossd_id", "Activity (TOSSD identifier)", "Actividad (TOSSD)", "Atividade (TOSSD)"),
            words("project_number", "Number of the project", "Número del proyecto", "Número do projeto"),
            dac.partner_code,
            maybe(dac.partner_name),
            words("region_name", "Region", "Región", "Região"),
            words("channel_text", "Channel, free text", "Canal, texto libre", "Canal, texto livre"),
            words("channel_code", "Channel (CRS code)", "Canal (código CRS)", "Canal (código CRS)"),
            words("parent_channel_code", "Kind of channel (CRS code)", "Tipo de canal (CRS)", "Tipo de canal (CRS)"),
            words("parent_channel_name", "Kind of channel", "Tipo de canal", "Tipo de canal"),
            words("other_partners_text", "Other partners", "Otros socios", "Outros parceiros"),
            words("channel_name", "Channel", "Canal", "Canal"),
            maybe(w.finance_type),
            words("finance_type_name", "Type of finance", "Tipo de financiamiento", "Tipo de financiamento"),
            maybe(
                text(
                    "financing_arrangement",
                    "Financing arrangement",
                    "Arreglo de financiamiento",
                    "Arranjo de financiamento",
                    codes="financing_arrangement",
                )
            ),
            words(
                "financing_arrangement_name",
                "Financing arrangement",
                "Arreglo de financiamiento",
                "Arranjo de financiamento",
            ),
            maybe(w.framework_of_collaboration),
            words(
                "framework_of_collaboration_name",
                "Framework of collaboration",
                "Marco de colaboración",
                "Marco de colaboração",
            ),
            maybe(w.modality_tossd),
            words("modality_name", "Modality", "Modalidad", "Modalidade"),
            words("project_title", "Title of the project", "Título del proyecto", "Título do projeto"),
            words("external_link", "Address on the web", "Dirección en la red", "Endereço na rede"),
            words("sdg_text", "SDG goals and targets", "Objetivos y metas de los ODS", "Objetivos e metas dos ODS"),
            words("sdg_explanation", "Why these goals", "Por qué estos objetivos", "Por que estes objetivos"),
            words("keywords_text", "Keywords", "Palabras clave", "Palavras-chave"),
            words("purpose_code", "Purpose (CRS code)", "Propósito (código CRS)", "Finalidade (código CRS)"),
            words("purpose_name", "Purpose", "Propósito", "Finalidade"),
            words("sector_name", "Sector", "Sector de la actividad", "Setor"),
            maybe(w.sector_code),
            words("isic_code", "Industry (ISIC code)", "Industria (código CIIU)", "Indústria (código ISIC)"),
            words("isic_name", "Industry", "Industria", "Indústria"),
            words("isic_section", "Section of industry (ISIC)", "Sección de industria (CIIU)", "Seção (ISIC)"),
            words("isic_section_name", "Section of industry", "Sección de industria", "Seção da indústria"),
            words("project_description", "Description", "Descripción", "Descrição"),
            text(
                "tossd_pillar",
                "Pillar: 1 to countries, 2 global public goods, 0 placeholder",
                "Pilar: 1 a países, 2 bienes públicos mundiales, 0 marcador",
                "Pilar: 1 a países, 2 bens públicos globais, 0 marcador",
                checks=[Check.isin(["0", "1", "2"])],
            ),
            words("tossd_subpillar", "Part of the pillar", "Parte del pilar", "Parte do pilar"),
            *(thousands(name) for name in AMOUNTS if name != "salary_cost_as_published" and "mobilised" not in name),
            maybe(
                exact(
                    "salary_cost_as_published",
                    "Salary cost of technical cooperation, unit not stated",
                    "Costo salarial de la cooperación técnica, sin unidad declarada",
                    "Custo salarial da cooperação técnica, sem unidade declarada",
                    unit="not stated",
                )
            ),
            words("concessionality_code", "Concessional: 1 or 0", "Concesional: 1 o 0", "Concessional: 1 ou 0"),
            words("maturity_text", "Maturity", "Plazo", "Prazo"),
            words(
                "mobilisation_name",
                "How private money was mobilised",
                "Cómo se movilizó el dinero privado",
                "Como se mobilizou o dinheiro privado",
            ),
            *(thousands(name) for name in AMOUNTS if "mobilised" in name),
            words("mobilisation_origin", "Origin of that money", "Origen de ese dinero", "Origem desse dinheiro"),
            text(
                "source_name",
                "Where TOSSD has the row from: own report, CRS, proxy or estimate",
                "De dónde tiene TOSSD la fila: informe propio, CRS, sustituto o estimación",
                "De onde o TOSSD tem a linha: relatório próprio, CRS, substituto ou estimativa",
            ),
            *p.PROVENANCE,
        ],
        amount="disbursement_thousand_usd_nominal",
    ),
)
