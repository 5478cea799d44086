"""Columns of parties: countries, groups, organisations, institutions and their relations."""

from sscmon.columns.base import date, flag, integer, renamed, text
from sscmon.rules import pattern

PARTY = pattern(r"[A-Z0-9_]+(\+[A-Z0-9_]+)*")

provider_id = text(
    "provider_id",
    "Provider: ISO 3166-1 alpha-3 for a country, the organisation's id otherwise; A+B is joint and not split",
    "Oferente: ISO 3166-1 alfa-3 si es país, el identificador de la organización si no; A+B es conjunto",
    "Prestador: ISO 3166-1 alfa-3 se for país, o identificador da organização se não; A+B é conjunto",
    checks=[PARTY],
)
partner_id = text(
    "partner_id",
    "Partner: country, group (G_), organisation (ORG_) or _T for all partners together",
    "Socio: país, grupo (G_), organización (ORG_) o _T para todos los socios",
    "Parceiro: país, grupo (G_), organização (ORG_) ou _T para todos os parceiros",
    checks=[PARTY],
)
party_id = text(
    "party_id",
    "Party: country, group of countries, organisation or joint provider",
    "Parte: país, grupo de países, organización u oferente conjunto",
    "Parte: país, grupo de países, organização ou prestador conjunto",
    checks=[PARTY],
)
member_party_id = renamed(party_id, "member_party_id")
party_type = text(
    "party_type",
    "Type of party: country, group, organisation or joint",
    "Tipo de parte: país, grupo, organización o conjunto",
    "Tipo de parte: país, grupo, organização ou conjunto",
)
group_id = text("group_id", "Group of countries", "Grupo de países", "Grupo de países")
iso3 = text(
    "iso3",
    "Country: ISO 3166-1 alpha-3",
    "País: ISO 3166-1 alfa-3",
    "País: ISO 3166-1 alfa-3",
    checks=[pattern(r"[A-Z]{3}")],
)
iso2 = text(
    "iso2",
    "Country: ISO 3166-1 alpha-2",
    "País: ISO 3166-1 alfa-2",
    "País: ISO 3166-1 alfa-2",
    checks=[pattern(r"[A-Z]{2}")],
)
m49_code = text(
    "m49_code",
    "Country or area: UN M49 numeric code",
    "País o zona: código numérico M49 de la ONU",
    "País ou área: código numérico M49 da ONU",
    checks=[pattern(r"\d{3}")],
)
dac_code = text(
    "dac_code",
    "Country: code of the OECD Development Assistance Committee",
    "País: código del Comité de Asistencia para el Desarrollo de la OCDE",
    "País: código do Comitê de Assistência ao Desenvolvimento da OCDE",
)
name_en = text("name_en", "Name in English", "Nombre en inglés", "Nome em inglês")
name_es = text("name_es", "Name in Spanish", "Nombre en español", "Nome em espanhol")
name_pt = text("name_pt", "Name in Portuguese", "Nombre en portugués", "Nome em português")
region_m49 = renamed(m49_code, "region_m49")
subregion_m49 = renamed(m49_code, "subregion_m49")
region_name_en = text(
    "region_name_en", "Region (UN M49), in English", "Región (M49), en inglés", "Região (M49), em inglês"
)
is_dac_member = flag(
    "is_dac_member",
    "Member of the OECD Development Assistance Committee",
    "Miembro del Comité de Asistencia para el Desarrollo de la OCDE",
    "Membro do Comitê de Assistência ao Desenvolvimento da OCDE",
)
attribute = text(
    "attribute",
    "Dated attribute of a country: ldc, income_group, oda_eligible, national_currency",
    "Atributo fechado de un país: ldc, income_group, oda_eligible, national_currency",
    "Atributo datado de um país: ldc, income_group, oda_eligible, national_currency",
)
attribute_value = text("attribute_value", "Value of the attribute", "Valor del atributo", "Valor do atributo")
valid_from_date = date("valid_from_date", "Valid from this day", "Válido desde", "Válido desde")
valid_to_date = date(
    "valid_to_date",
    "Valid to this day; empty while valid or where the end was not seen",
    "Válido hasta; vacío si sigue vigente o no se vio el fin",
    "Válido até; vazio se continua ou se o fim não foi visto",
)
valid_from_precision = text(
    "valid_from_precision",
    "How much of the start date is known: Y, M or D",
    "Cuánto se conoce de la fecha inicial: Y (año), M (mes) o D (día)",
    "Quanto se conhece da data inicial: Y (ano), M (mês) ou D (dia)",
    checks=[pattern("[YMD]")],
)
valid_to_precision = renamed(valid_from_precision, "valid_to_precision")
membership_id = text("membership_id", "Membership", "Membresía", "Filiação")
membership_status = text(
    "membership_status",
    "Standing of the member",
    "Condición del miembro",
    "Condição do membro",
    codes="membership_status",
)

org_id = text("org_id", "Organisation", "Organización", "Organização")
org_name = text("org_name", "Name of the organisation", "Nombre de la organización", "Nome da organização")
acronym = text("acronym", "Acronym", "Sigla", "Sigla")
org_ref = text(
    "org_ref",
    "External identifier of the organisation (IATI, ROR, LEI or channel code)",
    "Identificador externo de la organización (IATI, ROR, LEI o código de canal)",
    "Identificador externo da organização (IATI, ROR, LEI ou código de canal)",
)
actor_type = text("actor_type", "Type of actor", "Tipo de actor", "Tipo de ator", codes="actor_type")
parent_org_id = renamed(org_id, "parent_org_id")
host_branch = text(
    "host_branch",
    "Branch of government that hosts the institution",
    "Rama de gobierno que aloja la institución",
    "Ramo de governo que abriga a instituição",
    codes="host_branch",
)
is_specialised = flag(
    "is_specialised",
    "Specialised cooperation body",
    "Organismo especializado en cooperación",
    "Órgão especializado em cooperação",
)
legal_basis = text("legal_basis", "Legal basis", "Base legal", "Base legal")
information_system = text(
    "information_system",
    "Information system used",
    "Sistema de información usado",
    "Sistema de informação usado",
)
open_data_url = text(
    "open_data_url", "Address of open data", "Dirección de datos abiertos", "Endereço de dados abertos"
)
participation_role = text(
    "participation_role",
    "Role in the activity",
    "Papel en la actividad",
    "Papel na atividade",
    codes="participation_role",
)
sequence_number = integer(
    "sequence_number",
    "Order within the activity",
    "Orden dentro de la actividad",
    "Ordem na atividade",
    unit="1",
)
