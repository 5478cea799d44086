"""What came of making a release again, in words, in three languages."""

from collections.abc import Iterator

from sscmon.publish.rebuild import Rebuilt
from sscmon.terminal import shown, wrapped
from sscmon.text import Text

SAME = Text(
    "{count} files, the same bytes.",
    "{count} archivos, los mismos bytes.",
    "{count} arquivos, os mesmos bytes.",
)
SOME = Text(
    "{count} files have the same bytes.",
    "{count} archivos tienen los mismos bytes.",
    "{count} arquivos têm os mesmos bytes.",
)
HEADS = {
    "different": Text("differs", "difiere", "difere"),
    "only_released": Text("only in the release", "solo en la publicación", "só na publicação"),
    "only_rebuilt": Text("only made now", "solo hecho ahora", "só feito agora"),
}
TAKEN_OVER = Text(
    "Not made again, for the release before, which they compare with, is not here: {names}.",
    "No se hicieron de nuevo, pues la publicación anterior, con la que comparan, no está aquí: {names}.",
    "Não se fizeram de novo, pois a publicação anterior, com que comparam, não está aqui: {names}.",
)


def lines(found: Rebuilt, language: str, limit: int | None) -> Iterator[str]:
    """How many files are the same, and every other one by name."""
    yield (SAME if found.is_same else SOME).in_(language).format(count=shown(len(found.same)))
    for name, head in HEADS.items():
        for path in getattr(found, name):
            yield f"  {head.in_(language)}: {path}"
    if found.taken_over:
        yield from wrapped(TAKEN_OVER.in_(language).format(names=", ".join(found.taken_over)), limit)
