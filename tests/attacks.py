"""Tables and documents made of attacks: every text says something to a browser, a shell, a notebook or a chart."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

from made_up import Row, Story

from jjjdata.schema import TABLES, TEXT
from jjjdata.store import write_tables

ATTACKS = (
    "<script>document.title='hacked'</script>",
    '"><img src=http://evil.invalid/a onerror="document.title=\'hacked\'">',
    "'onmouseover='document.title=1' autofocus onfocus='document.title=1' x='",
    "</title></style></script><svg onload=document.title=1><base href=http://evil.invalid/>",
    "<a href=javascript:document.title=1>javascript:document.title=1</a>",
    "<iframe srcdoc='<script>parent.document.title=1</script>'></iframe><meta http-equiv=refresh content='0;url=//evil.invalid'>",
    "<style>@import url(http://evil.invalid/b.css);*{background:url(//evil.invalid/c)}</style>",
    "--><!--<form action=//evil.invalid><button formaction=javascript:alert(1)>",
    "{{ 7 * 7 }}{% raw %}{{ config }}${7*7}#{7*7}<%= 7 %>",
    "$\\frac{1}{0}$ $x_{ $ \\input{/etc/passwd} [x](javascript:alert(1)) ![x](//evil.invalid/d)",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; \\u003cscript\\u003e %3Cscript%3E",
    "\u202e<b>\u2066\x1b[31m\x07\u2028\u2029]]>",
    "' + __import__('pathlib').Path('owned').touch() + '\n\"\"\"\n'''\\",
    "=HYPERLINK(\"http://evil.invalid\")",
)  # fmt: skip
PLACE = "../../up' __import__('os')\n\"\"\"<img src=//evil.invalid/e onerror=document.title=1>"
INDICATOR = "x/../../y\"'); __import__('pathlib').Path('owned').touch() #<script>"
MARKS = ("evil.invalid", "document.title", "alert(")

# What code looks up elsewhere, and what must be as it is for the tables to be tables at all.
KEPT = frozenset(
    ("document_id", "statement_id", "observation_id", "finding_id", "subject_id", "related", "input_id", "indicator_id",
     "place", "counterpart", "unit", "part_of", "parent", "members", "topic", "text", "sentence", "value_text", "sha256",
     "encoding", "media_type", "formula", "input_role", "column", "table", "type", "finding_id", "reported_period", "kind")
)  # fmt: skip


def story() -> Story:
    """Figures of every kind whose indicator, place, documents and sentences are attacks."""
    made, attack = Story(), cycle(ATTACKS)
    made.place(PLACE, "某地", "Somewhere")
    made.indicator(INDICATOR, "关停数", "Closures", "count", better="higher")
    made.indicator("other", "新增数", "Openings", "count", better="higher")
    made.document("d1", "要点")
    made.document("d2", "报告")

    def said(figure: str) -> str:
        return f"{next(attack)}关停[{figure}]{next(attack)}。"

    first = made.stated(INDICATOR, PLACE, 2019, 35, said("35家"))
    made.against(first, 39, said("39家"), "d2")
    level = made.stated(INDICATOR, PLACE, 2021, 41, said("41家"), document="d2")
    change = made.stated(INDICATOR, PLACE, 2021, 25.0, said("25%"), measure="change", unit="%", document="d2")
    made.implied(
        INDICATOR, PLACE, 2020, 33, 32, 34, {"level": level, "change": change}, "level / (1 + change)"
    )
    made.stated(INDICATOR, PLACE, 2022, 60, said("60家"), status="target", comparator=">=", value_high=None)
    made.stated(INDICATOR, PLACE, 2022, 50, said("超50家"), comparator=">", value_high=None)
    made.stated(INDICATOR, PLACE, 2022, 500, said("500家"), aggregation="cumulative")
    for year in (2019, 2020):
        made.stated("other", PLACE, year, year, f"{next(attack)}新增[{year}家]。")
    for each in ATTACKS:  # each at least once in a document
        made.against(first, 39, f"{each}关停[39家]{each}。", "d2")
    made.tables["findings"].append(_finding(first))
    made.tables["corrections"].append(_correction())
    return made


def write(made: Story, data: Path) -> Path:
    """The tables, with an attack behind every text that may be any text."""
    made.write(data)
    attack = cycle(ATTACKS)
    tables = {name: [_attacked(name, row, attack) for row in rows] for name, rows in made.tables.items()}
    write_tables(tables, data)
    return data


def _attacked(table: str, row: Row, attack: Any) -> Row:
    open_columns = {
        column.name for column in TABLES[table].columns
        if column.type == TEXT and not column.values and column.name not in KEPT
    }  # fmt: skip
    return {
        name: f"{value}{next(attack)}" if name in open_columns and value is not None else value
        for name, value in row.items()
    }


def _finding(observation: str) -> Row:
    values = {
        "finding_id": "f1", "subject_id": observation, "check": "sources", "verdict": "conflict", "severity": "warning",
        "detail_en": "Two", "detail_zh": "两",
    }  # fmt: skip
    return {name: values.get(name) for name in TABLES["findings"].names}


def _correction() -> Row:
    values = {
        "statement_id": "s000", "column": "value", "action": "set", "before": "35", "after": "36",
        "value_text": "35家", "who": "me", "why": "because",
    }  # fmt: skip
    return {name: values[name] for name in TABLES["corrections"].names}


def documents(folder: Path) -> Path:
    """Real files made of attacks, with titles, publishers and names that are attacks."""
    folder.mkdir()
    facts = []
    for number in range(0, len(ATTACKS), 4):
        attack = "".join(ATTACKS[number : number + 4])
        name = attack.replace("/", "∕").replace("\n", " ")[:60] + ".txt"
        lines = [attack]
        for each in ATTACKS[number : number + 4]:
            lines += [
                f"2021年,全市退出一般制造业企业{number + 5}家{each}。",
                f"{each}2022年增长{number}.5%。",
            ]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
        quoted, key = _toml(attack), _toml(name)
        facts.append(
            f"[{key}]\ntitle = {quoted}\npublisher = {quoted}\npublished = '2023'\nlicence = {quoted}\n"
        )
    (folder / "sources.toml").write_text("\n".join(facts), encoding="utf-8")
    return folder


def _toml(text: str) -> str:
    """A text as TOML writes it, with everything but letters and digits written out."""
    return '"' + "".join(c if c.isalnum() else f"\\U{ord(c):08X}" for c in text) + '"'
