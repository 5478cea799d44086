"""The first thing a reader of a release opens: what each file is, in three languages."""

from sscmon.publish.draft import Draft
from sscmon.text import LANGUAGES, Text

FILE = Text("file", "archivo", "arquivo")
MEANING = Text("what it is", "qué es", "o que é")
NOTES = Text(
    """In the CSV files a text that a spreadsheet would run as a formula has an apostrophe in front.

Data: CC BY 4.0; cite the document named with each figure.""",
    """En los archivos CSV, un texto que una hoja de cálculo ejecutaría como fórmula lleva un apóstrofo delante.

Datos: CC BY 4.0; cite el documento nombrado junto a cada cifra.""",
    """Nos arquivos CSV, um texto que uma planilha executaria como fórmula leva um apóstrofo na frente.

Dados: CC BY 4.0; cite o documento nomeado junto a cada número.""",
)


def write_readme(draft: Draft) -> None:
    """`README.md`, `README.es.md` and `README.pt.md`."""
    for language in LANGUAGES:
        rows = [f"| `{pattern}` | {text.in_(language)} |" for pattern, text in draft.files.items()]
        table = "\n".join([f"| {FILE.in_(language)} | {MEANING.in_(language)} |", "| --- | --- |", *rows])
        suffix = "" if language == "en" else f".{language}"
        draft.write_text(f"README{suffix}.md", f"# sscmon {draft.name}\n\n{table}\n\n{NOTES.in_(language)}")
