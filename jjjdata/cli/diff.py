"""`jjjdata diff`: what changed between two builds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from jjjdata.cli.commands import EPILOG, EXIT_SOME_FAILED

MARKS: Final = {"added": "+", "changed": "~", "removed": "-"}


@click.command("diff", epilog=EPILOG)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path), default=Path("data"))
def command(old: Path, new: Path) -> None:
    """Show which observations differ between the tables in OLD and those in NEW (default: data).

    One line for each: + added, ~ changed (old → new value, and which columns differ), - removed; with indicator,
    place, time and unit. Exit code 0 where nothing differs, 1 where something does, 2 for wrong use.

    \b
    Examples:
      jjjdata diff data.last-month data
      jjjdata diff ../release-1.0/data
    """  # noqa: D301 - \b keeps click from joining the example lines
    from jjjdata.evidence.amounts import number  # noqa: PLC0415 - `--help` need not load polars
    from jjjdata.query import differences  # noqa: PLC0415 - as above

    found = differences(old, new)
    for row in found.iter_rows(named=True):
        key = [row["indicator_id"], row["place"], row["counterpart"] and f"→ {row['counterpart']}"]
        kind = [row[name] for name in ("measure", "aggregation", "status") if row[name]]
        time = [str(day) for day in (row["period_start"], row["period_end"]) if day is not None]
        values = [number(row[name]) for name in ("old_value", "new_value") if row[name] is not None]
        differing = f" ({row['columns'].replace(' ', ', ')})" if row["columns"] else ""
        click.echo(
            f"{MARKS[row['change']]} {' '.join(part for part in key if part)} [{', '.join(kind)}] "
            f"{' to '.join(dict.fromkeys(time))}: {' → '.join(dict.fromkeys(values))} {row['unit']}{differing}"
        )
    counts = {change: found["change"].to_list().count(change) for change in MARKS}
    click.echo(", ".join(f"{count} {change}" for change, count in counts.items()))
    if not found.is_empty():
        sys.exit(EXIT_SOME_FAILED)
