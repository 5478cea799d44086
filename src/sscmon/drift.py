"""Drift of classifications: where the code lists of the house and the newest published ones differ."""

from dataclasses import dataclass

from sscmon.engine import connect
from sscmon.paths import Paths

TABLE = "reference.classification_drift"


@dataclass(frozen=True)
class Difference:
    """One code of one published list.

    Attributes:
        change: new, changed or withdrawn, seen from the published list.
        published, house: what each has; None where it has no such code.
    """

    published_list: str
    code: str
    change: str
    published: str | None
    house: str | None


def drift(paths: Paths) -> list[Difference]:
    """Differences that nobody has reviewed yet, by list and code, as the last build found them.

    Raises:
        ModelBroken: nothing was built.
    """
    with connect(paths, (TABLE,)) as connection:
        rows = connection.execute(
            f"select published_list, code, change, published_text_now, house_text from {TABLE} order by all"
        ).fetchall()
    return [Difference(*row) for row in rows]
