"""Several parties in one cell: `Angola, Moçambique e Timor-Leste` is the joint party `AGO+MOZ+TLS`."""

import re
from collections.abc import Callable

BETWEEN = re.compile(r"\s*[,;/+&\n]\s*(?:(?:and|y|e|et)\s+)?|\s+(?:and|y|e|et)\s+", re.IGNORECASE)
LONGEST, MOST_PIECES = 1_000, 6  # of a cell, in characters; of one name, as Saint Vincent and the Grenadines


def joint(text: str, code_of: Callable[[str], str | None]) -> str:
    """The codes of all that a text names, in alphabetical order, with `+` between them.

    The longest name counts, so that `Trinidad and Tobago` and `Congo, Rep.` stay what they are.

    Args:
        code_of: code of one name, nothing where it has none.

    Raises:
        ValueError: a part has no code; it is named.
    """
    if len(text) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} characters")
    between = [match.span() for match in BETWEEN.finditer(text)]
    starts, ends = [0, *(end for _, end in between)], [*(start for start, _ in between), len(text)]
    found, at = set(), 0
    while at < len(starts):
        if starts[at] >= ends[at]:
            at += 1
            continue
        for last in range(min(at + MOST_PIECES, len(ends)) - 1, at - 1, -1):
            if code := code_of(text[starts[at] : ends[last]]):
                break
        else:
            raise ValueError(f"{text[starts[at] : ends[at]]!r} has no code")
        found.add(code)
        at = last + 1
    if not found:
        raise ValueError("it names nobody")
    return "+".join(sorted(found))
