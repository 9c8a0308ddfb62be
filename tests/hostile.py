"""Files that no reader asked for: broken, hostile, absurd. Another format joins by adding its cases to FILES."""

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
GOOD = "2021年,全市退出一般制造业企业57家,比上年增长12.5%。\n"


@dataclass(frozen=True)
class File:
    """A file of a folder, what comes of it, and words of its error where it fails."""

    case: str
    name: str
    content: bytes
    outcome: str = "read"
    says: str = ""


def _text(case: str, text: str) -> File:
    return File(case, f"{case.replace(' ', '_')}.txt", text.encode())


_noise = random.Random(6).randbytes
NESTED = 5_000

FILES = (
    File("empty", "empty.txt", b"", "failed", "empty"),
    File("spaces only", "spaces.txt", "\u3000 \r\n\t\u2028".encode(), "failed", "empty"),
    File("one byte", "one.txt", b"7"),
    File("one byte that is no character", "half.txt", b"\xe4", "failed", "encoding"),
    File("byte order mark only", "mark.txt", b"\xef\xbb\xbf", "failed", "empty"),
    File("half a UTF-16 character", "odd.txt", b"\xff\xfe" + "三千".encode("utf-16-le") + b"\x01", "failed", "utf-16"),
    File("lone surrogate in UTF-16", "lone.txt", b"\xff\xfe7\x00\x00\xd8", "failed", "utf-16"),
    File("lone surrogate in UTF-8", "surrogate.txt", b"33\xed\xa0\x80\xe5\xae\xb6", "failed", "encoding"),
    File("UTF-32", "utf32.txt", GOOD.encode("utf-32")),
    File("UTF-32, the other order", "utf32be.txt", b"\0\0\xfe\xff" + GOOD.encode("utf-32-be")),
    File("half a UTF-32 character", "odd32.txt", b"\xff\xfe\0\0" + GOOD.encode("utf-32-le")[:-1], "failed", "utf-32"),
    File("NUL", "nul.txt", b"33\x00\xe5\xae\xb6", "failed", "NUL byte at byte 2"),
    File("binary named .txt", "binary.txt", _noise(5000), "failed", "not a text"),
    File("binary without NUL", "noise.txt", _noise(5000).replace(b"\0", b"\x80"), "failed", "encoding"),
    File("no known type", "programme.exe", b"MZ\x90", "failed", "not read"),
    File("no type at all", "LICENCE", b"7", "failed", "(none)"),
    _text("control characters", "2021年\x1b[2J\x07\x08关停工厂\x7f3\x1f5家\x85。\n"),
    _text("right to left", "2021年关停\u202e\u2066工厂\u200f35\u2069家\u202c。"),
    _text("private and unassigned", "2021年\ue000关停\U0010ffff工厂\ufffe35家\U000e0041。"),
    _text("a million digits", "2021年关停工厂" + "7" * 1_000_000 + "家。"),
    _text("a million Chinese digits", "2021年关停工厂" + "九" * 100_000 + "亿家。"),
    _text("scales upon scales", "2021年投资" + "9" + "万亿" * 500 + "元，" + "1" + "万" * 30 + "亿元。"),
    _text("more than a float holds", f"2021年关停工厂{'9' * 400}家，投资{'9' * 5000}.5亿元，增长1{'0' * 320}%。"),
    _text("impossible dates", "99999年、0年0月0日、2021年13月45日、9999年12月31日以来，截至0000年底关停工厂35家。"),
    _text("years upon years", "2021年" * 20_000 + "关停工厂35家。"),
    _text("numbers upon numbers", "35家、" * 3_000),
    _text("one long line", "坚持稳中求进工作总基调" * 50_000),
    _text("a thousand thousand lines", "\n" * 1_000_000 + "2021年关停工厂35家。"),
    _text("nested tags", "<div>" * NESTED + "2021年关停工厂35家。" + "</div>" * NESTED),
    _text("nested tables", "<table><tr><td>" * NESTED + "35家" + "</td></tr></table>" * NESTED),
    _text("tags without end", "<table><tr><td" * NESTED + "35家"),
    _text("comments without end", "<!--" * NESTED + "35家"),
    _text("scripts without end", "<p>1</p><p>2</p><p>3</p>" + "<script>" * NESTED + "35家"),
    _text("brackets without end", "[bookmark:" * NESTED + "![" * NESTED + "[](" * NESTED + "35家"),
    _text("entities of nothing", "&#9999999;&#x110000;&#xD800;&#0;&#27;&nosuch;&amp" * 1000 + "35家"),
    _text("front matter without end", "---\n" + "a: b\n" * NESTED + "35家"),
    _text("a row of a thousand cells", "指标 单位 " + " ".join(["35"] * 1000) + "\n" + "产值 亿元 " + " ".join(["1.5"] * 1000)),
    _text("marks of every kind", "".join(map(chr, (*range(0x20, 0x3000), *range(0xFF00, 0xFFF0)))).replace("\x7f", "")),
    _text("everything said twice", ("2021年关停工厂35家。" * 8 + "\n") * 2_000),
    File("html of nothing but script", "script.html", b"<script>alert('35')</script>" * 1000, "failed", "empty"),
    File("html that lies", "lies.html", b"<meta charset=ebcdic><p>2021" + "年关停工厂35家".encode("gb18030")),
)  # fmt: skip

NAMES = (
    "two words.txt", "quo'te\".txt", "line\nend.txt", "tab\t.txt", "-rf.txt", "--help.txt", "$(touch owned).txt",
    ";touch owned;.txt", "a..b.txt", "up...txt", "%2e%2e%2fup.txt", "back\\slash.txt", "<b>bold<b>.txt", "&amp;.txt",
    "esc\x1b[2J.txt", "\u202etxt.exe.txt", "年报（终稿）.txt", "e\u0301.txt", "con.txt", "x" * 240 + ".txt", "*.txt", "~.txt",
)  # fmt: skip
"""Names that a file may have; all hold GOOD and are read."""


@dataclass(frozen=True)
class Entry:
    """What is no ordinary file, and words of its error."""

    name: str
    says: str


def odd_entries(folder: Path) -> tuple[Entry, ...]:
    """Links, pipes and the like, made in the folder."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("密钥：2021年7家。", encoding="utf-8")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "up.txt").symlink_to("../outside/secret.txt")
    (folder / "hop.txt").symlink_to("out.txt")
    (folder / "far").symlink_to(outside)
    (folder / "self").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to("nothing.txt")
    (folder / "round.txt").symlink_to("about.txt")
    (folder / "about.txt").symlink_to("round.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    here = Path.cwd()
    os.chdir(folder)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.txt")
    os.chdir(here)
    return (
        Entry("about.txt", "circle|symbolic links"), Entry("far", "out of the folder"),
        Entry("hop.txt", "out of the folder"), Entry("nowhere.txt", "No such file"),
        Entry("out.txt", "out of the folder"), Entry("pipe.txt", "a pipe"), Entry("round.txt", "circle|symbolic links"),
        Entry("self", "a link to a folder"), Entry("socket.txt", "a socket"), Entry("up.txt", "out of the folder"),
        Entry("zero.txt", "out of the folder"),
    )  # fmt: skip


def write(folder: Path, files: tuple[File, ...] = FILES) -> Path:
    """The files in a new folder, with a good document among them."""
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    for file in files:
        (folder / file.name).write_bytes(file.content)
    return folder


def unprivileged(*command: object) -> list[str] | None:
    """The command as a user to whom permissions apply; None where that cannot be had."""
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        return words
    if shutil.which("setpriv") is None:
        return None
    return ["setpriv", "--inh-caps=-all", "--bounding-set=-dac_override,-dac_read_search", *words]


def run(*arguments: object, privileged: bool = True, **settings: object) -> subprocess.CompletedProcess[str]:
    """`jjjdata` in a process of its own."""
    command = [sys.executable, "-m", "jjjdata", *map(str, arguments)]
    if not privileged:
        command = unprivileged(*command) or command
    env = {**os.environ, "PYTHONPATH": str(ROOT), **settings.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.run(
        command, capture_output=True, text=True, env=env, check=False, timeout=120, **settings
    )  # type: ignore[call-overload,no-any-return]
