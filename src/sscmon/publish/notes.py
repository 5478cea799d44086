"""The release notes: what changed since the release before, in words and numbers; and the stop on unexplained drift."""

import json

from sscmon.errors import UnexplainedDrift
from sscmon.publish.difference import compare
from sscmon.publish.difference_text import markdown
from sscmon.publish.draft import Draft, Part
from sscmon.query import jsonable
from sscmon.terminal import pairs
from sscmon.text import LANGUAGES, Text

CHANGES = "changes.json"


def write_notes(draft: Draft) -> None:
    """`CHANGES.md` in three languages and `changes.json`; nothing where the release before is known but not here.

    Raises:
        UnexplainedDrift: a row differs and nothing that came in explains it, and no reason was given to accept that.
    """
    if draft.previous and not draft.previous.is_dir():
        return
    found = compare(draft.previous, draft.folder) if draft.previous else None
    if found and found["unexplained"]["rows"] and not draft.accepted_drift:
        raise _drift(found)
    draft.write_text(CHANGES, json.dumps(found, indent=1, ensure_ascii=False, default=jsonable))
    for language in LANGUAGES:
        suffix = "" if language == "en" else f".{language}"
        draft.write_text(f"CHANGES{suffix}.md", markdown(found, draft.accepted_drift, language))


def _drift(found: dict) -> UnexplainedDrift:
    first = found["unexplained"]["tables"][0]
    return UnexplainedDrift(
        f"{found['unexplained']['rows']:,} rows differ from the release {found['old']} and nothing that came in "
        "explains it",
        where=f"{first['table']}: {pairs(first['sample'][0].items())}",
        todo='find the cause; or, where it is known and right: sscmon release --accept-drift "the reason"',
    )


PART = Part(
    write_notes,
    {
        "CHANGES*.md": Text(
            "what changed since the release before, and why",
            "qué cambió desde la publicación anterior, y por qué",
            "o que mudou desde a publicação anterior, e por quê",
        ),
        CHANGES: Text("the same for programs", "lo mismo para programas", "o mesmo para programas"),
    },
)
