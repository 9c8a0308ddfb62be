"""The ledger: every numeral lies in exactly one row, with its statement or the reason why it is none."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjjdata.documents import Document, read_document, read_folder
from jjjdata.schema import VERDICTS
from jjjdata.statements import read_statements
from jjjdata.statements.ledger import NUMERAL_RUN, Claim, ledger

SEEDS = Path(__file__).parents[1] / "seeds"
NUMERALS = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万亿两半双首几萬億兩雙幾]")


def lies_in_one_row(text: str, rows: list[dict[str, object]]) -> None:
    """Rows are in order and apart, hold what they say, and every numeral character is in one of them."""
    position, covered = 0, set()
    for row in rows:
        start, end = int(str(row["char_start"])), int(str(row["char_end"]))
        assert position <= start < end
        assert row["text"] == text[start:end]
        assert row["verdict"] in VERDICTS
        assert (row["verdict"] == "statement") == (row["statement_id"] is not None)
        position = end
        covered |= set(range(start, end))
    assert {m.start() for m in NUMERALS.finditer(text)} <= covered


CLAIMS = [
    ("whole", "约300家", [(1, 4, "statement", "s")], [("300", "statement")]),
    ("unclaimed", "约300家", [], [("300", "unread")]),
    ("heading-marks", "①、Ⅲ", [], [("①", "heading-number"), ("Ⅲ", "heading-number")]),
    ("cut-where-claims-meet", "第一一家", [(1, 2, "ordinal", None), (2, 3, "vague", None)], [("一", "ordinal"), ("一", "vague")]),
    ("statement-wins", "三百家", [(0, 2, "word", None), (1, 2, "statement", "s")], [("三", "word"), ("百", "statement")]),
    ("reason-around-a-statement", "一二三", [(0, 3, "repeated", None), (1, 2, "statement", "s")], [("一", "repeated"), ("二", "statement"), ("三", "repeated")]),
    ("earlier-reason-wins", "一二", [(0, 2, "slogan", None), (1, 2, "word", None)], [("一二", "slogan")]),
    ("decimals", "5.1%", [(0, 3, "statement", "s")], [("5", "statement"), ("1", "statement")]),
    ("wide-and-traditional", "２０１９年兩萬", [(0, 5, "date", None)], [("２０１９", "date"), ("兩萬", "unread")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims", "rows"), [c[1:] for c in CLAIMS], ids=[c[0] for c in CLAIMS])
def test_claims(text, claims, rows):
    found = ledger("d", text, [Claim(*c) for c in claims])
    assert [(row["text"], row["verdict"]) for row in found] == rows
    lies_in_one_row(text, found)


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 8), st.booleans())


@given(st.text("0１一二百萬两半首几①，家年", max_size=30), st.lists(SPANS, max_size=8))
def test_no_claims_make_a_gap_or_an_overlap(text, spans):
    claims = [
        Claim(start, start + length, "statement" if counted else "word", f"s{start}" if counted else None)
        for start, length, counted in spans
    ]
    rows = ledger("d", text, claims)
    lies_in_one_row(text, rows)
    for row in rows:
        if any(c.start <= row["char_start"] < c.end for c in claims if c.statement_id):
            assert row["verdict"] == "statement"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return read_folder(SEEDS)


def test_every_numeral_of_the_seeds_lies_in_one_row_and_is_read(documents):
    for document in documents:
        reading = read_statements(document)
        lies_in_one_row(document.text, reading.numerals)
        unread = [row for row in reading.numerals if row["verdict"] == "unread"]
        assert not unread, document.source


def test_every_statement_of_the_seeds_has_its_rows(documents):
    for document in documents:
        reading = read_statements(document)
        counted = {row["statement_id"] for row in reading.numerals} - {None}
        assert counted == {row["statement_id"] for row in reading.statements}


PIECES = st.sampled_from(
    ["2023年", "增长", "5.1%", "超千家", "三地", "“两翼”", "PM2.5", "，", "。", "\n", "\n\n", " ", "一是", "第二批", "１２", "兩萬", "①",
     "（一）", "半", "首", "几", "百分之五", "<b>3</b>", "至", "万元", "单位：亿元\n", "粮食 902.61 -3.2\n", "油料 1.2 3\n"]
)  # fmt: skip


@given(st.lists(PIECES | st.text("0一两千百家个年％、—", max_size=4), max_size=25))
def test_every_numeral_of_any_text_lies_in_one_row(tmp_path_factory, pieces):
    text = "".join(pieces)
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(text.encode("utf-8"))
    document = read_document(path, path.parent)
    rows = read_statements(document).numerals
    lies_in_one_row(document.text, rows)
    assert all(row["verdict"] != "unread" for row in rows)


def test_what_a_run_is():
    assert [m[0] for m in NUMERAL_RUN.finditer("2.5万、一百、①②，一是")] == [
        "2",
        "5",
        "万",
        "一百",
        "①②",
        "一",
    ]
