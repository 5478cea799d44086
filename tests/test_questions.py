"""The example questions of docs/questions.md: each is asked of the warehouse, and answers as the page says.

After a change of data or method that is meant, `SSCMON_REWRITE=1 pytest tests/test_questions.py` writes them anew.
"""

import os
import re
from pathlib import Path

import pytest

from sscmon import query

PAGE = Path(__file__).resolve().parents[1] / "docs" / "questions.md"
QUESTION = re.compile(r"^## (\d+)\. (.+?)\n(.*?)```sql\n(.*?)```\n\n(.*?)(?=\n## |\Z)", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"\A(?:\|.*\|\n)+|\A\(no rows\)\n")


def questions() -> list[re.Match]:
    return list(QUESTION.finditer(PAGE.read_text(encoding="utf-8")))


def cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value).replace("|", "\\|")


def table(names: list[str], rows: list[tuple]) -> str:
    """A Markdown table; `(no rows)` where nothing answers."""
    if not rows:
        return "(no rows)\n"
    lines = [names, ["---"] * len(names), *([cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def ask(built, sql: str) -> str:
    with query.warehouse(built.paths) as connection:
        rows = connection.execute(sql).fetchall()
        return table([column[0] for column in connection.description], rows)


def test_there_are_twenty_and_each_is_read():
    page = PAGE.read_text(encoding="utf-8")
    found = questions()
    assert [int(q[1]) for q in found] == list(range(1, 21))
    assert len(found) == page.count("```sql") == page.count("\n## ")
    assert all(ANSWER.match(q[5]) for q in found)


@pytest.mark.parametrize("question", questions(), ids=lambda q: q[2])
def test_the_answer_is_the_one_of_the_page(built, question):
    said = ANSWER.match(question[5])[0]
    found = ask(built, question[4])
    if os.environ.get("SSCMON_REWRITE"):
        page = PAGE.read_text(encoding="utf-8")
        before = f"```sql\n{question[4]}```\n\n"
        PAGE.write_text(page.replace(before + said, before + found), encoding="utf-8")
    else:
        assert found == said
