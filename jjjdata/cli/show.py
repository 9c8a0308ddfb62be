"""`jjjdata show`: an indicator's observations with the sentences behind them."""

from __future__ import annotations

from pathlib import Path

import click

from jjjdata.cli.commands import EPILOG, say


@click.command("show", epilog=EPILOG)
@click.argument("indicator")
@click.option("--place", help="Only this place: a code or a name (110000, 北京, Beijing).")
@click.option(
    "--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
    help="Folder that holds the tables.",
)  # fmt: skip
def command(indicator: str, place: str | None, data: Path) -> None:
    """Show every observation of INDICATOR, with bounds, origin and evidence.

    Reported values are followed by their sentences with the figure in 【】, implied ones by their formula and
    the sentences of what went into it. Each sentence has its statement id in [ ]. An unknown indicator or place is answered with the nearest names.

    \b
    Example:
      jjjdata show pm25 --place 北京
    """  # noqa: D301 - \b keeps click from joining the example lines
    from jjjdata.evidence import explain_all  # noqa: PLC0415 - `--help` need not load polars

    explanations = explain_all(indicator, place, data)
    for explanation in explanations:
        say(f"{explanation.text(with_ids=True)}\n")
    if not explanations:
        where = f" for {place}" if place else ""
        say(f"The catalogue has {indicator}, but no document states a value of it{where}.")
