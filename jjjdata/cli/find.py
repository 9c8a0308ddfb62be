"""`jjjdata find`: indicators by words."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jjjdata.cli.commands import EPILOG, EXIT_SOME_FAILED, say


@click.command("find", epilog=EPILOG)
@click.argument("words", nargs=-1)
@click.option(
    "--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
    help="Folder that holds the tables.",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@click.option(
    "--uncatalogued", is_flag=True,
    help="Instead, recurring statements that no indicator takes; with WORDS, those whose wording holds one.",
)  # fmt: skip
def command(words: tuple[str, ...], data: Path, limit: int, uncatalogued: bool) -> None:
    """Find indicators by Chinese or English WORDS, best first.

    For each: its id, both names, unit, number of observations, and the years they span. With --uncatalogued,
    for each wording that recurs and has no indicator: its unit, measure, number of statements and documents,
    and a sentence; docs/indicators.md says how to add one. Finding none is exit code 1.

    \b
    Examples:
      jjjdata find 技术合同
      jjjdata find technology contracts
      jjjdata find --uncatalogued
    """  # noqa: D301 - \b keeps click from joining the example lines
    if uncatalogued:
        _show_uncatalogued(" ".join(words), data, limit)
        return
    if not words:
        raise click.UsageError("Missing argument 'WORDS...' (or the option --uncatalogued).")
    from jjjdata.query import find  # noqa: PLC0415 - `--help` need not load polars

    found = find(" ".join(words), data, limit=limit)
    if found.is_empty():
        click.echo(f"No indicator is described by {' '.join(words)!r}. Try fewer or other words.", err=True)
        sys.exit(EXIT_SOME_FAILED)
    for row in found.iter_rows(named=True):
        number = row["n_observations"]
        years = "–".join(dict.fromkeys(str(y) for y in (row["first_year"], row["last_year"]) if y))
        count = f"{number} observation{'' if number == 1 else 's'}{', ' if years else ''}{years}"
        say(f"{row['indicator_id']}\n    {row['name_zh']} · {row['name_en']} [{row['unit']}] {count}")


def _show_uncatalogued(words: str, data: Path, limit: int) -> None:
    from jjjdata.query import uncatalogued  # noqa: PLC0415 - as above

    found = uncatalogued(words, data, limit=limit)
    if found.is_empty():
        click.echo("No statement without an indicator recurs.", err=True)
        sys.exit(EXIT_SOME_FAILED)
    for row in found.iter_rows(named=True):
        count = f"{row['n_statements']} statements in {row['n_documents']} documents"
        say(f"{row['wording']} [{row['unit']}, {row['measure']}] {count}\n    {row['sentence']}")
