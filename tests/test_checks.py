"""What the checks find in documents that no rule was written for, and what they leave alone."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest
from click.testing import CliRunner

from jjjdata.checks import examine, outcomes
from jjjdata.cli import main
from jjjdata.evidence.findings import findings
from jjjdata.implied import imply
from jjjdata.observations import reconcile
from jjjdata.pipeline import build
from jjjdata.schema import FINDINGS
from jjjdata.store import read_rows
from jjjdata.store.validate import to_arrow

FIRST = "2021年青海省政府工作报告\n\n2021年3月5日\n\n{}\n"
SECOND = "2022年青海省政府工作报告\n\n2022年1月20日\n\n{}\n"


def found(tmp_path, *texts):
    """Findings of documents with these sentences, as (check, verdict, severity) -> English details."""
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for number, (frame, text) in enumerate(zip((FIRST, SECOND), texts, strict=False)):
        (source / f"{number}.txt").write_text(frame.format(text), encoding="utf-8")
    build(source, out)
    rows: dict = {}
    for row in read_rows("findings", out):
        rows.setdefault((row["check"], row["verdict"], row["severity"]), []).append(row["detail_en"])
    return rows


CASES = [
    ("parts that add up", ["2020年，全省共实施重点项目120个，包括交通项目45个、水利项目30个、教育项目45个。"],
     {("parts", "holds", "info")}),
    ("parts that are too many", ["2020年，全省共实施重点项目80个，包括交通项目45个、水利项目60个。"],
     {("parts", "fails", "warning")}),
    ("parts that are too few", ["2020年，全省共安排任务100项，包括生态任务40项、民生任务35项。"],
     {("parts", "incomplete", "notice")}),
    ("some of the parts", ["2020年，全省共实施重点项目80个，其中交通项目45个。"], set()),
    ("a part above its whole", ["2020年，全省共实施重点项目80个，其中交通项目95个。"], {("parts", "fails", "notice")}),
    ("a proportion", ["2020年，全省三次产业结构为11.1:38.1:50.8。"], {("parts", "holds", "info")}),
    ("a wrong proportion", ["2020年，全省三次产业结构为11.1:38.1:51.8。"], {("parts", "fails", "warning")}),
    ("indicators that add up", ["2020年，全省夏粮产量40万吨，秋粮产量65万吨，粮食产量105万吨。"],
     {("parts", "holds", "info")}),
    ("indicators that do not", ["2020年，全省夏粮产量40万吨，秋粮产量65万吨，粮食产量125万吨。"],
     {("parts", "fails", "warning")}),
    ("growth that fits", ["2020年全省一般公共预算收入298亿元，比上年增长5.6%。2019年全省一般公共预算收入282.2亿元。"],
     {("growth", "holds", "info")}),
    ("growth that does not", ["2020年全省一般公共预算收入298亿元，比上年增长5.6%。2019年全省一般公共预算收入200亿元。"],
     {("growth", "fails", "warning")}),
    ("growth that fits over two years", ["2018年全省一般公共预算收入250亿元。2019年全省一般公共预算收入比上年增长12.9%。2020年全省一般公共预算收入298亿元，比上年增长5.6%。"],
     {("growth", "holds", "info")}),
    ("growth that does not over two years", ["2018年全省一般公共预算收入200亿元。2019年全省一般公共预算收入比上年增长12.9%。2020年全省一般公共预算收入298亿元，比上年增长5.6%。"],
     {("growth", "fails", "warning")}),
    ("real growth says nothing of levels", ["2020年全省地区生产总值3000亿元，比上年增长1.5%。2019年全省地区生产总值2941亿元。"],
     set()),
    ("a ratio that does not fit", ["2020年末，全省常住人口592万人，城镇常住人口356万人，常住人口城镇化率为50.1%。"],
     {("ratio", "fails", "warning")}),
    ("a share moved so that all add up to 100", ["2020年，全省地区生产总值29129.03亿元，第三产业增加值15423.12亿元，三次产业结构为6.9:40.1:53.0。"],
     {("parts", "holds", "info"), ("ratio", "fails", "notice")}),
    ("a share that does not fit at all", ["2020年，全省地区生产总值29129.03亿元，第三产业增加值15423.12亿元，三次产业结构为6.9:38.1:55.0。"],
     {("parts", "holds", "info"), ("ratio", "fails", "warning")}),
    ("a total that falls", ["截至2019年底，全省累计退出一般制造业企业500家。截至2020年底，全省累计退出一般制造业企业450家。"],
     {("total", "falls", "warning")}),
    ("a total that grows", ["截至2019年底，全省累计退出一般制造业企业500家。截至2020年底，全省累计退出一般制造业企业550家。"], set()),
    ("a total below its years", ["截至2019年底，全省累计退出一般制造业企业500家。2018年退出一般制造业企业300家，2019年退出一般制造业企业280家。"],
     {("total", "smaller", "warning")}),
    ("a jump", ["2019年全省粮食产量105万吨，2020年全省粮食产量1075万吨。"], {("jump", "jump", "notice")}),
    ("a jump that is stated", ["2020年全省粮食产量1075万吨，比上年增长923.8%。2019年全省粮食产量105万吨。"],
     {("growth", "holds", "info")}),
    ("a gap", ["2016年全省粮食产量103万吨，2020年全省粮食产量107万吨。"], {("gap", "gap", "info")}),
    ("a rate above all", ["2020年末，全省城镇化率106.9%，森林覆盖率61.2%。"], {("share", "above", "warning")}),
    ("rates that may be", ["2020年，全省学前三年毛入园率103.1%，消费对经济增长的贡献率112.5%。"], set()),
    ("a share above all", ["2020年，全省高技术产业投资占全部投资比重为120%。"], {("share", "above", "warning")}),
    ("a target met", ["2021年，全省计划城镇新增就业6万人以上。", "2021年，全省城镇新增就业6.3万人。"],
     {("target", "met", "info")}),
    ("a target missed", ["2021年，全省力争PM2.5平均浓度降到30微克/立方米以下。", "2021年，全省PM2.5平均浓度为34微克/立方米。"],
     {("target", "missed", "notice")}),
    ("a target from another base", ["2021年，全省PM2.5平均浓度力争较2015年下降20%。", "2021年，全省PM2.5平均浓度较2013年下降45%。"],
     {("target", "not comparable", "info")}),
    ("a target still open", ["2021年，全省计划城镇新增就业6万人以上。", ""], {("target", "open", "info")}),
    ("sources that agree", ["2020年全省一般公共预算收入298亿元。", "2020年全省一般公共预算收入298.0亿元。"],
     {("sources", "agree", "info")}),
    ("a revision", ["2020年全省一般公共预算收入298亿元。", "2020年全省一般公共预算收入301亿元。"],
     {("sources", "revised", "notice")}),
    ("a later target", ["2022年，全省计划城镇新增就业6万人。", "2022年，全省计划城镇新增就业9万人。"],
     {("sources", "revised", "notice"), ("target", "open", "info")}),
    ("a contradiction", ["2020年全省一般公共预算收入298亿元。", "2020年全省一般公共预算收入350亿元。"],
     {("sources", "conflict", "warning")}),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "kinds"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_made_up_document_gives_the_finding_of_its_kind_and_no_other(tmp_path, texts, kinds):
    assert set(found(tmp_path, *texts)) == kinds


def test_what_agrees_is_not_told_as_contradicting(tmp_path):
    """Of three sources the one that leaves room for the chosen figure is not named among those it differs from."""
    texts = [
        "2020年全省一般公共预算收入超过290亿元。2020年全省一般公共预算收入298亿元。",
        "2020年全省一般公共预算收入350亿元。",
    ]
    ((_, details),) = found(tmp_path, *texts).items()
    assert details == [
        "General public budget revenue, Qinghai, 2020: sources contradict each other: 35 billion yuan is taken, but also stated: 29.8 billion yuan."
    ]


BOUNDED = [
    ("more than the parts make", "2020年，全省共实施重点项目超80个，包括交通项目45个、水利项目40个。",
     "info", "The parts, 45 + 40, are compatible with the whole, more than 80 (实施重点项目)."),
    ("parts that reach it not", "2020年，全省共实施重点项目超100个，包括交通项目45个、水利项目40个。",
     "notice", "The parts named, 45 + 40, do not make up the whole, more than 100 (实施重点项目). A part is missing, or one of the figures is wrong."),
    ("parts that are too many", "2020年，全省共实施重点项目不到80个，包括交通项目45个、水利项目40个。",
     "warning", "The parts, 45 + 40, contradict the whole, less than 80: they are more (实施重点项目). One of the figures is wrong, or the parts overlap."),
    ("a part above a bound", "2020年，全省共实施重点项目不到80个，其中交通项目95个。",
     "notice", "A part is larger than its whole: 95 (交通项目) of less than 80 (实施重点项目)."),
    ("indicators and a bound", "2020年，全省夏粮产量40万吨，秋粮产量65万吨，粮食产量超过105万吨。",
     "info", "The parts are compatible with the whole: Grain output, Qinghai, 2020: 650,000 tonnes + 400,000 tonnes, and more than 1.05 million tonnes stated."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "severity", "said"), [case[1:] for case in BOUNDED], ids=[c[0] for c in BOUNDED]
)
def test_nothing_is_equal_to_a_bound(tmp_path, text, severity, said):
    told = {key: details for key, details in found(tmp_path, text).items() if key[0] == "parts"}
    assert [details for _, details in sorted(told.items())] == [[said]]
    assert {key[2] for key in told} == {severity}


@pytest.mark.parametrize(
    "text",
    [
        "2020年，全省平台日均办件量超过1.6万件，其中办理省内事项412万件、省外事项389万件。",
        "2020年，全省共实施重点项目约100个，包括交通项目45个、水利项目40个。",
    ],
    ids=["a daily average is no total", "about is no bound"],
)
def test_parts_are_not_compared_with_what_is_no_total(tmp_path, text):
    assert not [key for key in found(tmp_path, text) if key[0] == "parts"]


def test_the_same_in_another_unit_is_said_once(tmp_path):
    texts = ["2020年，全省完成造林面积45万亩。", "2020年，全省完成造林面积3万公顷。"]
    rows = found(tmp_path, *texts)
    assert rows["sources", "agree", "info"] == [
        "Area afforested, Qinghai, 2020: 2 sources bear each other out: 30,000 hectares."
    ]


def test_the_five_documents_give_what_is_known_of_them_and_no_alarm(tables_of_seeds):
    rows = read_rows("findings", tables_of_seeds)
    assert {row["severity"] for row in rows} == {"info"}
    details = " ".join(row["detail_en"] for row in rows)
    assert "14 + 19 + 36 + 16 + 5 = 90" in details
    assert "16 + 50 = 66" in details
    assert "309; also 300 or more" in details
    assert {(row["check"], row["verdict"]) for row in rows} == {
        ("parts", "holds"), ("sources", "agree"), ("gap", "gap"), ("target", "open"),
    }  # fmt: skip


def test_subjects_and_related_lead_to_evidence(tables_of_seeds):
    rows = read_rows("findings", tables_of_seeds)
    known = {row["observation_id"] for row in read_rows("observations", tables_of_seeds)}
    known |= {row["statement_id"] for row in read_rows("statements", tables_of_seeds)}
    linked = {
        name for row in rows for name in (row["subject_id"], *(row["related"] or "").split("|")) if name
    }
    assert linked <= known
    assert all(shown.quotations for shown in findings(tables_of_seeds))


def test_details_are_complete_in_both_languages(tables_of_seeds):
    for row in read_rows("findings", tables_of_seeds):
        for language in ("en", "zh"):
            assert "{" not in row[f"detail_{language}"]
        assert re.search(r"[一-鿿]", row["detail_zh"])
        assert not re.search(r"[。，：；]", row["detail_en"])


def test_the_order_of_rows_does_not_matter(tables_of_seeds):
    tables = [read_rows(n, tables_of_seeds) for n in ("documents", "statements", "observations", "evidence")]
    expected = examine(*tables)
    shuffle = random.Random(7).shuffle
    for table in tables:
        shuffle(table)
    assert examine(*tables) == expected
    to_arrow(FINDINGS, expected)


def test_no_check_knows_a_document():
    """The words of the checks hold no figure and no name of a place."""
    from importlib.resources import files

    for name in ("checks/wording.toml", "definitions/checks.toml"):
        text = files("jjjdata").joinpath(name).read_text("utf-8")
        assert not re.search(r"北京|天津|河北|雄安|309|2013", text)


# ---------------------------------------------------------------- targets and outcomes


def row(status, value, *, low=None, high=None, comparator="=", **changes):
    return {
        "observation_id": f"{status}{value}", "indicator_id": "urban_new_jobs", "place": "630000", "counterpart": None,
        "measure": "level", "aggregation": "period", "status": status, "unit": "person", "base_start": None,
        "price_basis": None, "period_start": date(2021, 1, 1), "period_end": date(2021, 12, 31), "year": 2021,
        "value": value, "value_low": low, "value_high": high, "comparator": comparator, "origin": "reported",
        "is_latest": True,
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    ("target", "result", "verdict", "why"),
    [
        (row("target", 5.0, low=5.0, comparator=">="), row("actual", 5.0), "met", "why words met"),
        (row("target", -30.0, high=-30.0, comparator=">="), row("actual", -31.0), "met", "why words met"),
        (row("target", -30.0, high=-30.0, comparator=">="), row("actual", -20.0), "missed", "why words missed"),
        (row("target", 5.0, comparator="~"), row("actual", 4.8), "not comparable", "why about"),
        (row("target", 5.0, comparator="~"), row("actual", 4.0), "missed", "why words missed"),
        (row("target", 5.0), row("actual", 5.0, measure="change"), "not comparable", "why measure"),
        (row("target", 5.0), row("actual", 5.0, unit="%"), "not comparable", "why unit"),
        (row("target", 5.0, price_basis="comparable"), row("actual", 6.0), "not comparable", "why prices"),
        (row("target", 5.0, base_start=date(2015, 1, 1)), row("actual", 6.0, base_start=date(2013, 1, 1)), "not comparable", "why base"),
        (row("target", 5.0), row("actual", 9.0, aggregation="cumulative", period_start=None), "not comparable", "why aggregation"),
        (row("target", 5.0), row("actual", 9.0, year=2020, period_start=date(2020, 1, 1), period_end=date(2020, 12, 31)),
         "open", "why other times"),
        (row("target", 5.0), row("actual", 9.0, place="610000"), "open", "why no outcome"),
        (row("target", 5.0), row("actual", 9.0, is_latest=False), "open", "why no outcome"),
    ],
)  # fmt: skip
def test_outcomes_and_their_reasons(target, result, verdict, why):
    (outcome,) = outcomes([result, target])
    assert (outcome.verdict, outcome.why) == (verdict, why)
    for language in ("en", "zh"):
        assert outcome.why_in(language)
        assert "{" not in outcome.why_in(language)


# ---------------------------------------------------------------- the command


def test_check_prints_findings_with_their_sentences_and_exits_by_severity(tmp_path):
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    text = "2020年，全省共实施重点项目80个，包括交通项目45个、水利项目60个。"
    (source / "a.txt").write_text(FIRST.format(text), encoding="utf-8")
    build(source, out)
    result = CliRunner().invoke(main, ["check", "--data", str(out), "--language", "zh"])
    assert result.exit_code == 1
    assert "45＋60大于80" in result.output
    assert "实施重点项目【80个】" in result.output
    assert "1 warning, 0 notices" in result.output
    assert CliRunner().invoke(main, ["check", "--data", str(out), "--only", "gap"]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--data", str(tmp_path / "none")]).exit_code == 2
    assert CliRunner().invoke(main, ["check", "--severity", "grave"]).exit_code == 2


def test_tables_made_by_hand_may_be_empty():
    observations, evidence = reconcile([], [])
    implied, _ = imply(observations)
    assert examine([], [], [*observations, *implied], evidence) == []


def test_sources_that_say_the_same_figure_do_not_repeat_it(tmp_path):
    rows = found(tmp_path, "2020年全省一般公共预算收入298亿元。", "2020年全省一般公共预算收入298.0亿元。")
    (said,) = rows["sources", "agree", "info"]
    assert said.endswith("2 sources bear each other out: 29.8 billion yuan.")
