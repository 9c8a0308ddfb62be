"""`jjjdata check`: what the checks found, with the sentences."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from jjjdata.cli.commands import EPILOG, EXIT_SOME_FAILED, say
from jjjdata.schema import CHECKS, SEVERITIES


@click.command("check", epilog=EPILOG)
@click.option(
    "--data", type=click.Path(path_type=Path), default=Path("data"), show_default=True,
    help="Folder that holds the tables.",
)  # fmt: skip
@click.option(
    "--severity", type=click.Choice(SEVERITIES), default="info", show_default=True,
    help="Only findings of this severity and graver.",
)  # fmt: skip
@click.option(
    "--only", "checks", type=click.Choice(CHECKS), multiple=True, help="Only this check; may be repeated."
)
@click.option(
    "--language", type=click.Choice(("en", "zh")), default="en", show_default=True, help="Language of the findings."
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="The findings without the sentences behind them.")
def command(data: Path, severity: str, checks: tuple[str, ...], language: str, quiet: bool) -> None:
    """Say what does not fit together in the tables, what does, and what is not known.

    Parts against wholes, growth and ratios against levels, totals that fall, jumps, gaps, impossible shares,
    targets against outcomes, and sources that contradict each other; docs/checks.md describes each. Every
    finding is followed by the sentences that it rests on, their figures in 【】 and their statement ids in [ ].

    Exit code 0 where no finding shown is a warning, 1 where one is, 2 for wrong use.

    \b
    Examples:
      jjjdata check
      jjjdata check --severity warning
      jjjdata check --only target --language zh
    """  # noqa: D301 - \b keeps click from joining the example lines
    from jjjdata.evidence.findings import count_findings, findings  # noqa: PLC0415 - `--help` need not load polars

    shown = findings(data, severity=severity, checks=checks)
    for finding in shown:
        say(f"{finding.heading(language)}\n    {finding.detail(language)}")
        for quotation in () if quiet else finding.quotations:
            for line in quotation.text(with_id=True).splitlines():
                say(f"    {line}")
        click.echo()
    counts = count_findings(data, checks)
    say(_summary(counts, SEVERITIES[SEVERITIES.index(severity) :]))
    if counts["warning"]:
        sys.exit(EXIT_SOME_FAILED)


def _summary(counts: Mapping[str, int], shown: Sequence[str]) -> str:
    """How many findings there are of each severity, and which of them were not asked for."""
    parts = [
        f"{number} {level}{'' if number == 1 else 's'}{'' if level in shown else ' not shown'}"
        for level, number in counts.items()
        if number or level in shown
    ]
    return ", ".join(parts)
