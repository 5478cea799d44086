"""The return of SDG 17.3.1 as a workbook for people: notes, figures, what is left out, the southern framework."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import duckdb
import xlsxwriter

from sscmon.publish.draft import Draft
from sscmon.publish.tables import neutral
from sscmon.text import Text

WIDTHS = {"code": 12, "name": 28, "number": 16, "text": 52}
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True)
class Sheet:
    """One sheet: a view, and of it the columns people need: name (`*` stands for the language), heading, width."""

    view: str
    title: Text
    columns: tuple[tuple[str, Text, str], ...]


YEAR = ("year", Text("Year", "Año", "Ano"), "code")
PROVIDER = (
    ("provider_id", Text("Provider (code)", "Oferente (código)", "Prestador (código)"), "code"),
    ("provider_*", Text("Provider", "Oferente", "Prestador"), "name"),
)
PARTNER = (
    ("partner_id", Text("Partner (code)", "Socio (código)", "Parceiro (código)"), "code"),
    ("partner_*", Text("Partner", "Socio", "Parceiro"), "name"),
)
CHANNEL = ("sdg_channel", Text("Channel (code)", "Canal (código)", "Canal (código)"), "code")
STATUS = ("obs_status", Text("Status", "Estado", "Situação"), "code")
COUNT = ("n_obs", Text("Figures summed", "Cifras sumadas", "Números somados"), "code")
SHEETS = (
    Sheet(
        "sdg_return",
        Text("Return", "Declaración", "Declaração"),
        (
            *PROVIDER,
            *PARTNER,
            YEAR,
            ("sub_indicator", Text("Indicator", "Indicador", "Indicador"), "code"),
            ("series_code", Text("Series", "Serie", "Série"), "number"),
            ("class_*", Text("What it counts", "Qué cuenta", "O que conta"), "name"),
            ("million_usd_nominal", Text("Million USD", "Millones de USD", "Milhões de USD"), "number"),
            ("million_usd_nominal_low", Text("Low", "Cota baja", "Limite baixo"), "number"),
            ("million_usd_nominal_high", Text("High", "Cota alta", "Limite alto"), "number"),
            COUNT,
            ("coverage_share", Text("Coverage", "Cobertura", "Cobertura"), "code"),
            STATUS,
            CHANNEL,
            ("channel_*", Text("Channel of reporting", "Canal de declaración", "Canal de declaração"), "name"),
        ),
    ),
    Sheet(
        "sdg_left_out",
        Text("Left out", "Excluido", "Excluído"),
        (
            *PROVIDER,
            *PARTNER,
            YEAR,
            ("sdg_exclusion", Text("Reason (code)", "Motivo (código)", "Motivo (código)"), "number"),
            ("reason_*", Text("Reason", "Motivo", "Motivo"), "text"),
            ("detail_*", Text("Detail", "Detalle", "Detalhe"), "text"),
            (
                "is_counted_for_partner",
                Text("Counted for its partner", "Cuenta para su socio", "Conta para o parceiro"),
                "code",
            ),
            ("amount_usd_nominal", Text("USD", "USD", "USD"), "number"),
            ("amount_original", Text("Amount as stated", "Monto declarado", "Montante declarado"), "number"),
            ("currency_code", Text("Currency", "Moneda", "Moeda"), "code"),
            CHANNEL,
            ("objection_id", Text("Objection", "Objeción", "Objeção"), "number"),
            ("objection_date", Text("Date of objection", "Fecha de la objeción", "Data da objeção"), "number"),
            ("preferred_flow_id", Text("Figure preferred", "Cifra preferida", "Número preferido"), "name"),
            ("flow_id", Text("Figure", "Cifra", "Número"), "name"),
            ("document_id", Text("Document", "Documento", "Documento"), "number"),
        ),
    ),
    Sheet(
        "southern_framework",
        Text("Southern framework", "Marco del Sur", "Marco do Sul"),
        (
            *PROVIDER,
            *PARTNER,
            YEAR,
            ("ssc_group", Text("Group", "Grupo", "Grupo"), "code"),
            ("group_*", Text("What the group is", "Qué es el grupo", "O que é o grupo"), "text"),
            ("modality", Text("Modality (code)", "Modalidad (código)", "Modalidade (código)"), "code"),
            ("modality_*", Text("Modality", "Modalidad", "Modalidade"), "name"),
            ("kind_*", Text("Kind", "Tipo", "Tipo"), "name"),
            ("kind_detail", Text("Detail", "Detalle", "Detalhe"), "code"),
            ("value_type", Text("Type of value", "Tipo de valor", "Tipo de valor"), "code"),
            ("unit", Text("Unit", "Unidad", "Unidade"), "number"),
            ("value", Text("Value", "Valor", "Valor"), "number"),
            COUNT,
            STATUS,
        ),
    ),
)
NOTES = (
    Text(
        "SDG indicator 17.3.1, parts a to c: what developing countries receive from southern providers",
        "Indicador ODS 17.3.1, partes a a c: lo que países en desarrollo reciben de oferentes del Sur",
        "Indicador ODS 17.3.1, partes a a c: o que países em desenvolvimento recebem de prestadores do Sul",
    ),
    Text(
        "Computed by the rules of the UN metadata (2023-05-15), not reported: only what comes through OECD or UNCTAD "
        "is official.",
        "Calculado según las reglas de los metadatos de la ONU (2023-05-15), no declarado: solo lo que llega por "
        "OCDE o UNCTAD es oficial.",
        "Calculado segundo as regras dos metadados da ONU (2023-05-15), não declarado: só o que chega por OCDE ou "
        "UNCTAD é oficial.",
    ),
    Text(
        "The figures of a provider and year come through one channel, OECD, else UNCTAD, else neither; never two.",
        "Las cifras de un oferente y año llegan por un solo canal, OCDE, si no UNCTAD, si no ninguno; nunca dos.",
        "Os números de um prestador e ano vêm por um só canal, OCDE, senão UNCTAD, senão nenhum; nunca dois.",
    ),
    Text(
        "Partner _T is all partners. Where no total is stated it is the sum of the partners on record: a lower limit, "
        "status U, no high.",
        "El socio _T son todos los socios. Sin total declarado es la suma de los socios registrados: un mínimo, "
        "estado U, sin cota alta.",
        "O parceiro _T são todos os parceiros. Sem total declarado é a soma dos parceiros registrados: um mínimo, "
        "situação U, sem limite alto.",
    ),
    Text(
        "Where nothing is counted there is no row, never a zero. Every figure left out stands with its reason; "
        "the objection of a receiving country is a reason.",
        "Donde nada cuenta no hay fila, nunca un cero. Cada cifra excluida consta con su motivo; la objeción de un "
        "país receptor es un motivo.",
        "Onde nada conta não há linha, nunca um zero. Cada número excluído consta com seu motivo; a objeção de um "
        "país receptor é um motivo.",
    ),
    Text(
        "Southern framework: groups A and B in current dollars, group C in its own units and never in money. "
        "The wording of the groups is still to be checked against the UNCTAD manual.",
        "Marco del Sur: grupos A y B en dólares corrientes, grupo C en sus propias unidades y nunca en dinero. "
        "La redacción de los grupos está por verificarse con el manual de la UNCTAD.",
        "Marco do Sul: grupos A e B em dólares correntes, grupo C em suas próprias unidades e nunca em dinheiro. "
        "A redação dos grupos está por verificar com o manual da UNCTAD.",
    ),
    Text(
        "Status: A as stated, E estimated, P provisional, U of low reliability, V not yet confirmed, O not known.",
        "Estado: A según la fuente, E estimado, P provisional, U poco fiable, V sin confirmar, O desconocido.",
        "Situação: A segundo a fonte, E estimado, P provisório, U pouco confiável, V sem confirmar, O desconhecido.",
    ),
)
NOTES_TITLE = Text("Notes", "Notas", "Notas")
RELEASE = Text("Release", "Publicación", "Publicação")


def write(connection: duckdb.DuckDBPyConnection, target: Path, language: str, draft: Draft) -> None:
    """Write the workbook in one language; the same tables give the same bytes.

    Args:
        connection: it sees the views of the return.
    """
    with xlsxwriter.Workbook(str(target), OPTIONS) as book:
        book.set_properties({"created": dt.datetime.fromisoformat(draft.created), "author": "sscmon"})
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "title": book.add_format({"bold": True, "font_size": 13, "text_wrap": True}),
            "note": book.add_format({"text_wrap": True, "valign": "top"}),
            "amount": book.add_format({"num_format": "#,##0.00"}),
            "share": book.add_format({"num_format": "0.00"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        notes = book.add_worksheet(NOTES_TITLE.in_(language))
        notes.set_column(0, 0, 100)
        for number, note in enumerate(NOTES):
            notes.write_string(number, 0, note.in_(language), formats["note" if number else "title"])
        notes.write_string(len(NOTES), 0, f"{RELEASE.in_(language)}: {draft.name} ({draft.created[:10]})")
        for sheet in SHEETS:
            _write_sheet(book.add_worksheet(sheet.title.in_(language)), formats, connection, sheet, language)


def _write_sheet(page, formats: dict, connection: duckdb.DuckDBPyConnection, sheet: Sheet, language: str) -> None:
    names = [name.replace("*", language) for name, *_ in sheet.columns]
    rows = connection.execute(f"select {', '.join(names)} from {sheet.view}").fetchall()
    for number, (_, heading, width) in enumerate(sheet.columns):
        page.set_column(number, number, WIDTHS[width])
        page.write_string(0, number, heading.in_(language), formats["head"])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(rows), len(names) - 1)
    for line, row in enumerate(rows, 1):
        for number, (name, value) in enumerate(zip(names, row, strict=True)):
            _write_cell(page, formats, line, number, name, value)


def _write_cell(page, formats: dict, line: int, number: int, name: str, value) -> None:
    if value is None:
        return
    if isinstance(value, str | bool):
        page.write_string(line, number, str(value).lower() if isinstance(value, bool) else neutral(value))
    elif isinstance(value, dt.date):
        page.write_datetime(line, number, value, formats["date"])
    elif isinstance(value, int):
        page.write_number(line, number, value)
    else:
        page.write_number(line, number, float(value), formats["share" if name.endswith("_share") else "amount"])
