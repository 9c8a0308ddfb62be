"""Made-up tables: another region, other indicators and figures than any document of the collection."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jjjdata.schema import TABLES
from jjjdata.store import write_tables

Row = dict[str, Any]
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


class Story:
    """A small set of tables, built figure by figure; every figure gets its own document sentence."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {name: [] for name in TABLES}
        self.texts: dict[str, str] = {}
        self._documents: dict[str, Row] = {}

    def indicator(self, code: str, zh: str, en: str, unit: str, **more: Any) -> None:
        base = {
            "indicator_id": code, "name_zh": zh, "name_en": en, "topic": "测试", "unit": unit, "additive": False,
            "aggregation": "period", "better": "neither", "aliases": "",
            "definition_zh": f"{zh}的定义。", "definition_en": f"Definition of {en}.",
        }  # fmt: skip
        self.tables["indicators"].append(_row("indicators", {**base, **more}))

    def place(self, code: str, zh: str, en: str, **more: Any) -> None:
        self.tables["places"].append(
            _row("places", {"place": code, "name_zh": zh, "name_en": en, "kind": "province", **more})
        )

    def document(self, code: str, title: str, published: date | None = date(2020, 3, 1)) -> None:
        row = {
            "document_id": code, "source": f"{code}.txt", "title": title, "published": published,
            "published_precision": "day" if published else None, "published_basis": "stated" if published else "unknown",
            "kind": "news", "sha256": code * 8, "text": "", "n_chars": 0, "n_numerals": 0, "n_statements": 0,
            "outcome": "read", "script": "hans", "media_type": "text/plain", "encoding": "utf-8",
        }  # fmt: skip
        self._documents[code] = _row("documents", row)
        self.texts[code] = ""

    def stated(self, indicator: str, place: str, year: int, value: float, text: str, **more: Any) -> str:
        """An observation with its statement; returns the observation's id."""
        document = more.pop("document", next(iter(self._documents)))
        statement = self._statement(indicator, place, year, value, text, document, more)
        number = len(self.tables["observations"])
        row = self._observation(f"o{number:03d}", indicator, place, year, value, statement["unit"], more)
        self._evidence(row["observation_id"], statement["statement_id"], "chosen")
        return str(row["observation_id"])

    def against(self, observation: str, value: float, text: str, document: str) -> None:
        """Another source that contradicts an observation."""
        row = next(r for r in self.tables["observations"] if r["observation_id"] == observation)
        row.update(agreement="conflict", n_sources=2)
        more = {"value_low": value, "value_high": value}
        statement = self._statement(
            row["indicator_id"], row["place"], row["year"], value, text, document, more
        )
        self._evidence(observation, statement["statement_id"], "contradicts")

    def implied(
        self,
        indicator: str,
        place: str,
        year: int,
        value: float,
        low: float,
        high: float,
        inputs: dict[str, str],
        formula: str,
        **more: Any,
    ) -> str:
        """An implied observation with its lineage; `inputs` are observation ids by role."""
        unit = next(r["unit"] for r in self.tables["indicators"] if r["indicator_id"] == indicator)
        facts = {"value_low": low, "value_high": high, "origin": "implied", "n_sources": 0, **more}
        number = len(self.tables["observations"])
        row = self._observation(f"o{number:03d}", indicator, place, year, value, unit, facts)
        for role, source in inputs.items():
            line = {
                "observation_id": row["observation_id"],
                "formula": formula,
                "input_id": source,
                "input_role": role,
            }
            self.tables["lineage"].append(_row("lineage", line))
        return str(row["observation_id"])

    def corrected(self, statement: str, column: str, before: str, after: str | None, why: str) -> None:
        """A correction of a statement; without an `after` the statement was dropped."""
        row = next(r for r in self.tables["statements"] if r["statement_id"] == statement)
        made = {
            "statement_id": statement, "column": column, "action": "set" if after else "drop", "before": before,
            "after": after, "value_text": row["value_text"], "who": "王核对", "why": why,
        }  # fmt: skip
        self.tables["corrections"].append(_row("corrections", made))
        for link in self.tables["evidence"]:
            if link["statement_id"] == statement:
                link["correction"] = f"王核对: {why}"
                if not after:
                    link["role"] = "dropped"

    def found(self, check: str, verdict: str, severity: str, subject: str, related: str, said: str) -> None:
        """A finding of the checks, worded alike in both languages."""
        made = {
            "finding_id": f"f{len(self.tables['findings'])}", "check": check, "verdict": verdict, "severity": severity,
            "subject_id": subject, "related": related, "detail_en": f"Found: {said}", "detail_zh": f"核查：{said}",
        }  # fmt: skip
        self.tables["findings"].append(_row("findings", made))

    def write(self, data: Path) -> Path:
        """Write the tables into a folder."""
        for code, row in self._documents.items():
            row["text"], row["n_chars"] = self.texts[code], len(self.texts[code])
        self.tables["documents"] = list(self._documents.values())
        write_tables(self.tables, data)
        return data

    def _observation(
        self, key: str, indicator: str, place: str, year: int, value: float, unit: str, more: Row
    ) -> Row:
        base = {
            "observation_id": key, "indicator_id": indicator, "place": place, "measure": "level",
            "aggregation": "period", "status": "actual", "unit": unit, "period_start": date(year, 1, 1),
            "period_end": date(year, 12, 31), "year": year, "value": value, "value_low": value, "value_high": value,
            "comparator": "=", "origin": "reported", "n_sources": 1, "agreement": "single", "is_latest": True,
        }  # fmt: skip
        row = _row(
            "observations", {**base, **{k: v for k, v in more.items() if k in TABLES["observations"].names}}
        )
        self.tables["observations"].append(row)
        return row

    def _statement(
        self, indicator: str, place: str, year: int, value: float, text: str, document: str, more: Row
    ) -> Row:
        """`text` is the sentence with the printed value in brackets: "退出企业[309家]。"."""
        before, _, rest = text.partition("[")
        printed, _, after = rest.partition("]")
        start = len(self.texts[document])
        self.texts[document] += f"{before}{printed}{after}\n"
        catalogue = next(r for r in self.tables["indicators"] if r["indicator_id"] == indicator)
        base = {
            "statement_id": f"s{len(self.tables['statements']):03d}", "document_id": document,
            "char_start": start + len(before), "char_end": start + len(before) + len(printed), "value_text": printed,
            "sentence": f"{before}{printed}{after}", "sentence_start": start,
            "sentence_end": start + len(before + printed + after), "indicator": catalogue["name_zh"],
            "indicator_id": indicator, "value": value, "value_low": value, "value_high": value,
            "unit": catalogue["unit"], "comparator": "=", "measure": "level", "aggregation": "period",
            "status": "actual", "period_start": date(year, 1, 1), "period_end": date(year, 12, 31),
            "period_basis": "stated", "place": place, "place_basis": "stated", "rule": "made-up",
        }  # fmt: skip
        row = _row(
            "statements", {**base, **{k: v for k, v in more.items() if k in TABLES["statements"].names}}
        )
        self.tables["statements"].append(row)
        return row

    def _evidence(self, observation: str, statement: str, role: str) -> None:
        line = {"observation_id": observation, "statement_id": statement, "role": role}
        self.tables["evidence"].append(_row("evidence", line))


def _row(table: str, values: Row) -> Row:
    return {name: values.get(name) for name in TABLES[table].names}


def story() -> Story:
    """Every kind of mark: stated, implied, open, about, target, cumulative, conflicting, hostile text."""
    made = Story()
    made.place("430000", "湖南", "Hunan")
    made.place("420000", "湖北", "Hubei")
    made.document("d1", "湖南省年度工作要点", date(2019, 6, 1))
    made.document("d2", f"湖南日报{HOSTILE}", date(2022, 1, 5))
    _ozone(made)
    _mills(made)
    _trade(made)
    return made


def _ozone(made: Story) -> None:
    made.indicator("ozone", "臭氧年均浓度", "Ozone annual mean", "ug/m3", better="lower")
    last = made.stated(
        "ozone",
        "430000",
        2022,
        41,
        "全省臭氧年均浓度为[41微克/立方米]。",
        value_low=40.5,
        value_high=41.5,
        document="d2",
    )
    fall = made.stated(
        "ozone", "430000", 2022, -52.4, f"较2013年下降[52.4%]{HOSTILE}。", measure="change", unit="%",
        base_start=date(2013, 1, 1), value_low=-52.45, value_high=-52.35, document="d2",
    )  # fmt: skip
    made.implied(
        "ozone",
        "430000",
        2013,
        86.13,
        84.99,
        87.28,
        {"level": last, "change": fall},
        "level / (1 + change)",
    )
    made.stated(
        "ozone", "430000", 2021, 44, "2021年臭氧浓度[44微克/立方米]。", value_low=43.5, value_high=44.5
    )
    made.stated(
        "ozone",
        "430000",
        2018,
        60,
        "2018年浓度约[60微克/立方米]。",
        comparator="~",
        value_low=57,
        value_high=63,
    )


def _mills(made: Story) -> None:
    made.indicator("mills", "关停小水泥厂", "Small cement mills closed", "count", better="higher")
    made.stated("mills", "430000", 2017, 812, "2017年关停小水泥厂[812家]。", unit_text="家")
    disputed = made.stated("mills", "430000", 2018, 640, "2018年关停小水泥厂[640家]。", unit_text="家")
    made.against(disputed, 655, "全年关停小水泥厂[655家]。", "d2")
    made.stated(
        "mills",
        "430000",
        2019,
        400,
        "今年将关停[400家]以上。",
        unit_text="家",
        status="target",
        comparator=">=",
        value_high=None,
    )
    made.stated("mills", "430000", 2019, 388, "计划关停[388家]。", unit_text="家", status="target")
    made.stated(
        "mills", "430000", 2020, 350, "2020年关停[超350家]。", unit_text="家", comparator=">", value_high=None
    )
    made.stated(
        "mills", "430000", 2023, 90, "2023年关停[近90家]。", unit_text="家", comparator="<", value_low=None
    )
    made.stated(
        "mills", "430000", 2022, 5200, "2016年以来累计关停[5200家]。", unit_text="家", aggregation="cumulative",
        period_start=date(2016, 1, 1),
    )  # fmt: skip


def _trade(made: Story) -> None:
    made.indicator("trade", "跨省交易额", "Trade across provinces", "CNY", better="higher")
    made.stated("trade", "430000", 2020, 1.2e11, "对湖北交易额[1200亿元]。", counterpart="420000")
    made.stated("trade", "430000", 2021, 1.53e11, "对湖北交易额[1530亿元]。", counterpart="420000")
    made.stated("trade", "420000", 2021, 2.4e12, "湖北交易额[2.4万亿元]。")
