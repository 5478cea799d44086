"""Columns of the statistics of the OECD Development Assistance Committee and of TOSSD, which shares its codes."""

from sscmon.columns.base import exact, integer, text
from sscmon.columns.what import YEARS
from sscmon.rules import Check

provider_code = text(
    "provider_code",
    "Provider (DAC code)",
    "Oferente (código CAD)",
    "Prestador (código CAD)",
    codes="dac_area",
)
partner_code = text(
    "partner_code",
    "Partner that receives (DAC code)",
    "Socio receptor (código CAD)",
    "Parceiro beneficiário (código CAD)",
    codes="dac_area",
)
provider_sdmx = text(
    "provider_code",
    "Provider (SDMX code of OECD: ISO 3166 for a country)",
    "Oferente (código SDMX de la OCDE: ISO 3166 si es país)",
    "Prestador (código SDMX da OCDE: ISO 3166 se for país)",
    codes="dac_area_sdmx",
)
partner_sdmx = text(
    "partner_code",
    "Partner that receives (SDMX code of OECD: ISO 3166 for a country)",
    "Socio receptor (código SDMX de la OCDE: ISO 3166 si es país)",
    "Parceiro beneficiário (código SDMX da OCDE: ISO 3166 se for país)",
    codes="dac_area_sdmx",
)
provider_name = text(
    "provider_name", "Provider, name as published", "Oferente, nombre publicado", "Prestador, nome publicado"
)
partner_name = text("partner_name", "Partner, name as published", "Socio, nombre publicado", "Parceiro, nome publicado")
measure_name = text("measure_name", "Measure, name as published", "Medida, nombre publicado", "Medida, nome publicado")
flow_type_code = text(
    "flow_type_code",
    "Type of flow (OECD): 1140 net disbursements, 1160 grant equivalents, D disbursements, C commitments ...",
    "Tipo de flujo (OCDE): 1140 desembolsos netos, 1160 equivalentes en donación, D desembolsos, C compromisos ...",
    "Tipo de fluxo (OCDE): 1140 desembolsos líquidos, 1160 equivalentes em doação, D desembolsos, C compromissos ...",
)
unit_measure = text(
    "unit_measure",
    "Unit of measure: USD, XDC national currency, PT_B5G percent of GNI, PS persons",
    "Unidad de medida: USD, XDC moneda nacional, PT_B5G por ciento del INB, PS personas",
    "Unidade de medida: USD, XDC moeda nacional, PT_B5G por cento da RNB, PS pessoas",
)
price_basis_code = text(
    "price_basis_code",
    "Price basis: V current, Q constant prices of base_year, _Z not applicable",
    "Base de precios: V corrientes, Q constantes de base_year, _Z no aplica",
    "Base de preços: V correntes, Q constantes de base_year, _Z não se aplica",
    checks=[Check.isin(["V", "Q", "_Z"])],
)
base_year = integer(
    "base_year",
    "Year of the constant prices",
    "Año de los precios constantes",
    "Ano dos preços constantes",
    unit="year",
    checks=[YEARS],
)
observed_value = exact(
    "observed_value",
    "Value as published, in unit_measure times ten to the power of unit_mult",
    "Valor como se publicó, en unit_measure por diez elevado a unit_mult",
    "Valor como publicado, em unit_measure vezes dez elevado a unit_mult",
    unit="unit_measure x 10^unit_mult",
)
