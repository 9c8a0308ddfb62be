"""`jjjdata report`: tables -> trend reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from jjjdata.cli.commands import EXIT_SOME_FAILED, say
from jjjdata.cli.progress import ProgressLines
from jjjdata.errors import ParameterError

EPILOG: Final = (
    "Exit codes: 0 all is well or nothing to do; 1 some reports failed, their last good pages are kept; "
    "2 wrong use; 70 a defect of the program; 74 the disk refuses; 75 another run is writing to the same folder; "
    "130 interrupted. After each from 2 on nothing was changed."
)


@click.command("report", epilog=EPILOG)
@click.option(
    "--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
    help="Folder that holds the tables.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True,
    help="Folder for the pages; made if it is missing.",
)  # fmt: skip
@click.option(
    "--batch", type=click.Path(path_type=Path),
    help="File that says which notebooks run with which parameters.  [default: reports.toml where there is one]",
)  # fmt: skip
@click.option("--only", multiple=True, metavar="NAME", help="Only reports of this name; may be repeated.")
@click.option("--force", is_flag=True, help="Run reports also where nothing has changed since the last run.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help="Reports run at a time."
)
@click.option(
    "-p", "--parameter", "parameters", multiple=True, metavar="NAME=VALUE",
    help="A report parameter, for every report that has it; may be repeated. Checked before anything runs.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="No progress; the summary and errors only.")
def command(
    *,
    data: Path,
    out: Path,
    batch: Path | None,
    only: tuple[str, ...],
    force: bool,
    jobs: int,
    parameters: tuple[str, ...],
    quiet: bool,
) -> None:
    """Run the report notebooks over the tables and write pages that open offline.

    Reports whose tables, notebook and parameters have not changed are kept. A report that fails or takes too
    long keeps its last good page, marked stale; its executed notebook and its error are left in failed/, the
    others go on, and the exit code is 1. New pages appear together at the end. Safe to run from cron.

    \b
    Examples:
      jjjdata report --data data --out reports
      jjjdata report --only indicator_trend -p indicator=pm25 -p start_year=2015
    """  # noqa: D301 - \b keeps click from joining the example lines
    given = _parameters(parameters)
    from jjjdata.reports import Batch, build_reports  # noqa: PLC0415 - `--help` loads nothing

    named = {"batch": Batch.read(batch)} if batch is not None else {}
    with ProgressLines(quiet=quiet) as progress:
        summary = build_reports(
            data, out, only=only or None, force=force, jobs=jobs, parameters=given,
            progress=progress, **named,
        )  # fmt: skip
    say(summary)
    say(f"Open {(out / 'index.html').resolve()}")
    if summary.failed:
        sys.exit(EXIT_SOME_FAILED)


def _parameters(pairs: tuple[str, ...]) -> dict[str, str]:
    """NAME=VALUE pairs; values stay text and are typed by the report's declaration."""
    given: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise ParameterError(pair, "a parameter is given as NAME=VALUE, for example -p indicator=pm25")
        if name in given:
            raise ParameterError(name, "it is given twice")
        given[name] = value
    return given
