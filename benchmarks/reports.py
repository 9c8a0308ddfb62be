"""Reports as `jjjdata report` makes them, against a shell loop of papermill and nbconvert over the same notebooks.

Usage: .venv/bin/python benchmarks/reports.py [DATA [REPORTS]]; REPORTS sets how many reports are made (usual: 8).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from jjjdata.charts.subject import Collection
from jjjdata.reports import Batch
from jjjdata.reports.plan import Report, notebook_path, plan

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
TREND = '[[report]]\nnotebook = "indicator_trend"\n'


def shell_loop(reports: list[Report], data: Path, out: Path) -> None:
    """What people do: one papermill and one nbconvert after the other, for each report."""
    lines = ["set -e"]
    for number, report in enumerate(reports):
        given = " ".join(f"-p {name} {value}" for name, value in report.parameters.items() if name != "place")
        given += f" -r place {report.parameters['place']} -p data {data}"
        ran = out / f"{number}.ipynb"
        notebook = notebook_path(report.notebook)
        lines.append(f"{BIN}/papermill {notebook} {ran} {given} -k python3 --no-progress-bar")
        lines.append(f"{BIN}/jupyter nbconvert --to html --no-input --log-level ERROR {ran}")
    subprocess.run(["bash", "-c", "\n".join(lines)], cwd=ROOT, check=True, capture_output=True)


def ours(reports: list[Report], data: Path, out: Path, jobs: int) -> None:
    """The command, from start to end, with pages, marked documents and index."""
    names = [part for report in reports for part in ("--only", report.name)]
    batch = out / "batch.toml"
    batch.write_text(TREND, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "jjjdata",
        "report",
        "--data",
        str(data),
        "--out",
        str(out / "pages"),
        "--quiet",
    ]
    subprocess.run(
        [*command, "--batch", str(batch), "--jobs", str(jobs), *names],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )


def seconds(work: Callable[[], None]) -> float:
    """How long the work takes."""
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def main() -> None:
    """Measure both, one after the other, and print a table."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "data").resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    reports = plan(Collection.read(data), {}, None, Batch.parse(TREND))[:count]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("warm", "loop", "two", "one"):
            Path(folder, name).mkdir()
        ours(reports[:1], data, Path(folder, "warm"), 1)  # fonts and byte code are cached for both
        loop = seconds(lambda: shell_loop(reports, data, Path(folder, "loop")))
        two = seconds(lambda: ours(reports, data, Path(folder, "two"), 2))
        one = seconds(lambda: ours(reports, data, Path(folder, "one"), 1))
    print("| way | seconds | a report | times as fast |\n|---|--:|--:|--:|")
    for name, taken in (("shell loop of papermill and nbconvert", loop), ("jjjdata report, two at a time", two), ("jjjdata report, one at a time", one)):  # fmt: skip
        print(f"| {name} | {taken:.1f} | {taken / len(reports):.2f} | {loop / taken:.1f} |")


if __name__ == "__main__":
    main()
