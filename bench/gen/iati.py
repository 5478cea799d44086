"""Invented IATI 2.03 activity files of any size, the same for the same seed, with the ugly cases of real ones."""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

COUNTRIES = ("BO", "HT", "CU", "NI", "SV", "MZ", "AO", "LA", "PY", "HN", "DM", "ST")
PURPOSES = ("11220", "12220", "14030", "15110", "16020", "23210", "31120", "43010", "72010", "99810")
CURRENCIES = ("USD", "USD", "USD", "EUR", "BRL", "MXN", "XDR")
WORDS = (
    "escuela agua salud semilla puente brigada taller river school clinic seed teacher bridge training "
    "ministry rural women youth cooperação saúde município formação técnica"
).split()
WIDE_SPLIT = 240
UGLY_EVERY = 50


def activities(
    megabytes: float, seed: int = 1, giant_megabytes: float = 0, ugly_every: int = UGLY_EVERY
) -> Iterator[str]:
    """The text of a file in pieces: about `megabytes` of activities, one of them of `giant_megabytes`.

    One activity in fifty is ugly: no description, empty or impossible dates, percentages on a part of its sectors,
    a 240-way split, values without a currency, a self-closed activity. `ugly_every` 0 leaves them out.
    """
    draw = random.Random(seed)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<iati-activities version="2.03" generated-datetime="2025-01-01T00:00:00">\n'
    written, number, giant_at = 0, 0, megabytes * 500_000
    while written < megabytes * 1_000_000:
        number += 1
        text = _activity(draw, number, draw.randrange(16) if ugly_every and number % ugly_every == 0 else -1)
        written += len(text.encode())
        yield text
        if giant_megabytes and written > giant_at:
            giant_at = float("inf")
            for piece in _giant(draw, giant_megabytes):
                written += len(piece.encode())
                yield piece
    yield "</iati-activities>\n"


def write(
    path: Path, megabytes: float, seed: int = 1, giant_megabytes: float = 0, ugly_every: int = UGLY_EVERY
) -> Path:
    """Write `activities` to a file, and return it."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(activities(megabytes, seed, giant_megabytes, ugly_every))
    return path


def _narrative(draw: random.Random, count: int) -> str:
    return f"<narrative>{' '.join(draw.choices(WORDS, k=count))} &amp; {draw.randrange(1000)}</narrative>"


def _organisation(draw: random.Random) -> str:
    return f"<narrative>Organización inventada de la comunidad {draw.randrange(2000)}</narrative>"


def _activity(draw: random.Random, number: int, ugly: int) -> str:
    if ugly == 0:
        return '<iati-activity default-currency="USD"/>\n'
    start = draw.randrange(2005, 2023)
    currency = "" if ugly == 1 else f' default-currency="{draw.choice(CURRENCIES)}"'
    parts = [
        f'<iati-activity xml:lang="es" hierarchy="1" last-updated-datetime="2024-05-01T10:00:00Z"{currency}>\n',
        f"  <iati-identifier>XX-GEN-1-{number}</iati-identifier>\n",
        '  <reporting-org ref="XX-GEN-1" type="40">\n    <narrative>Banco inventado</narrative>\n  </reporting-org>\n',
        f"  <title>\n    {_narrative(draw, 6)}\n  </title>\n",
        "" if ugly == 2 else f'  <description type="1">\n    {_narrative(draw, 60)}\n  </description>\n',
        f'  <participating-org ref="XM-DAC-{draw.randrange(1, 900)}" role="1" type="10">\n'
        f"    {_organisation(draw)}\n  </participating-org>\n",
        f'  <participating-org role="4" type="22">\n    {_organisation(draw)}\n  </participating-org>\n',
        f'  <other-identifier ref="P{number}" type="A1"/>\n',
        '  <activity-status code="2"/>\n',
        f'  <activity-date iso-date="{"2021-02-31" if ugly == 3 else f"{start}-03-01"}" type="2"/>\n',
        f'  <activity-date iso-date="{"" if ugly == 4 else f"{start + 3}-03-01"}" type="3"/>\n',
        '  <contact-info type="1">\n    <email>info@example.org</email>\n'
        "    <website>https://example.org</website>\n  </contact-info>\n",
        *_recipients(draw, ugly),
        *_sectors(draw, ugly),
        '  <tag vocabulary="2" code="3"/>\n  <policy-marker vocabulary="1" code="1" significance="1"/>\n',
        '  <collaboration-type code="1"/>\n  <default-flow-type code="10"/>\n',
        '  <default-finance-type code="110"/>\n  <default-aid-type code="C01"/>\n  <default-tied-status code="5"/>\n',
        *(_budget(draw, start + year) for year in range(draw.randrange(4))),
        *(_transaction(draw, start, ugly) for _ in range(draw.randrange(1, 13))),
        '  <document-link format="text/html" url="https://example.org/d">\n    <title>\n'
        '      <narrative>Ficha</narrative>\n    </title>\n    <category code="A12"/>\n  </document-link>\n',
        *(_result(draw, start) for _ in range(draw.randrange(3))),
        "</iati-activity>\n",
    ]
    return "".join(parts)


def _recipients(draw: random.Random, ugly: int) -> list[str]:
    chosen = draw.sample(COUNTRIES, draw.choice((1, 1, 1, 2, 3)))
    share = 100 / len(chosen)
    return [f'  <recipient-country code="{code}" percentage="{share:.2f}"/>\n' for code in chosen]


def _sectors(draw: random.Random, ugly: int) -> list[str]:
    if ugly == 5:
        return [
            f'  <sector vocabulary="1" code="{11110 + n}" percentage="{100 / WIDE_SPLIT:.6f}"/>\n'
            for n in range(WIDE_SPLIT)
        ]
    if ugly == 6:
        return ['  <sector code="11220" percentage="30"/>\n  <sector code="12220"/>\n  <sector code="14030"/>\n']
    chosen = draw.sample(PURPOSES, draw.choice((1, 1, 2, 3)))
    rows = [f'  <sector vocabulary="1" code="{code}" percentage="{100 / len(chosen):.3f}"/>\n' for code in chosen]
    return [*rows, f'  <sector vocabulary="99" code="S{draw.randrange(20)}">\n    {_narrative(draw, 2)}\n  </sector>\n']


def _budget(draw: random.Random, year: int) -> str:
    return (
        f'  <budget type="1" status="2">\n    <period-start iso-date="{year}-01-01"/>\n'
        f'    <period-end iso-date="{year}-12-31"/>\n'
        f'    <value value-date="{year}-01-01">{draw.randrange(10**6)}.50</value>\n  </budget>\n'
    )


def _transaction(draw: random.Random, start: int, ugly: int = -1) -> str:
    year, month = start + draw.randrange(3), draw.randrange(1, 13)
    day = 31 if ugly == 7 else draw.randrange(1, 29)
    sign = "-" if draw.randrange(40) == 0 else ""
    own = ""
    if draw.randrange(5) == 0:
        own = (
            f'    <sector vocabulary="1" code="{draw.choice(PURPOSES)}"/>\n'
            f'    <recipient-country code="{draw.choice(COUNTRIES)}"/>\n'
        )
    return (
        f'  <transaction ref="{draw.randrange(10**9)}">\n    <transaction-type code="{draw.choice("2333334")}"/>\n'
        f'    <transaction-date iso-date="{year}-{month:02}-{day:02}"/>\n'
        f'    <value value-date="{year}-{month:02}-{day:02}">'
        f"{sign}{draw.randrange(10**7)}.{draw.randrange(100):02}</value>\n"
        f"    <description>\n      {_narrative(draw, 5)}\n    </description>\n"
        '    <provider-org ref="XX-GEN-1" type="40">\n      <narrative>Banco inventado</narrative>\n'
        "    </provider-org>\n"
        f'    <receiver-org type="10">\n      {_organisation(draw)}\n    </receiver-org>\n{own}  </transaction>\n'
    )


def _result(draw: random.Random, start: int) -> str:
    return (
        f'  <result type="1">\n    <title>\n      {_narrative(draw, 4)}\n    </title>\n    <indicator measure="1">\n'
        f"      <title>\n        <narrative>Personas capacitadas</narrative>\n      </title>\n"
        f'      <baseline year="{start}" value="0"/>\n      <period>\n'
        f'        <period-start iso-date="{start}-01-01"/>\n'
        f'        <period-end iso-date="{start}-12-31"/>\n        <target value="{draw.randrange(1000)}"/>\n'
        f'        <actual value="{draw.randrange(1000)}"/>\n      </period>\n    </indicator>\n  </result>\n'
    )


def _giant(draw: random.Random, megabytes: float) -> Iterator[str]:
    """One activity of many transactions."""
    yield (
        '<iati-activity default-currency="USD">\n  <iati-identifier>XX-GEN-1-GIANT</iati-identifier>\n'
        '  <reporting-org ref="XX-GEN-1" type="40">\n    <narrative>Banco inventado</narrative>\n  </reporting-org>\n'
        f'  <title>\n    {_narrative(draw, 6)}\n  </title>\n  <recipient-country code="BO"/>\n'
    )
    written = 0
    while written < megabytes * 1_000_000:
        text = _transaction(draw, 2010)
        written += len(text.encode())
        yield text
    yield "</iati-activity>\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("megabytes", type=float)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--giant", type=float, default=0, help="megabytes of one activity")
    given = parser.parse_args()
    write(given.path, given.megabytes, given.seed, given.giant)


if __name__ == "__main__":
    main()
