"""The command line: `sscmon COMMAND`. Every command imports what it needs when it runs, so that help is instant."""

import json
import os
import signal
import sys
import traceback
from pathlib import Path
from time import monotonic

import click

from sscmon import __version__
from sscmon.errors import BuildLocked, SscmonError
from sscmon.text import LANGUAGES

FAILED, MISUSED, BUSY = 1, 2, 3
HELP = """Open statistical system for South-South cooperation.

The project folder is SSCMON_ROOT, else the nearest folder above this one that holds sql/core, else the checkout
sscmon was installed from.

Exit codes: 0 all well, warnings allowed; 1 something failed; 2 wrong use, or a question that needs narrowing;
3 another build is running."""


class Commands(click.Group):
    """Commands whose errors say what happened, where, and what to do; never a traceback unless SSCMON_DEBUG is set."""

    def invoke(self, context: click.Context):
        try:
            return super().invoke(context)
        except SscmonError as error:
            _complain(error.what, error.where, error.todo)
            context.exit(BUSY if isinstance(error, BuildLocked) else FAILED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("SSCMON_DEBUG"):
                traceback.print_exc()
            else:
                told = " ".join(str(error).split())[:200]
                _complain(
                    f"something unexpected: {type(error).__name__}: {told}",
                    "",
                    "rerun with SSCMON_DEBUG=1 for the whole story, and report it",
                )
            context.exit(FAILED)


def _complain(what: str, where: str, todo: str) -> None:
    click.echo(f"{click.style('error:', fg='red', bold=True)} {what}", err=True)
    for label, text in (("where", where), ("what to do", todo)):
        lines = text.splitlines()
        for line in [f"  {label}: {text}"] if len(lines) == 1 else [f"  {label}:", *(f"    {line}" for line in lines)]:
            if lines:
                click.echo(line, err=True)


def _echo(lines) -> None:
    for line in lines:
        click.echo(line)


def _echo_json(value) -> None:
    click.echo(json.dumps(value, indent=1, ensure_ascii=False, default=_jsonable))


def _jsonable(value):
    from sscmon.query import jsonable

    return jsonable(value)


def _paths():
    from sscmon.paths import Paths

    return Paths.find()


lang = click.option(
    "--lang", type=click.Choice(LANGUAGES), default="en", envvar="SSCMON_LANG", show_envvar=True, help="Language."
)
as_json = click.option("--json", "as_json", is_flag=True, help="For machines.")


@click.group(cls=Commands, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    if os.environ.get("NO_COLOR"):
        context.color = False


@cli.command()
def build() -> None:
    """Build what has changed and publish the warehouse.

    A step that fails holds back what depends on it; everything else goes on, and the warehouse published before
    stays as it is.
    """
    from sscmon.build import build as run
    from sscmon.build_text import held_back_line, report_lines
    from sscmon.terminal import Progress, columns

    progress, start = Progress(sys.stderr), monotonic()
    try:
        report = run(_paths(), progress)
    finally:
        progress.close()
    _echo(report_lines(report, monotonic() - start, columns()))
    for error in report.errors.values():
        _complain(error.what, error.where, error.todo)
    if held := held_back_line(report):
        click.echo(held, err=True)
    if report.errors:
        click.get_current_context().exit(FAILED)


@cli.command()
@click.argument("table", required=False)
@lang
@as_json
def status(table: str | None, lang: str, as_json: bool) -> None:
    """What is fresh, what failed, what is in quarantine and why.

    With TABLE (core.flow, staged.macro_value, ...) its numbers, its checks and its first refused rows.
    """
    from sscmon import status as found
    from sscmon import status_text
    from sscmon.terminal import columns

    paths = _paths()
    told = found.table_status(paths, table, lang) if table else found.project_status(paths, lang)
    if as_json:
        _echo_json(told)
    else:
        _echo((status_text.table_lines if table else status_text.project_lines)(told, lang, columns()))
    if not told["is_sound"]:
        click.get_current_context().exit(FAILED)


@cli.command()
@click.argument("target", metavar="INDICATOR|OBSERVATION_ID")
@click.argument("provider", required=False)
@click.option("--year", type=int)
@click.option("--partner", "partner_id", help="Code of the partner; all partners is _T.")
@click.option("--modality")
@click.option("--kind", help="Kind of contribution.")
@click.option("--set", "inclusion_set", help="Inclusion set: STRICT_SSC, SOLIDARITY_WIDE, ...")
@click.option("--denominator")
@click.option("--method", "valuation_method", help="Valuation method: VM_CASH, ...")
@click.option("--prices", "price_basis", help="Price basis: nominal or constant_2022.")
@click.option("--unit", help="Unit of a physical quantity.")
@click.option("--item")
@lang
@as_json
def explain(target: str, provider: str | None, lang: str, as_json: bool, **dimensions) -> None:
    """Go from a number back to files and documents.

    Shows the figures a published number was computed from, each with the line of the publisher's file as it stands
    and the document it cites, and the figures left out with the reason.

    Name the number by its identifier, or by indicator and provider. What is not named takes the headline value:
    all partners, all modalities, all kinds, SOLIDARITY_WIDE, current prices, the first denominator there is.

    \b
    sscmon explain cooperation_to_gni BRA --year 2010
    """
    from sscmon import explain as found
    from sscmon import explain_text
    from sscmon.query import warehouse
    from sscmon.terminal import columns

    if provider is None and "." not in target:
        raise click.UsageError(f"name the provider too: sscmon explain {target} BRA")
    paths = _paths()
    chosen = {name: value for name, value in dimensions.items() if value is not None}
    with warehouse(paths) as connection:
        observations = found.find(connection, target, provider, chosen)
        if len(observations) > 1:
            if as_json:
                _echo_json(observations)
            else:
                _echo(explain_text.choices(observations, columns()))
            click.echo(explain_text.advice(observations), err=True)
            click.get_current_context().exit(MISUSED)
        explanation = found.Explainer(paths, connection).explain(observations[0])
        if as_json:
            _echo_json(explanation)
        else:
            _echo(explain_text.lines(explanation, explain_text.Words(connection, lang), columns()))


@cli.command()
@click.argument("sql")
@click.option("--format", "style", type=click.Choice(("table", "csv", "json", "parquet")), help="Default: table.")
@click.option("-o", "target", type=click.Path(path_type=Path), help="File to write; its ending tells the format.")
def query(sql: str, style: str | None, target: Path | None) -> None:
    """Ask the warehouse in SQL, read only.

    Files, extensions and settings are out of reach. SQL "-" is read from standard input. Formats: a table cut to the
    terminal and to its first 100 rows; CSV (RFC 4180); JSON, one object a line in a list; Parquet.

    \b
    sscmon query "from view.aid_to_gni limit 5"
    sscmon query "from core.flow" --format csv > flow.csv
    """
    from sscmon import query as asked

    if sql == "-":
        sql = sys.stdin.read()
    ending = target.suffix.lstrip(".") if target else ""
    style = style or (ending if ending in asked.FORMATS else "table")
    if style == "parquet" and target is None:
        raise click.UsageError("Parquet goes to a file: -o FILE")
    with asked.answer(_paths(), sql) as connection:
        if target:
            asked.write_file(connection, style, target)
        else:
            asked.WRITERS[style](connection, sys.stdout)


@cli.command()
@click.argument("words", nargs=-1)
@click.option("--list", "name", default="", help="Search or show this list only.")
@lang
@as_json
def codes(words: tuple[str, ...], name: str, lang: str, as_json: bool) -> None:
    """Search the code lists in three languages.

    Accents and case do not matter; where nothing matches, the nearest codes are shown and the exit code is 1.
    Without WORDS, show one list, or which lists there are.
    """
    from sscmon import codes as lists
    from sscmon.terminal import columns, table

    if not words and not name:
        every = {one: [code.code for code in lists.all_codes(one)] for one in lists.lists()}
        if as_json:
            _echo_json(every)
        else:
            counted = [(one, len(listed), ", ".join(listed[:5])) for one, listed in every.items()]
            _echo(table(("list", "codes", "first"), counted, limit=columns()))
        return
    found, is_match = lists.search(words, name) if words else (lists.all_codes(name), True)
    if as_json:
        _echo_json([{**vars(code), "label": code.label._asdict(), "is_match": is_match} for code in found])
    elif found:
        rows = [(code.codelist, code.code, code.label.in_(lang), code.parent, code.valid) for code in found]
        heads = ("list", "code", "label", "broader", "valid")
        kept = [i for i in range(len(heads)) if i < 3 or any(row[i] for row in rows)]
        if not is_match:
            click.echo(f"No code matches {' '.join(words)!r}; the nearest:", err=True)
        _echo(
            table([heads[i] for i in kept], [[row[i] for i in kept] for row in rows], limit=columns(), whole=["code"])
        )
    else:
        click.echo(f"No code is near {' '.join(words)!r}.", err=True)
    if not is_match:
        click.get_current_context().exit(FAILED)


@cli.command()
@click.argument("source_id", metavar="SOURCE")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def snapshot(source_id: str, folder: Path) -> None:
    """Take files on disk as a new snapshot.

    Prints its identifier. Of a source whose files are known by name, those are checked and taken; otherwise the files
    of FOLDER with the names of the newest snapshot, or all where there is none yet. Files that have not changed make
    no new snapshot.
    """
    from sscmon import snapshots
    from sscmon.fetching.given import store_files, take_files

    paths, source = _paths(), _source(source_id)
    before = snapshots.newest(paths, source_id)
    if source.files:
        taken = take_files(paths, source, folder)
    else:
        taken = store_files(paths, source, _given(folder, before), {})
    click.echo(taken.id)
    if before and taken.id == before.id:
        click.echo("The files are those of the newest snapshot; nothing was copied.", err=True)


def _source(source_id: str):
    from sscmon.errors import NotFound
    from sscmon.sources import discover

    known = discover()
    if source_id not in known:
        raise NotFound(f"there is no source {source_id!r}", todo=f"name one of: {', '.join(known)}")
    return known[source_id]


def _given(folder: Path, before) -> dict[str, Path]:
    """The files of a folder to take, by name: those of the snapshot before, or all where there is none."""
    from sscmon.errors import NotFound
    from sscmon.snapshots import MANIFEST

    listed = {path.name: path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith(".")}
    listed.pop(MANIFEST, None)
    wanted = [item["name"] for item in before.manifest["files"]] if before else list(listed)
    missing = [name for name in wanted if name not in listed]
    if missing or not wanted:
        raise NotFound(
            f"the folder lacks {', '.join(missing)}" if missing else "the folder has no files",
            where=str(folder),
            todo=f"put there every file of the source: {', '.join(wanted)}" if wanted else "put the files there",
        )
    return {name: listed[name] for name in wanted}


@cli.command()
@click.argument("sources", nargs=-1)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Ask only for what is dated from this day on.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked for.")
@click.option("--from", "given", type=click.Path(exists=True, path_type=Path), help="Files you downloaded yourself.")
def fetch(sources: tuple[str, ...], since, dry_run: bool, given: Path | None) -> None:
    """Fetch what is new from the publishers.

    Without SOURCES, all that can be fetched. One that fails keeps its last snapshot; the others go on.
    """
    from sscmon.fetching.fetch import fetch_sources
    from sscmon.fetching.given import take_files
    from sscmon.terminal import Progress, columns, shown, table

    if given:
        if len(sources) != 1:
            raise click.UsageError("name the one source the files are of: sscmon fetch SOURCE --from FILE_OR_FOLDER")
        click.echo(take_files(_paths(), _source(sources[0]), given).id)
        return
    progress = Progress(sys.stderr)
    try:
        report = fetch_sources(
            _paths(),
            sources,
            since.date() if since else None,
            dry_run,
            lambda part: progress.tell(f"{part.source_id} {part.name} {shown(part.done_bytes)} bytes"),
        )
    finally:
        progress.close()
    rows = [(o.source_id, o.state, o.snapshot.id if o.snapshot else "", len(o.exchanges)) for o in report.outcomes]
    _echo(table(("source", "state", "snapshot", "requests"), rows, limit=columns()))
    if dry_run:
        _echo(f"  {e.state} {e.name} {e.address}" for outcome in report.outcomes for e in outcome.exchanges)
    for outcome in report.failed:
        _complain(outcome.error.what, outcome.error.where, outcome.error.todo)
    if report.failed:
        click.get_current_context().exit(FAILED)


@cli.command()
def docs() -> None:
    """Write docs/reference from the contracts."""
    from sscmon.dictionary import write_docs

    _echo(map(str, write_docs(_paths())))


@cli.command()
@click.argument("claim_id", required=False)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True)
def claim(claim_id: str | None, lang: str) -> None:
    """Put a claim to the test.

    Its verdict with the working of every test; without CLAIM_ID, all claims.
    """
    from sscmon.claims.explain import explain as explain_claim
    from sscmon.query import warehouse
    from sscmon.terminal import columns, table

    listed = """
        select claim_id, claim_subject as subject, claim_measure as measure, value_op as op, claimed_value as claimed,
            claim_unit as unit, verdict
        from core.claim join core.claim_verdict using (claim_id) order by claim_id"""
    with warehouse(_paths()) as connection:
        if claim_id:
            _echo(explain_claim(connection, claim_id).lines(lang))
            return
        found = connection.execute(listed)
        _echo(table([column[0] for column in found.description], found.fetchall(), limit=columns()))


@cli.command()
@click.argument("amount", type=float)
@click.argument("unit")
@click.option("--kind", required=True, help="What is given: a code of the list kind, as HR_MED.")
@click.option("--detail", default="_Z", help="Its detail: a code of the list kind_detail, as DOC.")
@click.option("--provider", required=True, help="Who gives, as CUB.")
@click.option("--partner", default="_T", help="Who receives.", show_default=True)
@click.option("--year", type=int, required=True)
@click.option("--flow", is_flag=True, help="Delivered in the year; without it, counted at a date.")
@click.option("--method", "methods", multiple=True, help="Only these methods.")
@click.option("--price", "prices", multiple=True, help="Your own: METHOD=LOW,CENTRAL,HIGH,CURRENCY for one unit.")
def value(amount, unit, kind, detail, provider, partner, year, flow, methods, prices) -> None:
    """What if: value a quantity by every method.

    With the prices on record, or your own.

    Example: sscmon value 100 person --kind HR_MED --detail DOC --provider CUB --partner BRA --year 2014
    """
    from sscmon.query import warehouse
    from sscmon.terminal import columns, table
    from sscmon.valuation.whatif import whatif

    with warehouse(_paths()) as connection:
        rows = whatif(
            connection, kind=kind, amount=amount, unit=unit, provider=provider, year=year, partner=partner,
            detail=detail, value_type="FLOW" if flow else "STOCK", methods=methods,
            prices=dict(map(_own_price, prices)),
        )  # fmt: skip
    _echo(table(VALUED, [[row[name] for name in VALUED] for row in rows], limit=columns()))


VALUED = (
    "valuation_method",
    "rate_reading",
    "valued_quantity",
    "valued_unit",
    "unit_price_central",
    "currency_code",
    "value_low_usd",
    "value_central_usd",
    "value_high_usd",
    "obs_status",
)


def _own_price(text: str) -> tuple[str, tuple[float, float, float, str]]:
    try:
        method, given = text.split("=")
        low, central, high, currency = given.split(",")
        return method, (float(low), float(central), float(high), currency)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not METHOD=LOW,CENTRAL,HIGH,CURRENCY") from None


@cli.command()
@click.option("--name", help="Year and number, as 2026.1; the next free one without it.")
def release(name: str | None) -> None:
    """Write the open release from the published warehouse."""
    from sscmon.publish.release import release as write

    click.echo(write(_paths(), name))


def main() -> None:
    """Entry point. Ends silently where the reader of a pipe goes away, as other programs do."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    cli(prog_name="sscmon")


if __name__ == "__main__":
    main()
