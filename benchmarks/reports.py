"""Reports as `jjjdata report` makes them, against a shell loop of papermill and nbconvert over the same notebooks.

Usage: .venv/bin/python benchmarks/reports.py [DATA [REPORTS]]; REPORTS sets how many reports are made (usual: 8).
Each way is measured twice, in turn, and the faster run of each counts: other work on the machine only slows down.
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
from jjjdata.reports.runs.plan import Report, notebook_path, plan

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
ROUNDS = 2
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


def seconds(work: Callable[[Path], None], out: Path) -> float:
    """How long the work takes in a folder."""
    begun = time.monotonic()
    work(out)
    return time.monotonic() - begun


def main() -> None:
    """Measure both, one after the other, and print a table."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "data").resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    reports = plan(Collection.read(data), {}, None, Batch.parse(TREND))[:count]
    ways: dict[str, Callable[[Path], None]] = {
        "shell loop of papermill and nbconvert": lambda out: shell_loop(reports, data, out),
        "jjjdata report, two at a time": lambda out: ours(reports, data, out, 2),
        "jjjdata report, one at a time": lambda out: ours(reports, data, out, 1),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as warm:
        ours(reports[:1], data, Path(warm), 1)  # fonts and byte code are cached for all ways
    for _ in range(ROUNDS):
        for name, work in ways.items():
            with tempfile.TemporaryDirectory() as folder:
                taken[name].append(seconds(work, Path(folder)))
    best = {name: min(times) for name, times in taken.items()}
    loop = best["shell loop of papermill and nbconvert"]
    print("| way | seconds | a report | times as fast |\n|---|--:|--:|--:|")
    for name, took in best.items():
        print(f"| {name} | {took:.1f} | {took / len(reports):.2f} | {loop / took:.1f} |")


if __name__ == "__main__":
    main()
