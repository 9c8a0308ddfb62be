"""The tables, declared once.

Arrow schemas, validation, the codebook (`columns` table, data package) and the documentation all come from
the declarations below; nothing else in the package names a column's type or meaning.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

SCHEMA_VERSION: Final = "1.0"
"""Within a major version columns are only added; types, names and meanings stay."""


@dataclass(frozen=True)
class Column:
    """One column: its name, Arrow type, meaning in both languages, and whether it may be null."""

    name: str
    type: pa.DataType
    en: str
    zh: str
    unit: str = ""
    nullable: bool = True
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One table: its name, meaning in both languages, key and columns in order."""

    name: str
    en: str
    zh: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [c.name for c in self.columns]

    def column(self, name: str) -> Column:
        """The column of that name (KeyError when there is none)."""
        return {c.name: c for c in self.columns}[name]

    def arrow(self) -> pa.Schema:
        """The Arrow schema, with the codebook in its table-level key-values."""
        fields = [pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns]
        codebook = [
            {"name": c.name, "type": str(c.type), "unit": c.unit, "en": c.en, "zh": c.zh}
            for c in self.columns
        ]
        metadata = {
            "schema_version": SCHEMA_VERSION,
            "table": self.name,
            "title_en": self.en,
            "title_zh": self.zh,
            "primary_key": ",".join(self.key),
            "columns": json.dumps(codebook, ensure_ascii=False, sort_keys=True),
        }
        return pa.schema(fields, metadata=metadata)


TEXT, INT, FLOAT, DATE, FLAG = pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()

MEASURES: Final = ("level", "change", "multiple", "share", "rank")
AGGREGATIONS: Final = ("period", "cumulative", "stock")
STATUSES: Final = ("actual", "target")
COMPARATORS: Final = ("=", "~", ">", ">=", "<", "<=")
BASES: Final = ("stated", "carried", "assumed")
PUBLISHED_BASES: Final = ("stated", "inferred", "given", "unknown")
ORIGINS: Final = ("reported", "implied")
AGREEMENTS: Final = ("single", "agree", "compatible", "conflict")
ROLES: Final = ("chosen", "supports", "contradicts", "superseded", "dropped")
CHECKS: Final = ("parts", "growth", "ratio", "total", "jump", "gap", "share", "target", "sources")
FINDINGS_SAY: Final = (
    "holds", "fails", "incomplete", "falls", "smaller", "jump", "gap", "above", "below", "met", "missed", "open",
    "not comparable", "agree", "conflict", "revised",
)  # fmt: skip
SEVERITIES: Final = ("info", "notice", "warning")
"""Least grave first."""

VERDICTS: Final = (
    "statement", "date", "name", "code", "ordinal", "reference", "slogan", "vague", "word",
    "heading-number", "markup", "repeated", "furniture", "garbled", "unread",
)  # fmt: skip

DOCUMENTS = Table(
    "documents", "Source documents and how they were read", "来源文档及其读取情况", ("document_id",),
    (
        Column("document_id", TEXT, "Stable id from the content", "由内容得出的稳定编号", nullable=False),
        Column("source", TEXT, "Path below the input folder (POSIX)", "输入文件夹下的路径", nullable=False),
        Column("title", TEXT, "Title", "标题"),
        Column("publisher", TEXT, "Who published it", "发布者"),
        Column("published", DATE, "Date of publication; the first day where only month or year is known", "发布日期；只知年或月时取第一天"),
        Column("published_precision", TEXT, "Precision of `published`", "发布日期的精度", values=("day", "month", "year")),
        Column("published_basis", TEXT, "How the date is known: stated in the text, inferred from it, given in sources.toml, unknown", "日期依据：文中写明、由文推断、sources.toml 给出、未知", values=PUBLISHED_BASES, nullable=False),
        Column("kind", TEXT, "Kind of document", "文档类型", values=("news", "plan", "work report", "communiqué", "other")),
        Column("place", TEXT, "Place whose document it is (code)", "文档所属地区（代码）"),
        Column("reported_period", TEXT, "Year or years the document reports on", "文档所报告的年份"),
        Column("script", TEXT, "Script of the text", "文字", values=("hans", "hant")),
        Column("media_type", TEXT, "Media type of the file", "文件类型"),
        Column("encoding", TEXT, "Character encoding found; null for formats that are no text", "字符编码（非文本格式为空）"),
        Column("sha256", TEXT, "SHA-256 of the file's bytes", "文件字节的 SHA-256"),
        Column("text", TEXT, "The text that all offsets count into: the decoded file, or what its reader took out; its publisher's, not ours", "全文，所有位置以此计：解码后的文件，或从文件中取出的文字；版权归发布者"),
        Column("n_chars", INT, "Length of `text`", "全文字符数", "code points", nullable=False),
        Column("n_numerals", INT, "Rows of the document in `numerals`", "数字登记条数", "rows", nullable=False),
        Column("n_statements", INT, "Rows of the document in `statements`", "陈述条数", "rows", nullable=False),
        Column("outcome", TEXT, "Whether the document could be read", "读取结果", values=("read", "failed"), nullable=False),
        Column("error", TEXT, "What could not be read and what to do: of the whole file if it failed, else of parts of it", "不能读取的内容与处理办法（整个文件，或其中一部分）"),
    ),
)  # fmt: skip

STATEMENTS = Table(
    "statements", "Every quantitative statement, in document order", "全部数量陈述，按文档顺序", ("statement_id",),
    (
        Column("statement_id", TEXT, "Stable id over rebuilds", "重建后不变的编号", nullable=False),
        Column("document_id", TEXT, "Document that states it", "所在文档", nullable=False),
        Column("char_start", INT, "First character of the value with comparator and unit, in documents.text", "数值（含限定词与单位）起始字符", "code points", nullable=False),
        Column("char_end", INT, "Character after the last", "结束字符（不含）", "code points", nullable=False),
        Column("value_text", TEXT, "The value as printed: documents.text[char_start:char_end]", "原文中的数值", nullable=False),
        Column("sentence", TEXT, "The sentence, repaired for reading, in simplified script", "所在句子（修复后，简体）", nullable=False),
        Column("sentence_start", INT, "First character of the sentence in documents.text", "句子起始字符", "code points", nullable=False),
        Column("sentence_end", INT, "Character after the sentence", "句子结束字符（不含）", "code points", nullable=False),
        Column("indicator", TEXT, "What is measured: a Chinese noun phrase with the verb that makes it specific, at most 40 characters", "所度量的事物（中文短语，至多40字）", nullable=False),
        Column("indicator_id", TEXT, "Catalogue id, or null", "指标编号（未收录则空）"),
        Column("value", FLOAT, "The number, scales multiplied out, changes signed", "数值（万、亿已乘出，升降带符号）", "see unit"),
        Column("value_upper", FLOAT, "Second end of a stated range", "区间的另一端", "see unit"),
        Column("value_low", FLOAT, "Smallest value that comparator and rounding allow; null for no bound", "限定词与舍入允许的最小值", "see unit"),
        Column("value_high", FLOAT, "Largest value that comparator and rounding allow; null for no bound", "限定词与舍入允许的最大值", "see unit"),
        Column("unit", TEXT, "Unit code (table units)", "单位代码", nullable=False),
        Column("unit_text", TEXT, "Unit or classifier as printed, without scale", "原文单位或量词"),
        Column("comparator", TEXT, "What the words around the number say of it", "限定关系", values=COMPARATORS, nullable=False),
        Column("measure", TEXT, "What kind of number it is", "数字的性质", values=MEASURES, nullable=False),
        Column("aggregation", TEXT, "Flow during a period, cumulative since a start, or stock at a moment", "时期数、累计数或时点数", values=AGGREGATIONS),
        Column("status", TEXT, "Result or target", "实绩或目标", values=STATUSES, nullable=False),
        Column("period_start", DATE, "First day of the time the number refers to", "所指时间的第一天"),
        Column("period_end", DATE, "Last day of the time the number refers to (inclusive)", "所指时间的最后一天（含）"),
        Column("period_text", TEXT, "The words that state the time", "表示时间的原文"),
        Column("period_basis", TEXT, "Whether the time is stated with the number, carried from before, or assumed", "时间依据：写明、承前、推定", values=BASES),
        Column("base_start", DATE, "First day of the time a change or multiple compares with", "比较基期的第一天"),
        Column("base_end", DATE, "Last day of the time a change or multiple compares with", "比较基期的最后一天"),
        Column("price_basis", TEXT, "Prices of amounts and growth", "价格口径", values=("nominal", "comparable")),
        Column("place", TEXT, "Whom the number describes: place codes joined by +", "所述地区（代码，以 + 连接）"),
        Column("place_basis", TEXT, "Whether the place is stated with the number, carried from before, or assumed", "地区依据：写明、承前、推定", values=BASES),
        Column("counterpart", TEXT, "The other side of a flow: place codes joined by +", "流动的另一方地区"),
        Column("part_of", TEXT, "Statement whose part this is", "所属总量的陈述编号"),
        Column("topic", TEXT, "Topic of the indicator", "主题"),
        Column("locator", TEXT, "Where in the file it stands: page, table row, sheet and cell, footnote; null where only the offset says it", "在文件中的位置：页码、表格行、工作表与单元格、脚注"),
        Column("rule", TEXT, "Names of the rules that made this reading, joined by a space", "得出此读法的规则名"),
    ),
)  # fmt: skip

NUMERALS = Table(
    "numerals", "The ledger: every numeral of every document, statement or not", "数字登记簿：文档中每一个数字，无论是否为陈述", ("document_id", "char_start"),
    (
        Column("document_id", TEXT, "Document", "所在文档", nullable=False),
        Column("char_start", INT, "First character in documents.text", "起始字符", "code points", nullable=False),
        Column("char_end", INT, "Character after the last", "结束字符（不含）", "code points", nullable=False),
        Column("text", TEXT, "The numeral as printed", "原文", nullable=False),
        Column("verdict", TEXT, "Statement, or the reason why it is none", "判定：陈述，或不是陈述的原因", values=VERDICTS, nullable=False),
        Column("statement_id", TEXT, "The statement it belongs to, or null", "所属陈述"),
    ),
)  # fmt: skip

OBSERVATIONS = Table(
    "observations", "The tidy table: one row for each indicator, place, kind and time", "整洁的观测表：每个指标、地区、口径与时间一行", ("observation_id",),
    (
        Column("observation_id", TEXT, "Stable id", "稳定编号", nullable=False),
        Column("indicator_id", TEXT, "Catalogue id", "指标编号", nullable=False),
        Column("place", TEXT, "Whom the number describes", "地区", nullable=False),
        Column("counterpart", TEXT, "The other side of a flow", "流动的另一方"),
        Column("measure", TEXT, "What kind of number it is", "数字的性质", values=MEASURES, nullable=False),
        Column("aggregation", TEXT, "Flow, cumulative or stock", "时期数、累计数或时点数", values=AGGREGATIONS),
        Column("status", TEXT, "Result or target", "实绩或目标", values=STATUSES, nullable=False),
        Column("unit", TEXT, "Unit code of the catalogue", "单位代码", nullable=False),
        Column("base_start", DATE, "Base of a change or multiple", "比较基期的第一天"),
        Column("price_basis", TEXT, "Prices of amounts and growth", "价格口径", values=("nominal", "comparable")),
        Column("period_start", DATE, "First day of the time", "时间的第一天"),
        Column("period_end", DATE, "Last day of the time (inclusive)", "时间的最后一天（含）"),
        Column("year", INT, "Year of period_end", "年份", "year"),
        Column("value", FLOAT, "The value in the catalogue's unit", "数值（指标目录的单位）", "see unit"),
        Column("value_low", FLOAT, "Smallest value allowed; null for no bound", "允许的最小值", "see unit"),
        Column("value_high", FLOAT, "Largest value allowed; null for no bound", "允许的最大值", "see unit"),
        Column("comparator", TEXT, "What the source's words say of the value", "限定关系", values=COMPARATORS, nullable=False),
        Column("origin", TEXT, "Stated in a document, or computed from such", "报告值或推算值", values=ORIGINS, nullable=False),
        Column("vintage", DATE, "Publication date of the chosen source", "所选来源的发布日期"),
        Column("n_sources", INT, "Documents that state it", "来源文档数", "documents", nullable=False),
        Column("agreement", TEXT, "How the sources compare", "各来源是否一致", values=AGREEMENTS, nullable=False),
        Column("is_latest", FLAG, "Whether this is the latest vintage", "是否最新版本", nullable=False),
    ),
)  # fmt: skip

EVIDENCE = Table(
    "evidence", "Which statements stand behind an observation, and in what role", "观测与陈述的对应及其作用", ("observation_id", "statement_id"),
    (
        Column("observation_id", TEXT, "Observation", "观测编号", nullable=False),
        Column("statement_id", TEXT, "Statement", "陈述编号", nullable=False),
        Column("role", TEXT, "Role of the statement; dropped: left out by a correction", "作用；dropped 为经人工更正剔除", values=ROLES, nullable=False),
        Column("correction", TEXT, "Who corrected the reading of the statement and why; null where nobody did", "何人因何更正了该陈述的读法；未更正则空"),
    ),
)  # fmt: skip

CORRECTIONS = Table(
    "corrections", "What people corrected in the reading (corrections.toml)", "人工更正（corrections.toml）", ("statement_id", "column"),
    (
        Column("statement_id", TEXT, "Statement", "陈述编号", nullable=False),
        Column("column", TEXT, "Column of `statements` that was set; for a dropped statement indicator_id", "被更正的列；剔除的陈述为 indicator_id", nullable=False),
        Column("action", TEXT, "Whether the column was set, or the statement dropped", "更改或剔除", values=("set", "drop"), nullable=False),
        Column("before", TEXT, "What was read", "原读法"),
        Column("after", TEXT, "What it was set to", "更正后"),
        Column("value_text", TEXT, "The value as printed", "原文中的数值", nullable=False),
        Column("who", TEXT, "Who corrected it", "更正人", nullable=False),
        Column("why", TEXT, "Why", "理由", nullable=False),
    ),
)  # fmt: skip

LINEAGE = Table(
    "lineage", "How implied observations were computed", "推算值的由来", ("observation_id", "input_id", "input_role"),
    (
        Column("observation_id", TEXT, "Implied observation", "推算的观测", nullable=False),
        Column("formula", TEXT, "Formula in the input roles", "公式", nullable=False),
        Column("input_id", TEXT, "Observation that went in", "作为输入的观测", nullable=False),
        Column("input_role", TEXT, "Its role in the formula", "在公式中的作用", nullable=False),
    ),
)  # fmt: skip

FINDINGS = Table(
    "findings", "What checks found: what does not fit together, what does, and what is not known", "核查结果：不相符之处、相互印证之处与未知之处", ("finding_id",),
    (
        Column("finding_id", TEXT, "Stable id", "稳定编号", nullable=False),
        Column("check", TEXT, "The check that found it; docs/checks.md describes each", "核查项目，见 docs/checks.md", values=CHECKS, nullable=False),
        Column("verdict", TEXT, "What it found", "核查结论", values=FINDINGS_SAY, nullable=False),
        Column("severity", TEXT, "A warning contradicts itself or another source; a notice deserves a look; an info is good to know", "严重程度：warning 为自相矛盾或来源矛盾，notice 值得查看，info 供参考", values=SEVERITIES, nullable=False),
        Column("subject_id", TEXT, "Observation or statement that it speaks of", "所涉观测或陈述的编号", nullable=False),
        Column("related", TEXT, "Other observations or statements that it rests on, joined by |", "所依据的其他观测或陈述，以 | 连接"),
        Column("detail_en", TEXT, "The finding as an English sentence", "英文说明", nullable=False),
        Column("detail_zh", TEXT, "The finding as a Chinese sentence", "中文说明", nullable=False),
    ),
)  # fmt: skip

INDICATORS = Table(
    "indicators", "The catalogue of indicators", "指标目录", ("indicator_id",),
    (
        Column("indicator_id", TEXT, "Id", "编号", nullable=False),
        Column("name_en", TEXT, "English name", "英文名", nullable=False),
        Column("name_zh", TEXT, "Chinese name", "中文名", nullable=False),
        Column("definition_en", TEXT, "Definition in English", "英文定义"),
        Column("definition_zh", TEXT, "Definition in Chinese", "中文定义"),
        Column("topic", TEXT, "Topic", "主题", nullable=False),
        Column("unit", TEXT, "Unit code of its observations", "单位代码", nullable=False),
        Column("aggregation", TEXT, "Flow, cumulative or stock", "时期数、累计数或时点数", values=AGGREGATIONS),
        Column("better", TEXT, "Which direction is better", "何者为优", values=("higher", "lower", "neither")),
        Column("additive", FLAG, "Whether places add up", "各地区可否相加", nullable=False),
        Column("aliases", TEXT, "Other wordings, joined by |", "其他说法，以 | 连接"),
        Column("publisher", TEXT, "Office that publishes it, where known", "发布部门"),
    ),
)  # fmt: skip

PLACES = Table(
    "places", "Places and groups of places", "地区与地区组合", ("place",),
    (
        Column("place", TEXT, "GB/T 2260 code, short code, or printed name", "代码", nullable=False),
        Column("name_zh", TEXT, "Chinese name", "中文名", nullable=False),
        Column("name_en", TEXT, "English name", "英文名"),
        Column("kind", TEXT, "Kind of place", "类别", nullable=False),
        Column("parent", TEXT, "Place it lies in", "上级地区"),
        Column("members", TEXT, "Members of a group, joined by +", "组成地区，以 + 连接"),
    ),
)  # fmt: skip

UNITS = Table(
    "units", "Unit codes", "单位代码表", ("unit",),
    (
        Column("unit", TEXT, "Unit code; UCUM where UCUM has it", "单位代码", nullable=False),
        Column("name_en", TEXT, "English name", "英文名", nullable=False),
        Column("name_zh", TEXT, "Chinese name", "中文名", nullable=False),
        Column("dimension", TEXT, "What it measures", "量纲", nullable=False),
        Column("texts", TEXT, "How it is printed, joined by |", "原文写法，以 | 连接"),
    ),
)  # fmt: skip

COLUMNS = Table(
    "columns", "The codebook: every column of every table", "数据字典：每张表的每一列", ("table", "column"),
    (
        Column("table", TEXT, "Table", "表", nullable=False),
        Column("column", TEXT, "Column", "列", nullable=False),
        Column("position", INT, "Position, from 1", "序号", nullable=False),
        Column("type", TEXT, "Arrow type", "类型", nullable=False),
        Column("unit", TEXT, "Unit of the values", "单位"),
        Column("nullable", FLAG, "Whether it may be null", "可否为空", nullable=False),
        Column("values", TEXT, "Allowed values, joined by |", "允许的取值，以 | 连接"),
        Column("meaning_en", TEXT, "Meaning in English", "英文含义", nullable=False),
        Column("meaning_zh", TEXT, "Meaning in Chinese", "中文含义", nullable=False),
    ),
)  # fmt: skip

TABLES: Final[dict[str, Table]] = {
    t.name: t
    for t in (
        DOCUMENTS, STATEMENTS, NUMERALS, OBSERVATIONS, EVIDENCE, CORRECTIONS, LINEAGE, FINDINGS, INDICATORS,
        PLACES, UNITS, COLUMNS,
    )
}  # fmt: skip


def codebook_rows() -> list[dict[str, object]]:
    """Rows of the `columns` table, in order of table and position."""
    return [
        {
            "table": t.name,
            "column": c.name,
            "position": n,
            "type": str(c.type),
            "unit": c.unit,
            "nullable": c.nullable,
            "values": "|".join(c.values),
            "meaning_en": c.en,
            "meaning_zh": c.zh,
        }
        for t in TABLES.values()
        for n, c in enumerate(t.columns, 1)
    ]
