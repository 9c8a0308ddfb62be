"""What the pages of reports say, and what they can never do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from made_up import HOSTILE
from reporting import Tags, run_in_process

from jjjdata.charts.subject import Collection
from jjjdata.charts.wording import wording
from jjjdata.reports import (
    overview,
    trend,
)
from jjjdata.reports.content.derivations import formula_words
from jjjdata.reports.content.fragments import CHART_FACTS, END_FACTS
from jjjdata.reports.pages.frame import Surroundings
from jjjdata.reports.pages.page import render

AROUND = Surroundings("../index.html", "x.en.html", notebook="../notebooks/x.ipynb")


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, str]:
    made = {}
    for language in ("zh", "en"):
        for indicator in ("ozone", "mills", "trade"):
            report = trend(indicator, "430000", language=language, data=folder)
            made[f"{indicator}.{language}"] = render(run_in_process(report), AROUND)
        made[f"overview.{language}"] = render(
            run_in_process(overview(language=language, data=folder)), AROUND
        )
    return made


def test_pages_hold_everything_and_load_nothing(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        elements = Tags(page).elements
        assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & {
            tag for tag, _ in elements
        }, name
        for tag, attributes in elements:
            assert "style" not in attributes, (name, tag)
            assert not any(key.startswith("on") for key in attributes), (name, tag)
            for key in ("href", "src", "xlink:href"):
                assert not re.match(r"(?i)\s*(\w+:|//)", attributes.get(key) or ""), (name, tag)
        assert not re.search(r"url\((?!#)|@import|@font-face", page), name
        policy = next(a["content"] for _, a in elements if a.get("http-equiv") == "Content-Security-Policy")
        assert policy is not None
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy


def test_pages_are_well_formed_and_ids_unique(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        tags = Tags(page)
        assert tags.open == [], name
        ids = [a["id"] for _, a in tags.elements if a.get("id")]
        assert len(ids) == len(set(ids)), name
        targets = {a["href"] for t, a in tags.elements if t == "a" and (a.get("href") or "").startswith("#")}
        assert {str(t)[1:] for t in targets} <= set(map(str, ids)), name


def test_document_text_is_escaped_everywhere(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        assert HOSTILE not in page, name
        assert "<script" not in page, name
    assert "&lt;script&gt;" in pages["ozone.zh"]


def test_pages_say_their_language_title_and_alternative_text(pages: dict[str, str]) -> None:
    assert '<html lang="zh-Hans">' in pages["mills.zh"]
    assert '<html lang="en">' in pages["mills.en"]
    assert "<title>湖南：关停小水泥厂</title>" in pages["mills.zh"]
    labels = [a["aria-label"] for t, a in Tags(pages["mills.zh"]).elements if a.get("role") == "img"]
    assert len(labels) == 2
    assert all("2019年目标不少于400家" in str(label) for label in labels)


def test_every_figure_leads_to_its_highlighted_sentence(pages: dict[str, str]) -> None:
    page = pages["mills.zh"]
    row = re.search(r'<tr id="figure-[^"]*"><td [^>]*><div>2018年.*?</tr>', page)
    assert row is not None
    links = re.findall(r'class="ref" href="#(sentence-\d+)"', row[0])
    assert len(links) == 2  # the chosen one and the one that contradicts it
    quoted = [re.search(rf'id="{link}"><blockquote[^>]*>(.*?)</blockquote>', page) for link in links]
    assert [q[1] for q in quoted if q] == [
        "2018年关停小水泥厂<mark>640家</mark>。",
        "全年关停小水泥厂<mark>655家</mark>。",
    ]


def test_implied_values_show_their_formula_and_its_sentences(
    pages: dict[str, str], collection: Collection
) -> None:
    subject = collection.subject("ozone", "430000")
    implied = next(row for row in subject.observations if row["origin"] == "implied")
    said = formula_words(subject, implied, wording("reports", "en"))
    assert said.startswith("41 ÷ (1 − 52.4%) = 86.1")
    part = pages["ozone.en"].split('id="derivations"')[1].split("</section>")[0]
    assert "possible range 84.9–87.3 µg/m³" in part
    assert part.count('class="ref"') == 2


def test_the_same_pieces_give_the_same_page(folder: Path) -> None:
    first, second = (render(run_in_process(trend("ozone", "430000", data=folder)), AROUND) for _ in range(2))
    assert first == second


def test_a_notebook_display_needs_no_script(folder: Path) -> None:
    report = trend("mills", "430000", data=folder)
    bundle = report.chart()._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<?xml")
    assert set(bundle[CHART_FACTS]) == {"narrow", "alt", "caption"}
    assert repr(report.heading()).startswith("湖南：关停小水泥厂")
    assert END_FACTS in report.citation()._repr_mimebundle_()
