"""`jjjdata build`: documents -> tables."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from jjjdata.cli.commands import EXIT_SOME_FAILED, say
from jjjdata.cli.progress import ProgressLines
from jjjdata.documents.opening import Limits

EPILOG: Final = (
    "Exit codes: 0 all is well or nothing to do; 1 some documents failed, the others are built; 2 wrong use. "
    "65 a document failed and --strict was given; 70 a defect of the program; 74 the disk refuses; 75 another "
    "build is writing to the same folder; 130 interrupted. After each from 2 on nothing was changed."
)


@click.command("build", epilog=EPILOG)
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
    help="Folder for the tables; made if it is missing. Files of other names in it are kept.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Build even if nothing has changed since the last build.")
@click.option(
    "--strict", is_flag=True, help="Write nothing when any document fails; the exit code is then 65."
)
@click.option(
    "--max-size", type=click.FloatRange(min=0, min_open=True), default=Limits.megabytes, show_default=True, metavar="MB",
    help="Megabytes that the file of a document may have.",
)  # fmt: skip
@click.option(
    "--max-characters", type=click.IntRange(min=1), default=Limits.characters, show_default=True, metavar="N",
    help="Characters that the text of a document may have.",
)  # fmt: skip
@click.option(
    "--max-seconds", type=click.FloatRange(min=0, min_open=True), default=Limits.seconds, show_default=True, metavar="S",
    help="Seconds that reading a document may take.",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="No progress; the summary and errors only.")
def command(
    *,
    source: Path,
    out: Path,
    force: bool,
    strict: bool,
    max_size: float,
    max_characters: int,
    max_seconds: float,
    quiet: bool,
) -> None:
    """Read the documents in the folder SOURCE and write the tables.

    A file sources.toml in SOURCE may state title, publisher and date of each document. The tables appear
    complete or not at all; a build with nothing new to read stops at once. A document that cannot be read, or
    asks for more than the limits allow, is listed with the reason in table documents, the others are built, and
    the exit code is 1.

    \b
    Examples:
      jjjdata build seeds --out data
      jjjdata build seeds --out data --strict --max-seconds 30
    """  # noqa: D301 - \b keeps click from joining the example lines
    from jjjdata.pipeline import build  # noqa: PLC0415 - `--help` need not load Arrow

    limits = Limits(max_size, max_characters, max_seconds)
    with ProgressLines(quiet=quiet) as progress:
        summary = build(source, out, force=force, strict=strict, limits=limits, progress=progress)
    say(summary)
    say(f"Tables are in {out}")
    if summary.failed:
        sys.exit(EXIT_SOME_FAILED)
