"""The words of the workbook for people: sheets, headings and notes, in three languages."""

from typing import NamedTuple

from sscmon.text import Text


class Column(NamedTuple):
    """A column of a sheet.

    Attributes:
        width: in characters.
        codes: the coded column of the observations whose labels it shows; empty for none.
        style: number format; empty for that of the row's unit.
        is_code: the text is an identifier of ours and stays as it is.
    """

    heading: Text
    width: float = 14
    codes: str = ""
    style: str = ""
    is_code: bool = False


COUNT, YEAR, SHARE = "#,##0", "0", "0%"
SHEETS = {
    "notes": Text("Notes", "Notas", "Notas"),
    "providers": Text("Providers", "Oferentes", "Prestadores"),
    "indicators": Text("Indicators", "Indicadores", "Indicadores"),
    "numbers": Text("Numbers", "Números", "Números"),
    "codes": Text("Codes", "Códigos", "Códigos"),
}
PROVIDER_CODE = Text("Provider code", "Código del oferente", "Código do prestador")
PROVIDER = Text("Provider", "Oferente", "Prestador")
INDICATOR_CODE = Text("Indicator code", "Código del indicador", "Código do indicador")
INDICATOR = Text("Indicator", "Indicador", "Indicador")
UNIT = Text("Unit", "Unidad", "Unidade")
PROVIDER_COLUMNS = (
    Column(PROVIDER_CODE, 14, is_code=True),
    Column(PROVIDER, 40, "provider_id"),
    Column(Text("Indicators with a value", "Indicadores con valor", "Indicadores com valor"), style=COUNT),
    Column(Text("Numbers with a value", "Números con valor", "Números com valor"), style=COUNT),
    Column(Text("Numbers missing", "Números faltantes", "Números ausentes"), style=COUNT),
    Column(Text("First year", "Primer año", "Primeiro ano"), style=YEAR),
    Column(Text("Last year", "Último año", "Último ano"), style=YEAR),
)
INDICATOR_COLUMNS = (
    Column(INDICATOR_CODE, 30, is_code=True),
    Column(INDICATOR, 34),
    Column(Text("Definition", "Definición", "Definição"), 60),
    Column(Text("Formula", "Fórmula", "Fórmula"), 44),
    Column(UNIT, 18),
    Column(Text("Missing data", "Datos faltantes", "Dados ausentes"), 50),
    Column(Text("Caveat", "Advertencia", "Ressalva"), 50),
    Column(Text("Source of the method", "Fuente del método", "Fonte do método"), 44),
)
NUMBER_COLUMNS = (
    Column(PROVIDER_CODE, 12, is_code=True),
    Column(PROVIDER, 24, "provider_id"),
    Column(INDICATOR_CODE, 24, is_code=True),
    Column(INDICATOR, 34, "indicator_id"),
    Column(Text("Year", "Año", "Ano"), 8, style=YEAR),
    Column(Text("Value", "Valor", "Valor"), 16),
    Column(Text("Low", "Bajo", "Baixo"), 16),
    Column(Text("High", "Alto", "Alto"), 16),
    Column(UNIT, 24, "unit"),
    Column(Text("Status", "Estado", "Situação"), 22, "obs_status"),
    Column(Text("Partner", "Socio", "Parceiro"), 24, "partner_id"),
    Column(Text("Modality", "Modalidad", "Modalidade"), 30, "modality"),
    Column(Text("Kind of contribution", "Tipo de contribución", "Tipo de contribuição"), 30, "kind"),
    Column(Text("Sector", "Sector", "Setor"), 20, "sector"),
    Column(Text("What counts as cooperation", "Qué cuenta como cooperación", "O que conta como cooperação"), 26,
           "inclusion_set"),
    Column(Text("Valuation method", "Método de valoración", "Método de valoração"), 24, "valuation_method"),
    Column(Text("Denominator", "Denominador", "Denominador"), 24, "denominator"),
    Column(Text("Prices", "Precios", "Preços"), 18, "price_basis"),
    Column(Text("Further breakdown", "Desglose adicional", "Desdobramento adicional"), 20, is_code=True),
    Column(Text("Figures behind it", "Cifras detrás", "Números por trás"), 10, style=COUNT),
    Column(Text("Coverage", "Cobertura", "Cobertura"), 10, style=SHARE),
    Column(Text("Identifier of the number", "Identificador del número", "Identificador do número"), 40, \
is_code=True),
)  # fmt: skip
CODE_COLUMNS = (
    Column(Text("Column", "Columna", "Coluna"), 20, is_code=True),
    Column(Text("Code", "Código", "Código"), 26, is_code=True),
    Column(Text("Meaning", "Significado", "Significado"), 80),
)
NOTES = Text(
    """Indicators of South-South cooperation: what southern countries and peoples give each other.

Providers: who has numbers, how many, for which years.
Indicators: definition, formula, rule for missing data and caveat of each indicator. Read the caveat before you \
compare.
Numbers: every published number, by provider, indicator and year. The same rows are in \
data/indicator-observation.csv.
Codes: what every code means.

An empty value is unknown, not zero; the status says why. Low and high are the bounds that the sources allow; an \
empty bound is open.
One indicator has many numbers for a provider and year: by partner, modality, kind and so on. Never add them up: \
rows with "(total)" hold the totals, and figures that may overlap were left out of them with a reason.
A sum over the partners somebody wrote about is a lower limit.
Coverage is the share of the expected cells that have a value.

The identifier of a number leads back to its sources: sscmon explain IDENTIFIER
Licence: CC BY 4.0. Cite: sscmon, release {release}, and the document named with each figure.""",
    """Indicadores de cooperación Sur-Sur: lo que países y pueblos del Sur se dan unos a otros.

Oferentes: quién tiene números, cuántos y de qué años.
Indicadores: definición, fórmula, regla de datos faltantes y advertencia de cada indicador. Lea la advertencia \
antes de comparar.
Números: cada número publicado, por oferente, indicador y año. Las mismas filas están en \
data/indicator-observation.csv.
Códigos: qué significa cada código.

Un valor vacío es desconocido, no cero; el estado dice por qué. Bajo y alto son las cotas que las fuentes permiten; \
una cota vacía queda abierta.
Un indicador tiene muchos números para un oferente y año: por socio, modalidad, tipo, etcétera. Nunca los sume: las \
filas con "(total)" traen los totales, y las cifras que podrían solaparse quedaron fuera de ellos con su razón.
Una suma de los socios sobre los que alguien escribió es un límite inferior.
La cobertura es la parte de las celdas esperadas que tienen valor.

El identificador de un número lleva a sus fuentes: sscmon explain IDENTIFICADOR
Licencia: CC BY 4.0. Cite: sscmon, publicación {release}, y el documento nombrado junto a cada cifra.""",
    """Indicadores de cooperação Sul-Sul: o que países e povos do Sul dão uns aos outros.

Prestadores: quem tem números, quantos e de que anos.
Indicadores: definição, fórmula, regra de dados ausentes e ressalva de cada indicador. Leia a ressalva antes de \
comparar.
Números: cada número publicado, por prestador, indicador e ano. As mesmas linhas estão em \
data/indicator-observation.csv.
Códigos: o que significa cada código.

Um valor vazio é desconhecido, não zero; a situação diz por quê. Baixo e alto são os limites que as fontes \
permitem; um limite vazio fica aberto.
Um indicador tem muitos números para um prestador e ano: por parceiro, modalidade, tipo e assim por diante. Nunca \
os some: as linhas com "(total)" trazem os totais, e os números que poderiam sobrepor-se ficaram fora deles com a \
razão.
Uma soma dos parceiros sobre os quais alguém escreveu é um limite inferior.
A cobertura é a parte das células esperadas que têm valor.

O identificador de um número leva às suas fontes: sscmon explain IDENTIFICADOR
Licença: CC BY 4.0. Cite: sscmon, publicação {release}, e o documento nomeado junto a cada número.""",
)
