"""Generated input: what must hold for any bytes, and time that grows no faster than the text."""

import random
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jjjdata.catalogue.places import gazetteer
from jjjdata.documents.reading import document_of
from jjjdata.pipeline import build
from jjjdata.statements import read_statements

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))
from pace import assert_linear, patience, ratio
from reading import SOURCES, read

FOUND = (
    ("exponential time in what stands before a place", "date" + "2" * 50 + "(" + "2" * 80 + "西部地区2: 2019-02-2下月2"),
    ("commas that an expression took two ways", "2021年" + "、" * 60 + "，上海市关停工厂35家。上海市" + "、" * 200 + "5家"),
    ("a plus sign taken for a scale", "封計認定環京蔬菜基30家、 2019-4该省4每个星期44444444444该区44444+場"),
    ("a numeral of cheques that no ledger holds", "date1.千subject叄mg"),
    ("a period that begins and has no end", "实施5年来，三地坚挾1 92，战略实施5年来，三地坚持严控增量5年"),
)  # fmt: skip
"""What the fuzzer or the tests of time found, each mended."""

WORDS = (
    "2021年", "1—6月", "上半年", "“十四五”时期", "截至2020年底", "近三年", "北京市", "河北", "三地", "京津冀", "全市", "石家庄市",
    "退出企业", "技术合同成交额", "PM2.5", "其中", "累计", "新增", "达到", "比上年", "同比增长", "下降", "由", "提高到", "占", "约",
    "超过", "近", "以上", "余", "至", "分别", "33", "1,234.5", "三千", "万", "亿", "百分之", "%", "‰", "个百分点", "家", "亿元", "平方公里",
    "微克/立方米", "人次", "倍", "第", "，", "。", "；", "、", "：", "（", "）", "“", "”", "\n", " ", "\t", "　", "一、", "（一）", "1.", "①",
    "<p>", "</p>", "<td>", "&nbsp;", "&#50;", "<!--", "-->", "---\n", "[bookmark:", "](http://", "**", "指标 单位 2020年\n", "产值 亿元 1.5\n",
    "\u200b", "\ufeff", "\x1b", "\ue000", "𠮷", "é", "本本报报记记者者", "實現", "個",
)  # fmt: skip
ODD = st.one_of(st.sampled_from(WORDS), st.text(max_size=4))
# Left to itself, the generator keeps to a few characters: most texts must be long enough to say something.
LONG = st.integers(0, 10**9).map(lambda seed: random.Random(seed).choices(WORDS, k=20 + seed % 100))
TEXTS = st.one_of(st.lists(ODD, max_size=40), LONG, LONG).map("".join)
MANY = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def encoded(text):
    return text.encode("utf-8", "replace")


@pytest.mark.parametrize(("text"), [text for _, text in FOUND], ids=[case for case, _ in FOUND])
def test_what_was_found_stays_mended(text):
    with patience(60):
        for source in SOURCES:
            read(encoded(text), source)


@MANY
@given(TEXTS, st.sampled_from(SOURCES))
def test_generated_text_keeps_every_promise(text, source):
    read(encoded(text), source)


@MANY
@given(st.binary(max_size=200), st.sampled_from(SOURCES))
def test_any_bytes_keep_every_promise(data, source):
    read(data, source)


@settings(
    max_examples=8,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_the_whole_way_to_the_tables_stands_any_text(tmp_path, texts):
    source = tmp_path / "source"
    source.mkdir(exist_ok=True)
    for path in source.iterdir():
        path.unlink()
    (source / "good.txt").write_text("2021年关停工厂35家。", encoding="utf-8")
    for number, text in enumerate(texts):
        (source / f"{number}.txt").write_bytes(encoded(text) or b"x")
    summary = build(source, tmp_path / "out", force=True)
    assert [problem for _, problem in summary.failures if "defect" in problem] == []


# ---------------------------------------------------------------- time

SIZE = 2500
SLOWEST = 60
"""How many times as long as an ordinary sentence, repeated, the slowest text of its length may take."""
ORDINARY = "2021年全市关停工厂35家，比上年增长5.2%。各部门坚持稳中求进，扎实推进各项工作，取得积极成效。"

ATOMS = (
    *"0123456789一十百千万亿年月日，。、：:.（“<&[#-—%‰ \n中个家", "<p>", "<table>", "<td>", "&amp;", "<!--", "---\n", "[bookmark:",
    "](", "![", "http://", "两", "近", "同比增长", "其中", "\n1 2\n", "一 1 2\n", "。\n", "（一）", "1、", "至", "由1提高到", "个百", "35家、",
    "油料产量3年", "#万‰", "北京", "省", "第1", "1+", "2019-", "占1%", "分别", "京津冀", "本本",
)  # fmt: skip


def reading(atom, size):
    text = (atom * (size // len(atom) + 1))[:size]
    return read_statements(document_of(encoded(text), "a.txt"))


def slowness(atom):
    """How many times as long as ordinary sentences the repeated atom takes."""
    return ratio(partial(reading, atom, SIZE), partial(reading, ORDINARY, SIZE), SLOWEST)


@pytest.mark.parametrize("number", range(4))
def test_no_repeated_text_takes_long(number):
    """Each atom and some chains of atoms, repeated: where time grows faster than the text, these show it."""
    choose = random.Random(number)
    chains = ["".join(choose.choices(ATOMS, k=choose.choice((2, 3, 4)))) for _ in range(8)]
    for atom in (*ATOMS[number::4], *chains):
        assert slowness(atom) <= SLOWEST, atom


@pytest.mark.parametrize(
    "atom", ["2021年全市关停工厂35家，", "个百", "，", "7", "<table><tr><td>1", "一 1 2\n"]
)
def test_time_is_linear(atom):
    assert_linear(partial(reading, atom), 2_500, times=8)


@pytest.mark.parametrize(
    "name", ["京津冀" * 30, "河北省" * 40, "__import__('pathlib').Path('owned').touch()" * 3, "a" * 10_000]
)
def test_no_name_of_a_place_takes_long(name):
    with patience(60):
        gazetteer().resolve(name)


@pytest.mark.long
def test_a_thousand_chains_of_atoms():
    choose = random.Random(99)
    for _ in range(1000):
        atom = "".join(choose.choices((*ATOMS, *WORDS), k=choose.randint(1, 6)))
        assert slowness(atom) <= SLOWEST, atom
