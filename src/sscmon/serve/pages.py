"""Pages from templates, in three languages; what visitors sent is always escaped."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sscmon.serve.texts import NAMES, TEXTS


@cache
def environment() -> Environment:
    return Environment(
        loader=PackageLoader("sscmon.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(name: str, language: str, rest: str = "", **values: Any) -> str:
    """One page as HTML.

    Args:
        name: of its template.
        rest: its address after the language, for the links to the same page in the others.
    """
    texts = {key: text.in_(language) for key, text in TEXTS.items()}
    return (
        environment().get_template(f"{name}.html").render(t=texts, lang=language, languages=NAMES, rest=rest, **values)
    )
