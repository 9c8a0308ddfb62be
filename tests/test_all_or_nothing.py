"""Killed, interrupted, refused by the disk, or run twice at once: the old or the new stands, whole."""

import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import time

import pytest
from hostile import GOOD, ROOT, run, unprivileged
from made_up import story

from jjjdata.errors import LockedError, WritingError
from jjjdata.pipeline import build
from jjjdata.pipeline.cache import RECORD
from jjjdata.reports import Batch, build_reports
from jjjdata.schema import TABLES
from jjjdata.store import DESCRIPTOR, locked, read_rows
from jjjdata.store.swap import COMMIT, locate, recover

PARTS = [*(f"{name}.parquet" for name in TABLES), DESCRIPTOR]
ENV = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}


def package(out):
    """The data package as its readers find it."""
    return {name: locate(out, name).read_bytes() for name in PARTS}


def all_files(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    """Two folders of documents, and the tables of each."""
    folder = tmp_path_factory.mktemp("versions")
    found = {}
    for name, count in (("a", 3), ("b", 40)):
        (folder / name).mkdir()
        for number in range(count):
            (folder / name / f"{number}.txt").write_text(
                f"{GOOD}2020年关停工厂{number}家。", encoding="utf-8"
            )
        build(folder / name, folder / f"{name}_out")
        found[name] = (folder / name, package(folder / f"{name}_out"))
    return found


@pytest.fixture
def out(versions, tmp_path):
    """A folder with the tables of version a."""
    build(versions["a"][0], tmp_path / "out")
    return tmp_path / "out"


def started(*arguments, **settings):
    command = [sys.executable, "-m", "jjjdata", *map(str, arguments)]
    return subprocess.Popen(
        command, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, **settings
    )  # fmt: skip


# ---------------------------------------------------------------- killed


def kill_builds(times, versions, out):
    """Kill builds of version b and a in turn; how often the old and how often the new tables stood."""
    begun = time.monotonic()
    assert run("build", versions["a"][0], "--out", out, "--force").returncode == 0
    usual = time.monotonic() - begun
    choose = random.Random(times)
    stood = []
    for number in range(times):
        source, _ = versions["ab"[(number + 1) % 2]]
        before = package(out)
        process = started("build", source, "--out", out, "--force")
        if number % 2:  # near the moment of writing
            for line in process.stderr:
                if line.startswith("Writing"):
                    break
            time.sleep(choose.uniform(0, 0.2 * usual))
        else:
            time.sleep(choose.uniform(0, 1.2 * usual))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        after = package(out)
        assert after in [files for _, files in versions.values()]
        assert {name: read_rows(name, out) for name in TABLES}
        stood.append("new" if after != before else "old")
    for name in "ab":
        source, expected = versions[name]
        assert run("build", source, "--out", out).returncode == 0
        assert package(out) == expected
    assert sorted(path.name for path in out.iterdir()) == sorted([*PARTS, RECORD])  # no litter
    return stood


def test_a_build_killed_at_any_moment_leaves_the_old_or_the_new_tables(versions, out):
    assert len(kill_builds(8, versions, out)) == 8


@pytest.mark.long
def test_a_hundred_builds_killed(versions, out):
    stood = kill_builds(100, versions, out)
    assert set(stood) == {"old", "new"}


WRITER = """
import os, random, signal, sys, time
from pathlib import Path
from conftest import hand_made_tables, row
from jjjdata.schema import TABLES
from jjjdata.store import encode_tables, put_tables, read_rows
from jjjdata.store.swap import locate

out, kills = Path(sys.argv[1]), int(sys.argv[2])
first = encode_tables(hand_made_tables())
second = encode_tables({**hand_made_tables(), "units": [row("units", unit="new")], "evidence": []})
put_tables(first, out)
begun = time.monotonic()
for _ in range(5):
    put_tables(first, out)
usual = (time.monotonic() - begun) / 5
choose = random.Random(5)
for _ in range(kills):
    child = os.fork()
    if child == 0:
        while True:
            put_tables(second, out)
            put_tables(first, out)
    time.sleep(choose.uniform(0, 3 * usual))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    stands = {name: locate(out, name).read_bytes() for name in first.files}
    assert stands in (first.files, second.files)
    assert {name: read_rows(name, out) for name in TABLES}
"""


def test_a_writer_killed_at_a_hundred_random_moments_leaves_one_whole_set(tmp_path):
    command = [sys.executable, "-c", WRITER, str(tmp_path), "100"]
    done = subprocess.run(command, env=ENV, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr


EACH = """
import os, signal, sys
from pathlib import Path
from conftest import hand_made_tables, row
from jjjdata.store import encode_tables, put_tables
from jjjdata.store.swap import locate
from killing import kill_before_change

out, by = Path(sys.argv[1]), signal.Signals[sys.argv[2]]
first = encode_tables(hand_made_tables())
second = encode_tables({**hand_made_tables(), "units": [row("units", unit="new")], "evidence": []})
stood, ended = [], False
while not ended:
    put_tables(first, out)
    child = os.fork()
    if child == 0:
        kill_before_change(str(out), len(stood) + 1, by)
        try:
            put_tables(second, out)
        except KeyboardInterrupt:
            os._exit(130)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    ended = status == 0
    stands = {name: locate(out, name).read_bytes() for name in first.files}
    assert stands in (first.files, second.files), len(stood)
    if os.WIFEXITED(status):  # it could clear up, and has
        assert not [path.name for path in out.iterdir() if path.is_dir()], len(stood)
    stood.append("new" if stands == second.files else "old")
print(*stood)
"""


@pytest.mark.parametrize("by", ["SIGKILL", "SIGINT"])
def test_a_writer_ended_before_each_of_its_changes_leaves_one_whole_set(by, tmp_path):
    """No luck in it: the writer is killed, or interrupted, once before every change of the disk that it makes."""
    command = [sys.executable, "-c", EACH, str(tmp_path.resolve()), by]
    done = subprocess.run(command, env=ENV, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    stood = done.stdout.split()
    assert stood == sorted(stood, reverse=True)  # the old, and from one moment on the new
    assert stood.count("old") > len(PARTS)  # each file is written beside, then all count at once
    assert stood.count("new") > len(PARTS)  # ... then each is moved


TASKS = '[[report]]\nnotebook = "overview"\n[[report]]\nnotebook = "indicator_trend"\nindicator = "trade"\nlanguage = "en"\n'


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """Two sets of tables, and the pages of each."""
    folder = tmp_path_factory.mktemp("sites")
    (folder / "tasks.toml").write_text(TASKS)
    found = {}
    for name in "ab":
        made = story()
        if name == "b":
            made.stated("trade", "430000", 2022, 1.9e11, "对湖北交易额[1900亿元]。", counterpart="420000")
        data = made.write(folder / name / "data")
        assert build_reports(data, folder / name / "pages", batch=Batch.parse(TASKS)).failures == ()
        found[name] = (data, pages_of(folder / name / "pages"))
    assert found["a"][1] != found["b"][1]
    return folder, found


def pages_of(out):
    """Pages and notebooks that show; the manifest tells seconds, which differ."""
    shown = (".html", ".ipynb")
    return {n: text for n, text in all_files(out).items() if n.endswith(shown) and not n.startswith(".")}


KILLED = """
import runpy, sys
from killing import kill_before_change

kill_before_change(sys.argv.pop(1), int(sys.argv.pop(1)))
sys.argv[0] = "jjjdata"
runpy.run_module("jjjdata", run_name="__main__")
"""


def report_killed(change, arguments, out):
    """A report killed before the change of this number; how many changes it made where it lived."""
    command = [sys.executable, "-c", KILLED, str(out.resolve()), str(change), *map(str, arguments)]
    done = subprocess.run(command, env=ENV, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == (-signal.SIGKILL if change else 0), done.stderr
    return int(done.stderr.rpartition("changes: ")[2]) if change == 0 else None


def kill_reports(moments, sites, site):
    """Kill reports on the tables of b at moments of their work, from 0 to 1; how each left the pages."""
    folder, found = sites
    out, data = site / "pages", site / "data"
    arguments = ["report", "--data", data, "--out", out, "--batch", folder / "tasks.toml", "--force"]
    shutil.rmtree(data)
    shutil.copytree(found["b"][0], data)
    shutil.copytree(out, site / "before")
    changes = report_killed(0, arguments, out)
    assert pages_of(out) == found["b"][1]
    stood = []
    for moment in moments:
        shutil.rmtree(out)
        shutil.copytree(site / "before", out)
        report_killed(max(1, round(moment * changes)), arguments, out)
        committed = (out / COMMIT).is_dir()
        assert committed or pages_of(out) in [pages for _, pages in found.values()], moment
        stood.append("between" if committed else "old" if pages_of(out) == found["a"][1] else "new")
        recover(out)  # what the next run does first
        assert pages_of(out) == found["a" if stood[-1] == "old" else "b"][1], moment
    assert run(*arguments[:-1]).returncode == 0  # without --force
    assert pages_of(out) == found["b"][1]
    assert not [path.name for path in out.iterdir() if path.name.startswith(".")]
    return stood


@pytest.fixture
def site(sites, tmp_path):
    """A folder with the tables and pages of version a."""
    shutil.copytree(sites[0] / "a", tmp_path / "site")
    return tmp_path / "site"


def test_reports_killed_leave_the_old_or_the_new_pages(sites, site):
    """While the drafts are written; when all are ready; while they are moved."""
    assert kill_reports((0.1, 0.5, 0.9), sites, site) == ["old", "old", "between"]


@pytest.mark.long
def test_twenty_reports_killed(sites, site):
    assert set(kill_reports([n / 20 for n in range(20)], sites, site)) == {"old", "between"}


PAGES = """
import os, signal, sys
from pathlib import Path
from jjjdata.reports.runs.staging import staging
from jjjdata.store.swap import COMMIT
from killing import kill_before_change

out, stood, ended = Path(sys.argv[1]), [], False
names = ["trend/1.html", "trend/2.html", "place/3.html", "index.html"]
def write(mark):
    with staging(out) as new:
        for name in names:
            new.write(name, mark + name)
        new.put(("index.html",))
while not ended:
    write("a")
    child = os.fork()
    if child == 0:
        kill_before_change(str(out), len(stood) + 1)
        write("b")
        os._exit(0)
    ended = os.waitpid(child, 0)[1] == 0
    committed = (out / COMMIT).is_dir()
    with staging(out):
        (mark,) = {(out / name).read_text()[0] for name in names}
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == [], len(stood)
    stood.append(mark + "+" * committed)
print(*stood)
"""


def test_pages_killed_before_each_change_are_whole_when_the_next_run_begins(tmp_path):
    command = [sys.executable, "-c", PAGES, str(tmp_path.resolve())]
    done = subprocess.run(command, env=ENV, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    stood = done.stdout.split()
    assert [mark[0] for mark in stood] == sorted(mark[0] for mark in stood)  # the old, then the new
    assert stood.count("a") >= 4  # each page is written beside, then all count at once
    assert stood.count("b+") >= 4  # ... then each is moved, by the next run where this one was killed
    assert stood[-1] == "b"


# ---------------------------------------------------------------- interrupted


@pytest.mark.parametrize(
    ("stage", "processes"),
    [("Looking", False), ("Reading", False), ("Reconciling", False), ("Writing", False), ("Reading", True)],
    ids=["looking", "reading", "reconciling", "writing", "reading in several processes"],
)
def test_an_interrupted_build_leaves_no_litter(stage, processes, versions, tmp_path):
    source = tmp_path / "source"
    shutil.copytree(versions["b"][0], source)
    if processes:
        (source / "x.html").write_text(GOOD, encoding="utf-8")
    build(versions["a"][0], tmp_path / "out")
    before = all_files(tmp_path / "out")
    process = started("build", source, "--out", tmp_path / "out")
    for line in process.stderr:
        if line.startswith(stage):
            break
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, said = process.communicate(timeout=60)
    after = all_files(tmp_path / "out")
    if process.returncode == 130:
        assert "Interrupted" in said
        # Either nothing was done, or everything but the note of what it was made from.
        assert after == before or after.keys() | {RECORD} == before.keys()
    else:
        assert (process.returncode, stage) == (0, "Writing")  # it came too late
    assert [path for path in (tmp_path / "out").iterdir() if path.is_dir()] == []
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # no process is left behind


def test_a_build_that_makes_its_folder_and_fails_takes_it_away(versions, tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "empty.txt").write_bytes(b"")
    assert run("build", tmp_path / "source", "--out", tmp_path / "out").returncode == 2
    assert not (tmp_path / "out").exists()


# ---------------------------------------------------------------- refused by the disk


def refused(done, out, before):
    assert done.returncode == 74, done.stderr
    assert "cannot be written" in done.stderr
    assert re.search("Earlier (tables|pages) are untouched", done.stderr)
    assert "Traceback" not in done.stderr
    assert all_files(out) == before
    assert [path for path in out.glob(".*") if path.is_dir()] == []


def test_a_limit_on_the_size_of_files(versions, out):
    resource = pytest.importorskip("resource")
    before = all_files(out)

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    refused(run("build", versions["b"][0], "--out", out, preexec_fn=limit), out, before)


@pytest.mark.parametrize("size", [3_000, 30_000, 60_000])
def test_a_limit_on_the_size_of_pages(size, sites, site):
    """Drafts, pages or the index: whichever is the first that does not fit."""
    resource = pytest.importorskip("resource")
    before = all_files(site / "pages")
    assert max(map(len, before.values())) > size

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = run(*report_on(sites, site), preexec_fn=limit)
    refused(done, site / "pages", before)


@pytest.mark.skipif(unprivileged("x") is None, reason="permissions do not apply to this user")
def test_pages_in_a_folder_that_may_not_be_written_to(sites, site):
    before = all_files(site / "pages")
    mode = (site / "pages").stat().st_mode
    (site / "pages").chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = run(*report_on(sites, site), privileged=False)
    (site / "pages").chmod(mode)
    refused(done, site / "pages", before)


@pytest.mark.skipif(unprivileged("x") is None, reason="permissions do not apply to this user")
def test_a_folder_that_may_not_be_written_to(versions, out):
    before = all_files(out)
    mode = out.stat().st_mode
    out.chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = run("build", versions["b"][0], "--out", out, privileged=False)
    same = run("build", versions["a"][0], "--out", out, privileged=False)
    out.chmod(mode)
    refused(done, out, before)
    assert same.returncode == 0  # there was nothing to write


FULL = """
mount -t tmpfs -o "size=$6" none "$1" && cp -r "$2"/. "$1" && {
  "$3" -m jjjdata build "$4" --out "$1"; code=$?
  cp -r "$1"/. "$5"; exit $code
}
exit 99
"""


def report_on(sites, site):
    return ["report", "--data", sites[1]["b"][0], "--out", site / "pages", "--batch", sites[0] / "tasks.toml"]


def test_a_full_disk(versions, out, tmp_path):
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    for name in ("disk", "after"):
        (tmp_path / name).mkdir()
    places = [tmp_path / "disk", out, sys.executable, versions["b"][0], tmp_path / "after"]
    pages = sum(len(content) // 4096 + 1 for content in all_files(out).values())
    places.append((pages + 8) * 4096)  # room for the old tables and a few pages of the new
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", FULL, "sh", *map(str, places)]
    done = subprocess.run(command, env=ENV, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode in (1, 99) and "jjjdata" not in done.stderr and "Reading" not in done.stderr:
        pytest.skip(f"no disk can be made here: {done.stderr}")
    assert "No space left" in done.stderr
    refused(done, tmp_path / "after", all_files(out))


def test_what_the_disk_refuses_is_an_error_of_its_own(versions, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WritingError, match="cannot be written"):
        build(versions["a"][0], tmp_path / "file")
    with pytest.raises(WritingError):
        build(versions["a"][0], tmp_path / "file" / "below")


# ---------------------------------------------------------------- two at once


def test_a_second_build_refuses_at_once(versions, out):
    before = all_files(out)
    with locked(out):
        with pytest.raises(LockedError, match="another run is writing"):
            build(versions["b"][0], out)
        done = run("build", versions["b"][0], "--out", out)
    assert done.returncode == 75
    assert all_files(out) == before


def test_builds_at_once_never_mix_their_tables(versions, out):
    running = [started("build", versions["ab"[n % 2]][0], "--out", out, "--force") for n in range(4)]
    codes = [process.wait(60) for process in running]
    for process in running:
        process.communicate()
    assert set(codes) <= {0, 75}, codes
    assert package(out) in [versions["ab"[n % 2]][1] for n, code in enumerate(codes) if code == 0]


# ---------------------------------------------------------------- the same bytes everywhere

SURROUNDINGS = {
    "far east": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "far west": {"TZ": "Pacific/Niue", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE", "PYTHONHASHSEED": "77"},
    "not UTF-8": {
        "PYTHONUTF8": "0",
        "LC_ALL": "POSIX",
        "PYTHONIOENCODING": "ascii",
        "PYTHONCOERCECLOCALE": "0",
    },
}
# A clock that stands in another century, for the whole process.
CLOCK = """
import runpy, sys, time
time.time = lambda: 4_102_444_800.0
time.time_ns = lambda: 4_102_444_800_000_000_000
sys.argv = ["jjjdata", *sys.argv[1:]]
runpy.run_module("jjjdata", run_name="__main__")
"""
ASKS_THE_TIME = re.compile(r"\b(?:today|now|utcnow|time|time_ns|localtime|gmtime|getmtime)\(")


def test_nobody_asks_what_time_it_is():
    asking = [
        (path.name, line.strip())
        for path in sorted((ROOT / "jjjdata").rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if ASKS_THE_TIME.search(line)
    ]
    assert asking == []


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_place_language_clock_and_rights_change_no_byte(name, versions, tmp_path):
    source, expected = versions["b"]
    copy = tmp_path / "source"
    copy.mkdir()
    for number, path in enumerate(sorted(source.iterdir(), reverse=True)):  # another order on the disk
        shutil.copy(path, copy)
        os.utime(copy / path.name, (number, number))
    command = [sys.executable, "-c", CLOCK, "build", str(copy), "--out", str(tmp_path / "out")]
    env = {**ENV, **SURROUNDINGS[name]}
    done = subprocess.run(command, env=env, capture_output=True, umask=0o077, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert package(tmp_path / "out") == expected


def test_place_language_and_clock_change_no_byte_of_a_report(sites, tmp_path):
    folder, found = sites
    data, expected = found["a"]
    shutil.copytree(data, tmp_path / "data")
    env = {**ENV, **SURROUNDINGS["far west"]}
    out = tmp_path / "pages"
    arguments = ["report", "--data", tmp_path / "data", "--out", out, "--batch", folder / "tasks.toml"]
    command = [sys.executable, "-m", "jjjdata", *map(str, arguments)]
    done = subprocess.run(command, env=env, capture_output=True, umask=0o077, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert pages_of(out) == expected
