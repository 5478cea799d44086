"""Columns of indicators, of the selection behind them, and of the catalogue and dictionary."""

from sscmon.columns.amount import flow_id, quantity_id
from sscmon.columns.base import flag, integer, number, renamed, text
from sscmon.rules import Check

SHARE = Check.in_range(0, 1)

codelist = text("codelist", "Code list", "Lista de códigos", "Lista de códigos")
code = text("code", "Code", "Código", "Código")
label_en = text("label_en", "Label in English", "Etiqueta en inglés", "Rótulo em inglês")
label_es = text("label_es", "Label in Spanish", "Etiqueta en español", "Rótulo em espanhol")
label_pt = text("label_pt", "Label in Portuguese", "Etiqueta en portugués", "Rótulo em português")
parent_code = text("parent_code", "Broader code", "Código más amplio", "Código mais amplo")
from_list = text("from_list", "List crossed from", "Lista de origen", "Lista de origem")
from_code = text("from_code", "Code crossed from", "Código de origen", "Código de origem")
to_list = text("to_list", "List crossed to", "Lista de destino", "Lista de destino")
to_code = text("to_code", "Code crossed to", "Código de destino", "Código de destino")
relation = text(
    "relation",
    "Relation of the two codes (SKOS)",
    "Relación entre los códigos (SKOS)",
    "Relação entre os códigos (SKOS)",
    checks=[Check.isin(["exact", "broader", "narrower", "related", "none"])],
)
relation_share = number(
    "relation_share",
    "Share of the code that crosses",
    "Parte del código que pasa",
    "Parte do código que passa",
    unit="share",
    checks=[SHARE],
)

cut = text(
    "cut",
    "What the figures of a cell are broken down by",
    "Por qué se desglosan las cifras de la celda",
    "Por que se desdobram os números da célula",
)
cell_partner_id = text(
    "cell_partner_id",
    "Partner of the cell, _T for all",
    "Socio de la celda, _T para todos",
    "Parceiro da célula, _T para todos",
)
cell_modality = text(
    "cell_modality",
    "Modality of the cell, _T for all",
    "Modalidad de la celda, _T para todas",
    "Modalidade da célula, _T para todas",
)
cell_kind = text(
    "cell_kind",
    "Kind of the cell, _T for all",
    "Tipo de la celda, _T para todos",
    "Tipo da célula, _T para todos",
)
inclusion_set = text(
    "inclusion_set",
    "What counts as cooperation in this number",
    "Qué cuenta como cooperación en este número",
    "O que conta como cooperação neste número",
    codes="inclusion_set",
)
cell_kind_detail = text(
    "kind_detail",
    "Detail of the kind, _Z for none",
    "Detalle del tipo, _Z si no hay",
    "Detalhe do tipo, _Z se não há",
)
is_candidate = flag(
    "is_candidate",
    "The figure may enter the sums of this set",
    "La cifra puede entrar en las sumas de este conjunto",
    "O número pode entrar nas somas deste conjunto",
)
is_selected = flag(
    "is_selected",
    "The figure enters the sum of its cell",
    "La cifra entra en la suma de su celda",
    "O número entra na soma da sua célula",
)
selection_reason = text(
    "selection_reason",
    "Why the figure enters the sum, or stands beside it",
    "Por qué la cifra entra en la suma o queda al lado",
    "Por que o número entra na soma ou fica ao lado",
    codes="selection_reason",
)
preferred_flow_id = renamed(flow_id, "preferred_flow_id")
preferred_quantity_id = renamed(quantity_id, "preferred_quantity_id")

observation_id = text(
    "observation_id",
    "Observation: stable identifier of one published number",
    "Observación: identificador estable de un número publicado",
    "Observação: identificador estável de um número publicado",
)
indicator_id = text("indicator_id", "Indicator", "Indicador", "Indicador")
cell_sector = text("sector", "Sector, _T for all", "Sector, _T para todos", "Setor, _T para todos")
denominator = text(
    "denominator",
    "Denominator of a ratio",
    "Denominador de la razón",
    "Denominador da razão",
    codes="denominator",
)
price_basis = text(
    "price_basis",
    "Price basis: nominal, constant_2022 or _Z",
    "Base de precios: nominal, constant_2022 o _Z",
    "Base de preços: nominal, constant_2022 ou _Z",
    codes="price_basis",
)
unit = text("unit", "Unit of the value", "Unidad del valor", "Unidade do valor")
value = number("value", "Value in its unit", "Valor en su unidad", "Valor na sua unidade", unit="unit")
value_low = number(
    "value_low",
    "Low bound; empty where the source gives no lower limit",
    "Cota baja; vacía si la fuente no da límite inferior",
    "Limite baixo; vazio se a fonte não dá limite inferior",
    unit="unit",
)
value_high = number(
    "value_high",
    "High bound; empty where the source gives no upper limit",
    "Cota alta; vacía si la fuente no da límite superior",
    "Limite alto; vazio se a fonte não dá limite superior",
    unit="unit",
)
item = text(
    "item",
    "Further breakdown of the indicator, _Z where there is none",
    "Desglose adicional del indicador, _Z si no hay",
    "Desdobramento adicional do indicador, _Z se não há",
)
observation_count = integer(
    "n_obs",
    "Figures behind the value",
    "Cifras detrás del valor",
    "Números por trás do valor",
    unit="rows",
    checks=[Check.ge(0)],
)
coverage_share = number(
    "coverage_share",
    "Share of the expected cells that have a value",
    "Parte de las celdas esperadas que tienen valor",
    "Parte das células esperadas que têm valor",
    unit="share",
    checks=[SHARE],
)
method_version = integer("method_version", "Version of the method", "Versión del método", "Versão do método", unit="1")

title_en = text("title_en", "Title in English", "Título en inglés", "Título em inglês")
title_es = text("title_es", "Title in Spanish", "Título en español", "Título em espanhol")
title_pt = text("title_pt", "Title in Portuguese", "Título en portugués", "Título em português")
definition_en = text("definition_en", "Definition in English", "Definición en inglés", "Definição em inglês")
definition_es = text("definition_es", "Definition in Spanish", "Definición en español", "Definição em espanhol")
definition_pt = text("definition_pt", "Definition in Portuguese", "Definición en portugués", "Definição em português")
missing_en = text(
    "missing_en",
    "Rule for missing data, in English",
    "Regla de datos faltantes, en inglés",
    "Regra de dados ausentes, em inglês",
)
missing_es = text(
    "missing_es",
    "Rule for missing data, in Spanish",
    "Regla de datos faltantes, en español",
    "Regra de dados ausentes, em espanhol",
)
missing_pt = text(
    "missing_pt",
    "Rule for missing data, in Portuguese",
    "Regla de datos faltantes, en portugués",
    "Regra de dados ausentes, em português",
)
caveat_en = text("caveat_en", "Caveat in English", "Advertencia en inglés", "Ressalva em inglês")
caveat_es = text("caveat_es", "Caveat in Spanish", "Advertencia en español", "Ressalva em espanhol")
caveat_pt = text("caveat_pt", "Caveat in Portuguese", "Advertencia en portugués", "Ressalva em português")
formula = text("formula", "Formula", "Fórmula", "Fórmula")
grain = text("grain", "What one row is", "Qué es una fila", "O que é uma linha")
method_source = text("method_source", "Source of the method", "Fuente del método", "Fonte do método")
alias = text("alias", "Other name of the indicator", "Otro nombre del indicador", "Outro nome do indicador")

schema_name = text("schema_name", "Schema of the warehouse", "Esquema del almacén", "Esquema do armazém")
table_name = text("table_name", "Table", "Tabla", "Tabela")
column_name = text("column_name", "Column", "Columna", "Coluna")
column_type = text("column_type", "Type of the column", "Tipo de la columna", "Tipo da coluna")
row_count = integer("row_count", "Rows", "Filas", "Linhas", unit="rows")
quarantined_count = integer(
    "quarantined_count", "Rows in quarantine", "Filas en cuarentena", "Linhas em quarentena", unit="rows"
)
file_name = text("file_name", "File", "Archivo", "Arquivo")
sha256 = text(
    "sha256",
    "SHA-256 of the file's bytes",
    "SHA-256 de los bytes del archivo",
    "SHA-256 dos bytes do arquivo",
)
byte_count = integer("byte_count", "Size", "Tamaño", "Tamanho", unit="bytes")
retrieved_text = text(
    "retrieved_text",
    "When the file was retrieved or compiled (UTC)",
    "Cuándo se obtuvo o compiló el archivo (UTC)",
    "Quando o arquivo foi obtido ou compilado (UTC)",
)
citation = text("citation", "How to cite", "Cómo citar", "Como citar")
reason_count = integer(
    "reason_count",
    "Rules the row breaks",
    "Reglas que la fila incumple",
    "Regras que a linha descumpre",
    unit="rules",
)
reasons = text(
    "reasons",
    "What is wrong: column, rule, value and what would be valid",
    "Qué está mal: columna, regla, valor y qué sería válido",
    "O que está errado: coluna, regra, valor e o que seria válido",
)
row_text = text(
    "row_text",
    "The row as it was read (JSON)",
    "La fila tal como se leyó (JSON)",
    "A linha como foi lida (JSON)",
)
preference = integer(
    "preference",
    "Order in which it stands in for the one before",
    "Orden en que sustituye al anterior",
    "Ordem em que substitui o anterior",
    unit="1",
)
is_fallback = flag(
    "is_fallback",
    "It stands in for another; the status is then D",
    "Sustituye a otro; el estado es entonces D",
    "Substitui outro; a situação é então D",
)
