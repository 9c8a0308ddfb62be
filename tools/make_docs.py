"""Make what the documentation shows of the project itself: tables.md, the charts and tables in the READMEs.

    .venv/bin/python tools/make_docs.py [DATA]

reads the declarations in `jjjdata/schema.py`, the tables in DATA (usual: data, built from seeds/) and what people
annotated (tests/gold), and rewrites docs/tables.md,
docs/images/ and the stretches between `<!-- made: ... -->` and `<!-- end -->` in README.md and README.zh.md.
tests/test_docs.py fails where one of them is out of date.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import polars as pl

import jjjdata as jj
from jjjdata.implied.sentence import sentence
from jjjdata.schema import SCHEMA_VERSION, TABLES, Column, Table

ROOT: Final = Path(__file__).parents[1]
Language = Literal["en", "zh"]
READMES: Final[dict[Language, str]] = {"en": "README.md", "zh": "README.zh.md"}

CHARTS: Final = (("tech_contracts", "110000"), ("manufacturers_exited", "110000"))


@dataclass(frozen=True)
class Shown:
    """Which observation the READMEs show: conditions that one row of `observations` meets."""

    indicator_id: str
    place: str
    year: int
    status: str = "actual"
    aggregation: str = "period"
    comparator: str = "="


# One of each kind: measured, counted in money, implied, a bound of a total, a target with a bound.
EXCERPT: Final = (
    Shown("pm25", "110000", 2021),
    Shown("tech_contracts", "110000", 2023),
    Shown("tech_contracts", "110000", 2022),
    Shown("manufacturers_exited", "110000", 2024, aggregation="cumulative", comparator=">"),
    Shown("manufacturers_exited", "110000", 2019, status="target", comparator=">="),
)
HEADINGS: Final = {
    "en": ("indicator", "place", "period", "`value`", "`value_low`", "`value_high`", "`unit`", "what it is", "evidence"),
    "zh": ("指标", "地区", "时间", "`value`", "`value_low`", "`value_high`", "`unit`", "性质", "证据"),
}  # fmt: skip
MEASURED: Final = {
    "en": {
        "recall": "statements found (recall)",
        "precision": "rows that are statements (precision)",
        "value": "value right, of those found",
        "unit": "unit right",
        "period": "period right",
        "place": "place right",
        "counterpart": "counterpart right",
        "aggregation": "aggregation right",
        "head": "wording of the indicator right (the noun stands in it)",
        "tuple": "value, unit, measure, status, period, place and wording all right, of all statements",
    },
    "zh": {
        "recall": "找到的陈述（召回率）",
        "precision": "行中确为陈述的（精确率）",
        "value": "找到的陈述中，数值正确",
        "unit": "单位正确",
        "period": "时间正确",
        "place": "地区正确",
        "counterpart": "对方地区正确",
        "aggregation": "流量、累计、存量正确",
        "head": "指标措辞正确（其中含有该名词）",
        "tuple": "数值、单位、度量、状态、时间、地区和措辞全部正确（占全部陈述）",
    },
}  # fmt: skip
WORDS: Final = {
    "en": {"until": "up to {}", "none": "none", "to": " → "},
    "zh": {
        "until": "截至{}", "none": "无", "to": " → ", "reported": "报告", "implied": "推算", "actual": "实绩",
        "target": "目标", "cumulative": "累计",
    },
}  # fmt: skip


def main() -> None:
    """Rewrite everything from the declarations and the tables in the folder given."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data"
    (ROOT / "docs/tables.md").write_text(tables_page(), encoding="utf-8")
    (ROOT / "docs/images").mkdir(exist_ok=True)
    for language, name in READMES.items():
        for indicator, place in CHARTS:
            image = ROOT / f"docs/images/{indicator}.{language}.svg"
            image.write_text(chart(indicator, place, data, language), encoding="utf-8")
        path = ROOT / name
        path.write_text(filled(path.read_text("utf-8"), made(data, language)), encoding="utf-8")


def tables_page() -> str:
    """docs/tables.md: every table and column as `jjjdata/schema.py` declares it, in both languages."""
    head = (
        "# The tables · 数据表\n\n"
        "Made by `tools/make_docs.py` from `jjjdata/schema.py`, where every table and column is declared once; do not edit\n"
        f"it here. Schema version {SCHEMA_VERSION}: within a major version columns are only added. The same codebook is the\n"
        "table `columns`, stands in `datapackage.json` and in the key-values of each Parquet file, and is printed by\n"
        "`jj.columns()`.\n\n"
        "本页由 `tools/make_docs.py` 按 `jjjdata/schema.py` 中的声明生成，请勿在此修改。同一主版本内只增加列。\n"
    )
    links = "\n".join(f"- [{t.name}](#{t.name}): {t.en} · {t.zh}" for t in TABLES.values())
    return "\n".join([head, links, "", *(_table(t) for t in TABLES.values())])


def _table(table: Table) -> str:
    head = (
        f"## {table.name}\n\n{table.en}. {table.zh}。 Key · 主键: {', '.join(f'`{k}`' for k in table.key)}.\n"
    )
    rows = [
        "| column · 列 | type · 类型 | meaning | 含义 |",
        "|---|---|---|---|",
        *(_column(c) for c in table.columns),
    ]
    return "\n".join([head, *rows, ""])


def _column(column: Column) -> str:
    kind = str(column.type) + ("" if column.nullable else ", never null")
    unit = f" [{column.unit}]" if column.unit else ""
    values = f": {', '.join(f'`{v}`' for v in column.values)}" if column.values else ""
    return f"| `{column.name}` | {kind} | {column.en}{unit}{values} | {column.zh} |"


def chart(indicator: str, place: str, data: Path, language: Language) -> str:
    """A chart of the READMEs as an SVG document."""
    from jjjdata.charts.svg import to_svg  # noqa: PLC0415 - the tests of tables.md need no matplotlib

    figure = jj.plot(indicator, place=place, language=language, data=data).get_figure(root=True)
    assert figure is not None
    figure.set_facecolor("white")  # pages that show it may be dark
    return to_svg(figure)


def made(data: Path, language: Language) -> dict[str, str]:
    """What stands between the marks of a README."""
    from jjjdata.charts.figure import chart_of  # noqa: PLC0415
    from jjjdata.charts.subject import Collection  # noqa: PLC0415

    parts = {"excerpt": excerpt(data, language), "accuracy": accuracy(data, language)}
    for indicator, place in CHARTS:
        alt = chart_of(Collection.read(data).subject(indicator, place), 2013, 2024, language).alt
        parts[f"chart of {indicator}"] = f"![{alt}](docs/images/{indicator}.{language}.svg)"
    return parts


def excerpt(data: Path, language: Language) -> str:
    """A few observations as a markdown table, each with the words that state it."""
    observations = jj.load("observations", data=data, labels=language)
    rows = [_excerpt_row(_one(observations, shown), data, language) for shown in EXCERPT]
    head = "| " + " | ".join(HEADINGS[language]) + " |"
    return "\n".join([head, "|---|---|---|--:|--:|--:|---|---|---|", *rows])


def _one(observations: pl.DataFrame, shown: Shown) -> dict[str, Any]:
    conditions = [pl.col(name) == value for name, value in vars(shown).items()]
    return observations.filter(*conditions, pl.col("measure") == "level").row(0, named=True)


def _excerpt_row(row: dict[str, Any], data: Path, language: Language) -> str:
    words = WORDS[language]
    place = row["place_label"] + (words["to"] + row["counterpart_label"] if row["counterpart"] else "")
    cumulative = row["aggregation"] == "cumulative"
    period = words["until"].format(row["period_end"]) if cumulative else str(row["year"])
    kinds = [row["origin"], row["status"], *(["cumulative"] if cumulative else [])]
    kind = ("、" if language == "zh" else ", ").join(words.get(k, k) for k in kinds)
    numbers = [_number(row[c], words["none"]) for c in ("value", "value_low", "value_high")]
    cells = [
        row["indicator_id_label"],
        place,
        period,
        *numbers,
        row["unit"],
        kind,
        _evidence(row, data, language),
    ]
    return "| " + " | ".join(cells) + " |"


def _number(value: float | None, none: str) -> str:
    return none if value is None else f"{value:,.2f}".rstrip("0").rstrip(".")


def _evidence(row: dict[str, Any], data: Path, language: Language) -> str:
    """The sentence with its figure in bold, or the derivation of an implied value."""
    if row["origin"] == "implied":
        inputs = {each["observation_id"]: each for each in jj.load("observations", data=data).to_dicts()}
        return sentence(row, jj.load("lineage", data=data).to_dicts(), inputs, language)
    quotation = jj.explain(row["observation_id"], data=data).quotations[0]
    return f"{quotation.before}**{quotation.figure}**{quotation.after}"


def accuracy(data: Path, language: Language) -> str:
    """How the statements in the tables compare with those that people annotated, as a markdown table."""
    sys.path.insert(0, str(ROOT / "tests"))
    from gold_scorer import read_gold, score  # noqa: PLC0415 - beside the tests, which fail below its bars

    sources = {row["document_id"]: row["source"] for row in jj.load("documents", data=data).to_dicts()}
    seen: dict[str, list[dict[str, Any]]] = {source: [] for source in sources.values()}
    for row in jj.load("statements", data=data).to_dicts():
        seen[sources[row["document_id"]]].append(row)
    names = {row["place"]: row["name_zh"] for row in jj.load("places", data=data).to_dicts()}
    result = score(read_gold(ROOT / "tests/gold/seeds.jsonl"), seen, names)
    head = {"en": "of {} annotated statements of the five documents", "zh": "五个文档中标注的 {} 条陈述"}
    lines = [f"| {label} | {result.share(name):.3f} |" for name, label in MEASURED[language].items()]
    return "\n".join([f"| {head[language].format(result.core)} | |", "|---|--:|", *lines])


def filled(page: str, parts: dict[str, str]) -> str:
    """The page with each made part between its marks."""
    for name, text in parts.items():
        pattern = re.compile(rf"(<!-- made: {name} -->\n).*?(<!-- end -->)", re.S)
        page, found = pattern.subn(lambda m, text=text: f"{m[1]}{text}\n{m[2]}", page)  # type: ignore[misc]
        if found != 1:
            raise ValueError(f"a README needs the marks of part {name!r} once, and has them {found} times")
    return page


if __name__ == "__main__":
    main()
