"""Columns that say where a row comes from and how far it can be trusted."""

from sscmon.columns.base import integer, text
from sscmon.rules import pattern

source_id = text(
    "source_id",
    "Source: the publisher's dataset this row was taken from",
    "Fuente: el conjunto de datos del que se tomó la fila",
    "Fonte: o conjunto de dados de onde a linha foi tirada",
)
source_row_key = text(
    "source_row_key",
    "Address of the row in the source: file and line, cell or element",
    "Dirección de la fila en la fuente: archivo y línea, celda o elemento",
    "Endereço da linha na fonte: arquivo e linha, célula ou elemento",
)
snapshot_id = text(
    "snapshot_id",
    "Snapshot: the dated copy of the source that was read",
    "Copia fechada de la fuente que se leyó",
    "Cópia datada da fonte que foi lida",
)
PROVENANCE = [source_id, source_row_key, snapshot_id]

document_id = text(
    "document_id",
    "Document in which the figure was read",
    "Documento en el que se leyó la cifra",
    "Documento em que o número foi lido",
)
quote_locator = text(
    "quote_locator",
    "Words of the document that locate the figure",
    "Palabras del documento que ubican la cifra",
    "Palavras do documento que localizam o número",
)
confidence = text(
    "confidence",
    "Grade of the source: A primary or official, B press or research, C copy, blog or opinion",
    "Grado de la fuente: A primaria u oficial, B prensa o investigación, C copia, blog u opinión",
    "Grau da fonte: A primária ou oficial, B imprensa ou pesquisa, C cópia, blog ou opinião",
    codes="confidence",
)
note = text(
    "note",
    "Remark of the compiler",
    "Observación de quien compiló",
    "Observação de quem compilou",
)
obs_status = text(
    "obs_status",
    "Status of the value (SDMX letters): normal, estimated, definition differs, missing ...",
    "Estado del valor (letras SDMX): normal, estimado, definición distinta, faltante ...",
    "Situação do valor (letras SDMX): normal, estimado, definição diferente, ausente ...",
    codes="obs_status",
)
authority = text(
    "authority",
    "Who defines the code or states the attribute",
    "Quién define el código o declara el atributo",
    "Quem define o código ou declara o atributo",
)

document_title = text("document_title", "Title of the document", "Título del documento", "Título do documento")
publisher = text("publisher", "Publisher", "Editor", "Editor")
url = text("url", "Address on the web", "Dirección en la red", "Endereço na rede")
published_text = text(
    "published_text",
    "Date of publication as far as known (year, month, day)",
    "Fecha de publicación hasta donde se conoce (año, mes, día)",
    "Data de publicação até onde se conhece (ano, mês, dia)",
    checks=[pattern(r"\d{4}(-\d{2}(-\d{2})?)?")],
)
language = text("language", "Language of the document", "Idioma del documento", "Idioma do documento")
document_type = text("document_type", "Kind of document", "Tipo de documento", "Tipo de documento")
seen_excerpt = text(
    "seen_excerpt",
    "Whether the figure was read in a copy of the text (yes) or taken over from an earlier reading (indirect)",
    "Si la cifra se leyó en una copia del texto (yes) o se tomó de una lectura anterior (indirect)",
    "Se o número foi lido numa cópia do texto (yes) ou tomado de uma leitura anterior (indirect)",
)
licence = text("licence", "Licence or terms of use", "Licencia o condiciones de uso", "Licença ou termos de uso")
fact_count = integer(
    "fact_count",
    "Facts taken from the document",
    "Datos tomados del documento",
    "Dados tirados do documento",
    unit="rows",
)
vintage = text(
    "vintage",
    "Edition of the series: date of the publisher's release",
    "Edición de la serie: fecha de publicación",
    "Edição da série: data de publicação",
)
