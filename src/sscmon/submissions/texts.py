"""What is said to a person about a file and its cells, in three languages."""

from sscmon.errors import FileRefused
from sscmon.text import Text

REFUSALS = {
    "empty": (
        Text("the file is empty", "el archivo está vacío", "o arquivo está vazio"),
        Text("choose the filled form", "elija el formulario lleno", "escolha o formulário preenchido"),
    ),
    "large": (
        Text(
            "the file has {detail} bytes, more than are allowed",
            "el archivo tiene {detail} bytes, más de los permitidos",
            "o arquivo tem {detail} bytes, mais do que o permitido",
        ),
        Text("send it in parts", "envíelo por partes", "envie-o em partes"),
    ),
    "encrypted": (
        Text(
            "the workbook is protected by a password",
            "el libro está protegido con una contraseña",
            "a planilha está protegida por senha",
        ),
        Text("save it without the password", "guárdelo sin contraseña", "salve-a sem senha"),
    ),
    "web_page": (
        Text(
            "the file is a web page, whatever its name says",
            "el archivo es una página web, diga lo que diga su nombre",
            "o arquivo é uma página da web, seja qual for o nome",
        ),
        Text(
            "open it in a spreadsheet program and save it as xlsx",
            "ábralo en una hoja de cálculo y guárdelo como xlsx",
            "abra-o numa planilha eletrônica e salve-o como xlsx",
        ),
    ),
    "damaged": (
        Text(
            "the file is damaged or is no workbook ({detail})",
            "el archivo está dañado o no es un libro de cálculo ({detail})",
            "o arquivo está danificado ou não é uma planilha ({detail})",
        ),
        Text(
            "open it in a spreadsheet program and save it again as xlsx",
            "ábralo en una hoja de cálculo y guárdelo de nuevo como xlsx",
            "abra-o numa planilha eletrônica e salve-o de novo como xlsx",
        ),
    ),
    "unsafe": (
        Text(
            "the file is not safe to open ({detail})",
            "no es seguro abrir el archivo ({detail})",
            "não é seguro abrir o arquivo ({detail})",
        ),
        Text(
            "copy the cells into a fresh template and send that",
            "copie las celdas en una plantilla nueva y envíela",
            "copie as células para um modelo novo e envie-o",
        ),
    ),
    "far_cell": (
        Text(
            "a sheet has cells far from its table (it reaches {detail})",
            "una hoja tiene celdas lejos de su tabla (llega hasta {detail})",
            "uma folha tem células longe da tabela (chega até {detail})",
        ),
        Text(
            "delete the empty rows and columns around the table, or send it in parts",
            "borre las filas y columnas vacías alrededor de la tabla, o envíela por partes",
            "apague as linhas e colunas vazias ao redor da tabela, ou envie-a em partes",
        ),
    ),
    "far_apart": (
        Text(
            "a sheet has cells so far apart that memory would not hold the area between",
            "una hoja tiene celdas tan separadas que la memoria no alcanza para el área entre ellas",
            "uma folha tem células tão distantes que a memória não comporta a área entre elas",
        ),
        Text(
            "copy the table into a new workbook, save it as xlsx and send that",
            "copie la tabla en un libro nuevo, guárdelo como xlsx y envíelo",
            "copie a tabela para uma planilha nova, salve-a como xlsx e envie-a",
        ),
    ),
    "sheets": (
        Text(
            "the file has more than {detail} sheets",
            "el archivo tiene más de {detail} hojas",
            "o arquivo tem mais de {detail} folhas",
        ),
        Text("send it in parts", "envíelo por partes", "envie-o em partes"),
    ),
    "problems": (
        Text(
            "the file has more than {detail} problems, too many to tell them one by one",
            "el archivo tiene más de {detail} problemas, demasiados para decirlos uno por uno",
            "o arquivo tem mais de {detail} problemas, demais para dizê-los um a um",
        ),
        Text(
            "send the first hundred rows alone, correct what they show everywhere, then send the whole",
            "envíe solo las primeras cien filas, corrija en todas lo que muestren y envíe luego el archivo entero",
            "envie só as primeiras cem linhas, corrija em todas o que elas mostrarem e envie depois o arquivo inteiro",
        ),
    ),
    "cells": (
        Text(
            "the file has more than {detail} cells",
            "el archivo tiene más de {detail} celdas",
            "o arquivo tem mais de {detail} células",
        ),
        Text("send it in parts", "envíelo por partes", "envie-o em partes"),
    ),
    "rows": (
        Text(
            "a sheet has more than {detail} filled rows",
            "una hoja tiene más de {detail} filas llenas",
            "uma folha tem mais de {detail} linhas preenchidas",
        ),
        Text("send it in parts", "envíela por partes", "envie-a em partes"),
    ),
    "not_json": (
        Text(
            "the file is not the JSON of a form ({detail})",
            "el archivo no es el JSON de un formulario ({detail})",
            "o arquivo não é o JSON de um formulário ({detail})",
        ),
        Text(
            "write an object with one list of rows a sheet, as `sscmon template -o form.json` shows",
            "escriba un objeto con una lista de filas por hoja, como muestra `sscmon template -o form.json`",
            "escreva um objeto com uma lista de linhas por folha, como mostra `sscmon template -o form.json`",
        ),
    ),
    "not_text": (
        Text(
            "the file is no text and no workbook ({detail})",
            "el archivo no es texto ni libro de cálculo ({detail})",
            "o arquivo não é texto nem planilha ({detail})",
        ),
        Text("save it as xlsx or CSV", "guárdelo como xlsx o CSV", "salve-o como xlsx ou CSV"),
    ),
}
LEVEL_NAMES = {
    "error": Text("error", "error", "erro"),
    "warning": Text("warning", "aviso", "aviso"),
    "advice": Text("advice", "consejo", "conselho"),
}
HEADINGS = {
    "sheet": Text("sheet", "hoja", "folha"),
    "read": Text("rows read", "filas leídas", "linhas lidas"),
    "accepted": Text("accepted", "aceptadas", "aceitas"),
    "refused": Text("refused", "rechazadas", "recusadas"),
    "level": Text("level", "nivel", "nível"),
    "where": Text("where", "dónde", "onde"),
    "column": Text("column", "columna", "coluna"),
    "value": Text("value", "valor", "valor lido"),
    "message": Text("what was found", "qué se halló", "o que se encontrou"),
}
ONLY_MARKED = Text(
    "The file is large: here are its headers and the rows with findings. Once corrected, they can be submitted alone.",
    "El archivo es grande: aquí están sus encabezados y las filas con hallazgos. Corregidas, pueden enviarse solas.",
    "O arquivo é grande: aqui estão seus cabeçalhos e as linhas com achados. Corrigidas, podem ser enviadas sozinhas.",
)
VERDICTS = {
    "clean": Text(
        "Everything can be submitted; rows: {accepted}.",
        "Se puede enviar todo; filas: {accepted}.",
        "Tudo pode ser enviado; linhas: {accepted}.",
    ),
    "refused": Text(
        "Rows that can be submitted: {accepted}. Rows that wait until their errors are corrected: {refused}.",
        "Filas que se pueden enviar: {accepted}. Filas que esperan a que se corrijan sus errores: {refused}.",
        "Linhas que podem ser enviadas: {accepted}. Linhas que esperam a correção de seus erros: {refused}.",
    ),
    "broken": Text(
        "Rows that can be submitted: {accepted}. Not everything was read: look at the errors above.",
        "Filas que se pueden enviar: {accepted}. No se leyó todo: mire los errores de arriba.",
        "Linhas que podem ser enviadas: {accepted}. Nem tudo foi lido: veja os erros acima.",
    ),
    "empty": Text(
        "There is nothing to submit yet.",
        "Todavía no hay nada que enviar.",
        "Ainda não há nada a enviar.",
    ),
    "more": Text(
        "… and {count} more; see them all with --annotate or --json",
        "… y {count} más; véalos todos con --annotate o --json",
        "… e mais {count}; veja todos com --annotate ou --json",
    ),
}
NOTES = {
    "sheet_unknown": Text(
        "the sheet {value!r} is not of the form and was not read ({valid} rows)",
        "la hoja {value!r} no es del formulario y no se leyó ({valid} filas)",
        "a folha {value!r} não é do formulário e não foi lida ({valid} linhas)",
    ),
    "sheet_taken": Text(
        "took the sheet {value!r} for {valid!r}",
        "se tomó la hoja {value!r} por {valid!r}",
        "a folha {value!r} foi tomada por {valid!r}",
    ),
    "sheet_twice": Text(
        "the sheet {value!r} is a second one of {valid!r}; both were read",
        "la hoja {value!r} es otra de {valid!r}; se leyeron ambas",
        "a folha {value!r} é outra de {valid!r}; ambas foram lidas",
    ),
    "sheet_hidden": Text(
        "the hidden sheet {value!r} was read", "se leyó la hoja oculta {value!r}", "a folha oculta {value!r} foi lida"
    ),
    "no_sheet": Text(
        "no sheet of the form was found; the file has: {value}",
        "no se halló ninguna hoja del formulario; el archivo tiene: {value}",
        "nenhuma folha do formulário foi encontrada; o arquivo tem: {value}",
    ),
    "no_rows": Text(
        "the form has no filled row",
        "el formulario no tiene ninguna fila llena",
        "o formulário não tem linha preenchida",
    ),
    "no_header": Text(
        "no header was found in the sheet {value!r}, so none of its rows can be read",
        "no se halló el encabezado en la hoja {value!r}; sus filas no se pueden leer",
        "não se encontrou o cabeçalho na folha {value!r}; suas linhas não podem ser lidas",
    ),
    "header_taken": Text(
        "took {value!r} for {valid!r}", "se tomó {value!r} por {valid!r}", "{value!r} foi tomado por {valid!r}"
    ),
    "header_unknown": Text(
        "the column {value!r} is not of the form and was not read",
        "la columna {value!r} no es del formulario y no se leyó",
        "a coluna {value!r} não é do formulário e não foi lida",
    ),
    "header_twice": Text(
        "the column {value!r} stands twice; only the first was read",
        "la columna {value!r} está dos veces; solo se leyó la primera",
        "a coluna {value!r} está duas vezes; só a primeira foi lida",
    ),
    "column_missing": Text(
        "the column {valid!r} is missing, and it is required",
        "falta la columna {valid!r}, que es obligatoria",
        "falta a coluna {valid!r}, que é obrigatória",
    ),
    "taken_as": Text(
        "{value!r} was read as {valid}", "{value!r} se leyó como {valid}", "{value!r} foi lido como {valid}"
    ),
    "characters": Text(
        "characters that cannot be shown were removed",
        "se quitaron caracteres que no se pueden mostrar",
        "foram retirados caracteres que não se podem mostrar",
    ),
    "formula": Text(
        "the cell begins like a formula ({value!r}); it is kept as text and never run",
        "la celda empieza como una fórmula ({value!r}); se guarda como texto y nunca se ejecuta",
        "a célula começa como uma fórmula ({value!r}); é guardada como texto e nunca executada",
    ),
    "no_value": Text(
        "the cell has an error or a formula without a stored value ({value})",
        "la celda tiene un error o una fórmula sin valor guardado ({value})",
        "a célula tem um erro ou uma fórmula sem valor guardado ({value})",
    ),
    "merged": Text(
        "merged cells {value}: only the first one holds the value",
        "celdas combinadas {value}: solo la primera tiene el valor",
        "células mescladas {value}: só a primeira tem o valor",
    ),
    "macros": Text(
        "the workbook has macros; they were not run and are not kept",
        "el libro tiene macros; no se ejecutaron ni se conservan",
        "a planilha tem macros; não foram executadas nem são guardadas",
    ),
    "links": Text(
        "the workbook has links to other files; they were not followed",
        "el libro tiene vínculos a otros archivos; no se siguieron",
        "a planilha tem vínculos a outros arquivos; não foram seguidos",
    ),
    "ending": Text(
        "the name ends in {value!r} but the file is {valid}; it was read as {valid}",
        "el nombre termina en {value!r} pero el archivo es {valid}; se leyó como {valid}",
        "o nome termina em {value!r} mas o arquivo é {valid}; foi lido como {valid}",
    ),
    "elsewhere": Text(
        "{value!r} is not in the sheet {valid!r} of this file; it must be in an earlier submission",
        "{value!r} no está en la hoja {valid!r} de este archivo; debe estar en un envío anterior",
        "{value!r} não está na folha {valid!r} deste arquivo; deve estar num envio anterior",
    ),
    "refused_there": Text(
        "{value!r} points to a row of the sheet {valid!r} that is refused; correct that row first",
        "{value!r} apunta a una fila de la hoja {valid!r} que no entra; corrija primero esa fila",
        "{value!r} aponta para uma linha da folha {valid!r} que é recusada; corrija antes essa linha",
    ),
    "twin": Text(
        "the exchange {value!r} has only one leg here; the other side may report its own",
        "el intercambio {value!r} tiene aquí una sola parte; el otro lado puede informar la suya",
        "a troca {value!r} tem aqui uma só parte; o outro lado pode informar a sua",
    ),
    "no_document": Text(
        "a document (title, address) would let others confirm the rows of this sheet",
        "un documento (título, dirección) permitiría a otros confirmar las filas de esta hoja",
        "um documento (título, endereço) permitiria a outros confirmar as linhas desta folha",
    ),
}
IN_LIST = Text(
    "{value!r} is not in the list{near}", "{value!r} no está en la lista{near}", "{value!r} não está na lista{near}"
)


def refusal(reason: str, language: str, *, where: str, detail: str = "") -> FileRefused:
    """The error for a whole file."""
    what, todo = REFUSALS[reason]
    return FileRefused(what.in_(language).format(detail=detail), where=where, todo=todo.in_(language))
