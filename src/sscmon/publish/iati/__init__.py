"""IATI 2.03 from the released tables: an organisation file, one activity file a provider, and what was left out."""

from sscmon.publish.draft import Draft, Part
from sscmon.publish.iati.reporter import HOUSE
from sscmon.publish.iati.write import write
from sscmon.text import Text

FOLDER = "iati"


def write_iati(draft: Draft) -> None:
    """The folder `iati/` of a release, reported by the house as a secondary reporter."""
    write(draft, draft.folder / FOLDER, HOUSE)


PART = Part(
    write_iati,
    {
        "iati/*.xml": Text(
            "every activity in the IATI Standard 2.03, one file a provider, and the publisher as an organisation",
            "cada actividad en el Estándar IATI 2.03, un archivo por oferente, y el publicador como organización",
            "cada atividade no Padrão IATI 2.03, um arquivo por prestador, e o publicador como organização",
        ),
        "iati/left-out.csv": Text(
            "what IATI cannot hold, row by row with the reason",
            "lo que IATI no puede contener, fila por fila con el motivo",
            "o que a IATI não pode conter, linha por linha com o motivo",
        ),
    },
)
