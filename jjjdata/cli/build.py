"""`jjjdata build`: documents -> tables."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jjjdata.cli.commands import EPILOG, EXIT_SOME_FAILED
from jjjdata.cli.progress import ProgressLines


@click.command("build", epilog=EPILOG)
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
    help="Folder for the tables; made if it is missing. Files of other names in it are kept.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Build even if nothing has changed since the last build.")
@click.option("--quiet", is_flag=True, help="No progress; the summary and errors only.")
def command(source: Path, out: Path, force: bool, quiet: bool) -> None:
    """Read the documents in the folder SOURCE and write the tables.

    A file sources.toml in SOURCE may state title, publisher and date of each document. The tables appear
    complete or not at all; a build with nothing new to read stops at once. A document that cannot be read
    is listed with the reason in table documents, the others are built, and the exit code is 1.

    \b
    Example:
      jjjdata build seeds --out data
    """  # noqa: D301 - \b keeps click from joining the example lines
    from jjjdata.pipeline import build  # noqa: PLC0415 - `--help` need not load Arrow

    with ProgressLines(quiet=quiet) as progress:
        summary = build(source, out, force=force, progress=progress)
    click.echo(summary)
    click.echo(f"Tables are in {out}")
    if summary.failed:
        sys.exit(EXIT_SOME_FAILED)
