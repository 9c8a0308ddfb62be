"""Charts: marks are what they must be, words are right, bytes are the same, no glyph is missing."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import HOSTILE, Story, story
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from jjjdata.charts.amounts import Amount
from jjjdata.charts.colours import RESULT, TARGET
from jjjdata.charts.describe import notes
from jjjdata.charts.figure import chart_of, draw_chart, plot
from jjjdata.charts.frame import axis_unit
from jjjdata.charts.heatmap import MOST_ROWS, coverage, coverage_alt, coverage_counts, draw_coverage
from jjjdata.charts.inline import inline_svg, lift_glyphs
from jjjdata.charts.key import key_entries, printable, text_width, wrap
from jjjdata.charts.labels import renderer_of
from jjjdata.charts.multiples import draw_multiples, drawable
from jjjdata.charts.numbers import format_value, supported_digits
from jjjdata.charts.panels import panels_of
from jjjdata.charts.sparkline import sparkline
from jjjdata.charts.stylesheet import register_font, style
from jjjdata.charts.subject import Collection
from jjjdata.charts.svg import to_svg
from jjjdata.charts.tables import document_name
from jjjdata.charts.times import in_period, say_period, year_list
from jjjdata.charts.wording import wording
from jjjdata.checks.saying import amount as said
from jjjdata.errors import ParameterError, UnknownNameError
from jjjdata.evidence.amounts import amount as written
from jjjdata.reports import trend


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return story().write(tmp_path_factory.mktemp("charts"))


@pytest.fixture(scope="module")
def collection(folder: Path) -> Collection:
    return Collection.read(folder)


def drawn(collection: Collection, indicator: str, language: str = "zh", **more: Any) -> list[Axes]:
    with style():
        chart = chart_of(collection.subject(indicator, "430000"), 2013, 2024, language, **more)
        return draw_chart(chart, Figure())


def marks(ax: Axes) -> dict[str, Any]:
    """Mark artists by "kind-shape-year"; their gids carry it."""
    found = {}
    for line in ax.lines:
        if match := re.fullmatch(r"panel\d+-mark\d+-(.*)", line.get_gid() or ""):
            found[match[1]] = line
    return found


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


# Value, unit, Chinese, English.
SAID = [
    (33, "ug/m3", "33微克/立方米", "33 µg/m³"),
    (10.4e12, "CNY", "10.4万亿元", "10.4 trillion yuan"),
    (227.4e8, "CNY", "227.4亿元", "22.74 billion yuan"),
    (5481.6e8, "CNY", "5481.6亿元", "548.16 billion yuan"),
    (3.2e6, "CNY", "320万元", "3.2 million yuan"),
    (656, "count", "656", "656"),
    (9000, "count", "9000", "9,000"),
    (10529, "count", "10529", "10,529"),
    (11000, "km", "1.1万公里", "11,000 km"),
    (165300, "person-time", "16.53万人次", "165,300 person-times"),
    (1.23e8, "person", "1.23亿人", "123 million people"),
    (66.1, "%", "66.1%", "66.1%"),
    (-63.1, "%", "−63.1%", "−63.1%"),
    (0.5, "pp", "0.5个百分点", "0.5 percentage points"),
    (1.9, "times", "1.9倍", "1.9 times"),
    (-0.57, "per mille", "−0.57‰", "−0.57‰"),
    (0, "count", "0", "0"),
    (7000, "mu", "7000亩", "7,000 mu"),
    (104.2, "index", "104.2", "104.2"),
    (0.1 + 0.2, "%", "0.3%", "0.3%"),
    (5, "no such unit", "5no such unit", "5 no such unit"),
]


@pytest.mark.parametrize(("value", "unit", "zh", "en"), SAID, ids=[f"{v}-{u}" for v, u, *_ in SAID])
def test_numbers_are_said_as_people_say_them(value: float, unit: str, zh: str, en: str) -> None:
    assert format_value(value, unit, "zh") == zh
    assert format_value(value, unit, "en") == en


@given(st.floats(min_value=1e-3, max_value=1e15), st.sampled_from(["CNY", "count", "%", "km"]))
def test_said_numbers_are_within_half_of_their_last_digit(value: float, unit: str) -> None:
    said = format_value(value, unit, "en").replace(",", "")
    number, scale = re.match(r"([\d.]+)(?: (trillion|billion|million))?", said).groups()  # type: ignore[union-attr]
    size = {"trillion": 1e12, "billion": 1e9, "million": 1e6, None: 1.0}[scale]
    assert float(number) * size == pytest.approx(value, rel=5.1e-6)


AMOUNTS = [
    (Amount(3000, 3000, None, ">", "count"), "超过3000家", "more than 3,000"),
    (Amount(300, 300, None, ">=", "count"), "不少于300家", "at least 300"),
    (Amount(1000, None, 1000, "<", "count"), "不到1000家", "less than 1,000"),
    (Amount(60, 57, 63, "~", "%"), "约60%", "about 60%"),
    (Amount(5e11, 5e11, 6e11, "=", "CNY", upper=6e11), "5000–6000亿元", "500–600 billion yuan"),
    (Amount(89.431, 87.9, 91.0, "=", "ug/m3", implied=True), "约89.4微克/立方米", "about 89.4 µg/m³"),
    (Amount(12.5, 12.45, 12.55, "=", "%", "change"), "+12.5%", "+12.5%"),
]


@pytest.mark.parametrize(
    ("amount", "zh", "en"), AMOUNTS, ids=[a.comparator + str(a.value) for a, *_ in AMOUNTS]
)
def test_amounts_say_what_their_words_allow(amount: Amount, zh: str, en: str) -> None:
    assert amount.text("zh", classifier="家" if amount.unit == "count" else "") == zh
    assert amount.text("en") == en


@given(st.floats(min_value=0.5, max_value=1e13), st.floats(min_value=1e-4, max_value=0.5))
def test_a_said_range_holds_the_range(value: float, share: float) -> None:
    amount = Amount(value, value * (1 - share), value * (1 + share), "=", "index", implied=True)
    low, high = (float(part.replace(",", "")) for part in amount.bounds_text("en").split("–"))
    assert low <= value * (1 - share)
    assert high >= value * (1 + share)


def test_digits_follow_the_interval() -> None:
    assert supported_digits(5.47, 5.31, 5.65) == 2
    assert supported_digits(356.86, 356.75, 356.97) == 4
    assert supported_digits(33, None, None) == 6


def test_each_way_of_knowing_has_its_shape(collection: Collection) -> None:
    yearly, total = drawn(collection, "mills")
    found = marks(yearly)
    assert found.keys() == {
        "stated-dot-2017", "stated-dot-2018", "contradicting-cross-2018", "target-tick-2019", "stated-up-2020",
        "stated-down-2023",
    }  # fmt: skip
    assert found["stated-dot-2017"].get_marker() == "o"
    assert found["stated-dot-2017"].get_markerfacecolor() == RESULT
    assert found["target-tick-2019"].get_color() == TARGET
    assert found["stated-up-2020"].get_marker() == "^"
    assert found["stated-down-2023"].get_marker() == "v"
    assert marks(total).keys() == {"stated-dot-2022"}
    ozone = marks(drawn(collection, "ozone")[0])
    for name in ("implied-circle-2013", "stated-diamond-2018"):
        assert ozone[name].get_markerfacecolor() == mpl.colors.to_hex("white")


def test_open_bounds_have_an_arrow_to_the_open_side(collection: Collection) -> None:
    ax = drawn(collection, "mills")[0]
    heads = [line.get_marker() for line in ax.lines if line.get_marker() in (10, 11)]
    assert heads.count(10) == 2  # the target of at least 400 and the result above 350
    assert heads.count(11) == 1


def test_lines_join_consecutive_years_only(collection: Collection) -> None:
    def joined(indicator: str) -> list[str]:
        return [
            line.get_gid()
            for line in drawn(collection, indicator)[0].lines
            if str(line.get_gid()).startswith("line")
        ]

    assert joined("ozone") == ["line-2021-2022"]
    assert joined("mills") == []  # disputed, open-ended and apart
    assert joined("trade") == ["line-2020-2021"]


def test_cumulative_totals_are_apart_and_never_rise_from_zero(collection: Collection) -> None:
    yearly, total = panels_of(collection.subject("mills", "430000"))
    assert (yearly.sort, total.sort) == ("period", "cumulative")
    assert total.segments() == ()
    ax = drawn(collection, "mills")[1]
    spans = [path for group in ax.collections for path in group.get_segments()]
    assert all(start[1] == end[1] == 5200 for start, end in spans)


def test_all_years_stand_on_the_axis_and_unknown_ones_are_grey(collection: Collection) -> None:
    for narrow in (False, True):
        ax = drawn(collection, "ozone", narrow=narrow)[0]
        ticks = ax.xaxis.get_major_ticks()
        shown = [tick.label1.get_text() for tick in ticks]
        assert (shown[0], shown[-1], len(shown)) == ("2013", "2024", 12)
        greys = {
            tick.label1.get_color()
            for tick, year in zip(ticks, range(2013, 2025), strict=True)
            if year not in (2013, 2018, 2021, 2022)
        }
        assert len(greys) == 1
        assert ticks[0].label1.get_color() not in greys


def test_labels_stand_beside_their_marks_and_apart(collection: Collection) -> None:
    for indicator in ("ozone", "mills", "trade"):
        for language in ("zh", "en"):
            for narrow in (False, True):
                ax = drawn(collection, indicator, language, narrow=narrow)[0]
                renderer = mpl.backends.backend_agg.RendererAgg(10, 10, ax.figure.dpi)
                boxes = [t.get_window_extent(renderer) for t in ax.texts if t.get_text()]
                for n, box in enumerate(boxes):
                    assert not any(box.overlaps(other) for other in boxes[n + 1 :]), (
                        indicator,
                        language,
                        narrow,
                    )
                    assert box.x0 >= 0
                    assert box.x1 <= ax.figure.bbox.x1


def test_missing_is_said_not_to_be_zero(collection: Collection) -> None:
    chart = chart_of(collection.subject("ozone", "430000"), 2013, 2024, "en")
    assert any("does not mean zero" in note for note in notes(chart.subject, chart.panels, chart.frame))
    assert "Years without a figure: 2014–2017, 2019, 2020, 2023, 2024." in chart.alt
    empty = drawn_between(collection, 2000, 2005)
    assert texts(empty) == ["2000—2005年没有可画的数据"]


def drawn_between(collection: Collection, first: int, last: int) -> Axes:
    with style():
        return draw_chart(chart_of(collection.subject("ozone", "430000"), first, last, "zh"), Figure())[0]


def test_the_alternative_text_tells_the_whole_chart(collection: Collection) -> None:
    alt = chart_of(collection.subject("mills", "430000"), 2013, 2024, "zh").alt
    for told in (
        "2017年812家",
        "2018年另有来源称655家",
        "2019年目标不少于400家",
        "2020年超过350家",
        "2023年不到90家",
        "2016—2022年5200家",
    ):
        assert told in alt


def test_plot_returns_axes_and_draws_into_given_ones(folder: Path) -> None:
    own = plot("mills", "430000", data=folder)
    assert isinstance(own, Axes)
    assert len(own.figure.axes) == 2
    figure = Figure(figsize=(6, 4))
    given_ax = figure.add_subplot()
    assert plot("trade", "湖南", data=folder, language="en", ax=given_ax) is given_ax
    assert "Trade across provinces, Hunan" in given_ax.get_title(loc="left")
    to_svg(figure)  # outside the style, no glyph may be missing: warnings are errors
    mpl.pyplot.close("all")


def test_unknown_names_and_years_are_refused(folder: Path) -> None:
    with pytest.raises(UnknownNameError, match="ozone"):
        plot("ozon", data=folder)
    with pytest.raises(UnknownNameError, match="430000"):
        plot("mills", "430001", data=folder)
    with pytest.raises(UnknownNameError, match="zh"):
        plot("mills", data=folder, language="zn")
    with pytest.raises(ParameterError, match="after end_year"):
        plot("mills", data=folder, start_year=2024, end_year=2013)


def test_svg_bytes_are_the_same_and_hold_no_date(collection: Collection) -> None:
    first, second = (to_svg(drawn(collection, "mills")[0].figure) for _ in range(2))
    assert first == second
    assert "dc:date" not in first
    assert "<text" not in first  # letters are outlines


def test_inline_svg_has_no_styles_and_own_ids(collection: Collection) -> None:
    document = to_svg(drawn(collection, "mills")[0].figure)
    wide, narrow = inline_svg(document, "w", "words"), inline_svg(document, "n", "words")
    assert "style" not in wide
    assert "http" not in wide
    ids = [set(re.findall(r'\bid="([^"]*)"', svg)) for svg in (wide, narrow)]
    assert ids[0].isdisjoint(ids[1])
    references = set(re.findall(r'(?:href="#|url\(#)([^")]*)', wide))
    assert references <= ids[0]
    assert 'fill="var(--chart-result, #1f5a99)"' in wide


def test_letters_are_drawn_once_for_all_drawings_of_a_page(collection: Collection) -> None:
    document = to_svg(drawn(collection, "mills")[0].figure)
    before = [inline_svg(document, name, "words") for name in ("w", "n")]
    hidden, after = lift_glyphs(before, "g")
    outlines = re.findall(r'<path id="([^"]*)" [^>]*/>', hidden)
    assert len(outlines) == len(set(outlines)) > 10
    for element in after:
        ids = set(re.findall(r'\bid="([^"]*)"', element)) | set(outlines)
        assert set(re.findall(r'href="#([^"]*)"', element)) <= ids
    assert len(hidden) + sum(map(len, after)) < 0.7 * sum(map(len, before))


def test_style_is_undone_and_needs_no_system_font() -> None:
    before = mpl.rcParams["font.family"]
    with style():
        assert mpl.rcParams["font.family"] == ["Noto Sans SC"]
    assert mpl.rcParams["font.family"] == before
    assert register_font().name == "NotoSansSC-Regular.ttf"


def test_the_font_package_itself_is_not_imported() -> None:
    code = "import sys; from jjjdata.charts import style; style(); sys.exit('zhplot' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], check=False).returncode
        == 0
    )


def test_coverage_counts_and_draws(folder: Path, collection: Collection) -> None:
    counts = coverage_counts(collection, 2013, 2024)
    assert counts["mills"] == [0, 0, 0, 0, 1, 1, 2, 1, 0, 1, 1, 0]
    ax = coverage(data=folder, language="en")
    assert next(t.get_text() for t in ax.get_yticklabels()) == "Small cement mills closed"
    to_svg(ax.figure)
    mpl.pyplot.close("all")


def test_a_target_is_joined_to_the_result_of_its_time_and_to_nothing_else(tmp_path: Path) -> None:
    made = story()
    made.stated("mills", "430000", 2019, 410, "2019年实际关停[410家]。", unit_text="家")
    made.stated("mills", "430000", 2021, 300, "2021年计划关停[300家]。", unit_text="家", status="target")
    axes = drawn(Collection.read(made.write(tmp_path)), "mills")[0]
    joined = [c for c in axes.collections if str(c.get_gid()).startswith("target-to-result")]
    ends = sorted(sorted(segment[:, 1]) for c in joined for segment in c.get_segments())
    assert ends == [[388.0, 410.0], [400.0, 410.0]]
    assert {str(c.get_gid()) for c in joined} == {"target-to-result-2019"}


def test_an_early_label_makes_way_for_a_later_one(tmp_path: Path) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("branches", "分支机构", "Branches", "count")
    bound = {"comparator": ">", "value_high": None, "unit_text": "家"}
    made.stated("branches", "430000", 2022, 9000, "超[9000家]。", **bound)
    made.stated("branches", "430000", 2024, 10000, "超[1万家]。", period_end=date(2024, 5, 31), **bound)
    shown = drawable([Collection.read(made.write(tmp_path)).subject("branches")], 2013, 2024)
    with style():
        (axes,) = draw_multiples(shown, 2013, 2024, "zh").axes
        renderer = renderer_of(axes)
        first, second = (t.get_window_extent(renderer) for t in axes.texts if t.get_text().startswith("超过"))
    assert not first.overlaps(second)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_quotation_marks_of_english_titles_are_narrow(language: str) -> None:
    assert ("“" in printable("“Little giant” enterprises", language)) is (language == "zh")


def test_sparklines_show_targets_and_hollow_dots(collection: Collection) -> None:
    small = sparkline(panels_of(collection.subject("mills", "430000"))[0], 2013, 2024)
    assert small.count("spark-target") == 2
    assert "spark-hollow" in sparkline(panels_of(collection.subject("ozone", "430000"))[0], 2013, 2024)


def test_changes_on_the_year_before_get_a_panel_when_nothing_else_is_known(tmp_path: Path) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("exports", "出口总值", "Exports", "CNY")
    made.stated(
        "exports",
        "430000",
        2022,
        -3.5,
        "出口[下降3.5%]。",
        measure="change",
        unit="%",
        base_start=date(2021, 1, 1),
    )
    collection = Collection.read(made.write(tmp_path))
    panel = panels_of(collection.subject("exports"))[0]
    assert (panel.sort, panel.marks[0].text("en")) == ("change", "−3.5%")
    drawn_axes = draw_chart(chart_of(collection.subject("exports"), 2013, 2024, "en"), Figure())
    assert drawn_axes[0].get_ylim()[0] < -3.5


TIMES = [
    ((None, "2021-12-31"), "2021年末", "end of 2021", "at the end of 2021"),
    (("2021-01-01", "2021-12-31"), "2021年", "2021", "in 2021"),
    (("2019-01-01", "2021-12-31"), "2019—2021年", "2019–2021", "from 2019 to 2021"),
    (("2022-01-01", "2022-06-30"), "2022年1—6月", "January to June 2022", "in January to June 2022"),
    (
        ("2014-02-01", "2019-02-28"),
        "2014年2月—2019年2月",
        "February 2014 to February 2019",
        "from February 2014 to February 2019",
    ),
    (("2024-05-12", "2024-05-12"), "2024年5月12日", "12 May 2024", "on 12 May 2024"),
    ((None, None), "时间不明", "time unknown", "time unknown"),
]


@pytest.mark.parametrize(("period", "zh", "en", "inside"), TIMES, ids=[t[2] for t in TIMES])
def test_times_are_said(period: tuple[str | None, str | None], zh: str, en: str, inside: str) -> None:
    start, end = (date.fromisoformat(day) if day else None for day in period)
    assert (say_period(start, end, "zh"), say_period(start, end, "en")) == (zh, en)
    assert in_period(start, end, "en") == inside


def test_years_are_listed_in_runs() -> None:
    assert year_list([2013, 2014, 2016, 2017, 2018], "zh") == "2013、2014、2016—2018"


@given(st.text(alphabet="中文，。abc (《》", max_size=80))
def test_wrapped_lines_fit_and_lose_nothing(text: str) -> None:
    lines = wrap(text, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line) <= 12 or " " not in line.strip() for line in lines)


@pytest.mark.parametrize("room", ["charts", "reports"])
def test_both_languages_say_everything_with_the_same_places(room: str) -> None:
    zh, en = wording(room, "zh").sentences, wording(room, "en").sentences
    assert zh.keys() == en.keys()
    for key in zh:
        places = [set(re.findall(r"{(\w+)[:}]", text)) for text in (zh[key], en[key])]
        assert places[0] == places[1], key


def test_hostile_titles_stay_text_in_a_chart(collection: Collection) -> None:
    chart = chart_of(collection.subject("ozone", "430000"), 2013, 2024, "zh")
    assert any(HOSTILE in note for note in chart.notes)
    with style():
        assert "<script>" not in to_svg(draw_chart(chart, Figure())[0].figure)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_of_the_narrow_heat_map_are_whole_and_on_the_paper(language: str, tmp_path: Path) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    names = {
        "contracts": ("签订技术转让与服务合同成交额", "Value of technology contracts signed"),
        "clinics": ("异地门诊费用直接结算医院数", "Hospitals settling costs of outpatients elsewhere"),
        "ports": ("港口货物吞吐量", "Port cargo throughput"),
    }
    for code, (zh, en) in names.items():
        made.indicator(code, zh, en, "count")
        made.stated(code, "430000", 2020, 5, "有[5个]。")
    collection = Collection.read(made.write(tmp_path))
    with style():
        figure = draw_coverage(collection, 2013, 2024, language, narrow=True)
        figure.draw_without_rendering()
        ticks = figure.axes[0].get_yticklabels()
        shown = {"".join(label.get_text().split()) for label in ticks}
        boxes = [label.get_window_extent() for label in ticks]
    assert shown == {"".join(pair[language == "en"].split()) for pair in names.values()}
    assert all(box.x0 >= 0 for box in boxes)
    heights = sorted((box.y0, box.y1) for box in boxes)
    assert all(low[1] <= high[0] + 1 for low, high in pairwise(heights))


def test_about_has_a_diamond_in_small_charts_too(collection: Collection) -> None:
    panel = panels_of(collection.subject("ozone", "430000"))[0]
    drawn = sparkline(panel, 2013, 2024)
    circles = sum(mark.shape == "circle" for mark in panel.marks)
    diamonds = sum(mark.shape == "diamond" for mark in panel.marks)
    assert circles == diamonds == 1
    assert drawn.count('<circle class="spark-hollow"') == circles
    assert drawn.count('<path class="spark-hollow"') == diamonds


def test_a_place_and_an_indicator_that_begins_with_it_are_said_once(tmp_path: Path) -> None:
    made = Story()
    made.place("XX", "长沙滨江新城", "Riverside New Town")
    made.document("d1", "公报")
    made.indicator("invested", "滨江新城投资", "Investment in Riverside New Town", "CNY")
    made.stated("invested", "XX", 2020, 5e8, "投资[5亿元]。")
    subject = Collection.read(made.write(tmp_path)).subject("invested")
    assert subject.title("zh") == "长沙滨江新城投资"
    assert subject.title("en") == "Investment in Riverside New Town"


def test_marks_of_titles_within_titles_are_the_inner_ones() -> None:
    row = {
        "title": "《某市2019年工作要点》发布",
        "source": "a.txt",
        "published": None,
        "published_precision": None,
    }
    assert document_name(row, "zh") == "《〈某市2019年工作要点〉发布》"
    quoting = {**row, "title": "奏响“协奏曲”"}
    assert document_name(quoting, "zh") == "《奏响“协奏曲”》"
    assert document_name(quoting, "en") == "“奏响‘协奏曲’”"


def test_no_arrow_runs_through_a_label_of_a_small_panel(tmp_path: Path) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    made.indicator("shops", "供销社网点", "Shops of cooperatives", "count")
    made.indicator("mills", "水泥厂", "Mills", "count")
    more = {"aggregation": "cumulative", "comparator": ">", "value_high": None}
    may = {"period_start": date(2024, 5, 1), "period_end": date(2024, 5, 31)}
    made.stated("shops", "430000", 2022, 9000, "累计[9000个]。", **more, period_start=None)
    made.stated("shops", "430000", 2024, 10000, "累计[1万个]。", **more, **may)
    made.stated("mills", "430000", 2020, 5, "有[5个]。")
    collection = Collection.read(made.write(tmp_path))
    shown = drawable([collection.subject(name) for name in ("mills", "shops")], 2013, 2024)
    with style():
        figure = draw_multiples(shown, 2013, 2024, "en")
        figure.draw_without_rendering()
        ax = figure.axes[1]
        labels = [t for t in ax.texts if "9,000" in t.get_text() or "10,000" in t.get_text()]
        arrows = [line for line in ax.lines if line.get_marker() == "|"]
        assert (len(labels), len(arrows)) == (2, 2)
        for label in labels:
            box = label.get_window_extent()
            assert box.x1 <= figure.bbox.x1
            for arrow in arrows:
                x, y = arrow.get_transform().transform(arrow.get_xydata())[0]
                half = arrow.get_markersize() / 2 * figure.dpi / 72
                assert not (box.x0 < x < box.x1 and box.y0 < y + half and y - half < box.y1)


def test_a_line_over_years_and_an_earlier_target_stand_in_the_key(tmp_path: Path) -> None:
    made = story()
    made.stated("mills", "430000", 2021, 500, "目标[500家]。", status="target", is_latest=False)
    subject = Collection.read(made.write(tmp_path)).subject("mills", "430000")
    chart = chart_of(subject, 2013, 2024, "en")
    entries = key_entries(chart.panels, chart.frame)
    assert {"span", "superseded_target"} <= set(entries)
    assert "superseded" not in entries
    assert "2021 target 500 (earlier vintage)" in chart.alt


def test_what_is_asked_for_has_no_bar(tmp_path: Path) -> None:
    made = story()
    made.stated(
        "trade", "420000", 2022, 1e12, "目标[千亿元]。", status="target", value_low=5e11, value_high=1.5e12
    )
    subject = Collection.read(made.write(tmp_path)).subject("trade", "420000")
    target = next(m for p in panels_of(subject) for m in p.marks if m.target)
    assert target.ends == (1e12,)


def test_the_unit_of_an_axis_is_that_of_the_years_drawn(tmp_path: Path) -> None:
    made = story()
    made.stated("trade", "420000", 1999, 3e8, "[3亿元]。")
    subject = Collection.read(made.write(tmp_path)).subject("trade", "420000")
    chart = chart_of(subject, 1995, 2005, "en")
    assert axis_unit(chart.panels[0], chart.frame) == "million yuan"


def test_no_number_of_an_axis_is_longer_than_its_room(tmp_path: Path) -> None:
    made = story()
    made.stated("mills", "420000", 2021, 971000, "[97.1万家]。", unit_text="家")
    subject = Collection.read(made.write(tmp_path)).subject("mills", "420000")
    chart = chart_of(subject, 2013, 2024, "en", narrow=True)
    assert axis_unit(chart.panels[0], chart.frame) == "million"
    with style():
        ax = draw_chart(chart, Figure(), bare=True)[0]
        left = min(label.get_window_extent(renderer_of(ax)).x0 for label in ax.get_yticklabels())
    assert left >= 0


def test_a_source_in_two_files_is_named_once(tmp_path: Path) -> None:
    made = story()
    made.document("d3", "湖南省年度工作要点", date(2019, 6, 1))
    made.stated("mills", "430000", 2021, 70, "[70家]。", unit_text="家", document="d3")
    data = made.write(tmp_path)
    subject = Collection.read(data).subject("mills", "430000")
    chart = chart_of(subject, 2013, 2024, "zh")
    assert chart.notes[-1].count("湖南省年度工作要点") == 1
    assert trend("mills", "430000", data=data).citation().html.count("湖南省年度工作要点") == 1


def test_a_chinese_axis_is_written_out_where_a_label_is(tmp_path: Path) -> None:
    made = story()
    for year, value in ((2018, 9000), (2021, 10000)):
        made.stated("mills", "420000", year, value, f"[{value}家]。", unit_text="家")
    subject = Collection.read(made.write(tmp_path)).subject("mills", "420000")
    chart = chart_of(subject, 2013, 2024, "zh")
    assert axis_unit(chart.panels[0], chart.frame) == "家"


def test_a_computed_bound_is_rounded_to_its_open_side() -> None:
    change = Amount(177.7778, None, 177.7778, "<=", "%", "change", implied=True)
    assert (change.text("zh"), change.text("en")) == ("不超过+177.8%", "at most +177.8%")
    assert replace(change, comparator=">=", low=177.7778, high=None).text("en") == "at least +177.7%"


def test_a_computed_bound_is_the_bound_in_every_wording() -> None:
    more = {"value": 4174.757, "value_low": 4154.589, "value_high": None, "comparator": ">=", "unit": "count"}
    drawn = Amount(4174.757, 4154.589, None, ">=", "count", implied=True)
    assert (drawn.text("en"), drawn.bounds_text("en")) == ("at least 4,154", "at least 4,154")
    assert (drawn.text("zh", classifier="列", short=True), drawn.bounds_text("zh")) == (
        "不少于4154列",
        "不少于4154",
    )
    assert written(4174.757, 4154.589, None, ">=", "") == "at least 4,154 "
    assert said({**more, "origin": "implied"}, "en") == "4,154 or more"
    assert said({**more, "origin": "reported"}, "en") == "4,174.76 or more"


@pytest.mark.parametrize(
    ("months", "zh", "en"),
    [
        ((1, 9), "1—9月数值", "Figures of January to September"),
        ((3, 3), "3月数值", "Figures of March"),
        ((1, 12), "年度值", "Yearly figures"),
    ],
)
def test_a_panel_of_parts_of_years_names_the_part(
    months: tuple[int, int], zh: str, en: str, tmp_path: Path
) -> None:
    made = story()
    first, last = months
    for year in (2023, 2024):
        end = date(year, last, {9: 30, 3: 31, 12: 31}[last])
        made.stated(
            "mills", "420000", year, 9000, "[9000家]。", period_start=date(year, first, 1), period_end=end
        )
    subject = Collection.read(made.write(tmp_path)).subject("mills", "420000")
    found = [
        panel.title(subject, language)
        for language in ("zh", "en")
        for panel in panels_of(subject)
        if panel.sort == "period"
    ]
    assert (zh in found, en in found) == (True, True)


def test_a_long_heat_map_is_cut_on_pages(tmp_path: Path) -> None:
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.document("d1", "公报")
    for n in range(MOST_ROWS + 5):
        made.indicator(f"i{n:03d}", f"指标{n}", f"Indicator {n}", "count")
        made.stated(f"i{n:03d}", "430000", 2020, 5, "有[5个]。")
    collection = Collection.read(made.write(tmp_path))
    with style():
        figure = draw_coverage(collection, 2013, 2024, "zh")
    assert len(figure.axes[0].get_yticklabels()) == MOST_ROWS
    assert f"{MOST_ROWS}个指标" in coverage_alt(collection, 2013, 2024, "zh")


def test_what_cannot_be_drawn_leaves_the_years_and_says_so(tmp_path: Path) -> None:
    made = story()
    made.indicator("ports", "港口吞吐量", "Ports", "t")
    made.stated("ports", "430000", 2021, 2, "居第[2]。", measure="rank", unit="count")
    data = made.write(tmp_path)
    for ax in (
        plot("ports", data=data, language="en"),
        plot("ports", data=data, language="en", ax=Figure().add_subplot()),
    ):
        assert [text.get_text() for text in ax.texts] == ["No figure to draw from 2013 to 2024"]
    report = trend("ports", "430000", language="en", data=data)
    assert repr(report.chart()) == ""
    assert "rank 2" in report.figures().html
    mpl.pyplot.close("all")


def test_a_place_that_counts_its_members_takes_an_article_inside_a_sentence(tmp_path: Path) -> None:
    made = story()
    made.place("BSX", "北三县", "Three northern counties of Langfang")
    found = Collection.read(made.write(tmp_path))
    assert found.place_within("420000+BSX", "en").endswith(" and the three northern counties of Langfang")
    assert found.place_name("BSX", "en") == "Three northern counties of Langfang"
    assert found.place_within("BSX", "zh") == "北三县"


def test_containers_are_counted_in_teu() -> None:
    assert format_value(21000, "TEU", "en") == "21,000 TEU"
    assert said({"value": 21000.0, "comparator": "=", "unit": "TEU"}, "en") == "21,000 TEU"
    assert said({"value": 0.4, "comparator": "=", "unit": "pp"}, "zh") == "0.4个百分点"
