"""Rules of reading for lists told twice, comparisons with others and odd units, on made-up sentences."""

from __future__ import annotations

import pytest
from test_statements import read, says

# id, text, facts of the document, and for each statement the columns that must stand so
CASES = [
    (
        "second-list-answers-to-the-same-cities",
        "石家庄市、唐山市粮食产量分别为71.5万吨、62.3万吨，PM2.5平均浓度分别下降5.1%、4.2%。",
        {"place": "130000"},
        [
            {"indicator_id": "grain_output", "place": "130100"},
            {"indicator_id": "grain_output", "place": "130200"},
            {"indicator_id": "pm25", "place": "130100", "value": -5.1},
            {"indicator_id": "pm25", "place": "130200", "value": -4.2},
        ],
    ),
    (
        "second-list-answers-to-counted-cities",
        "郑州、洛阳两市常住人口分别为1282.8万人和707.9万人；城镇化率分别为79.4%和66.5%。",
        {"place": "410000"},
        [
            {"indicator_id": "population", "place": "410100"},
            {"indicator_id": "population", "place": "410300"},
            {"indicator_id": "urbanisation_rate", "place": "410100"},
            {"indicator_id": "urbanisation_rate", "place": "410300"},
        ],
    ),
    (
        "group-told-member-by-member",
        "京津冀协同推进。三地签约项目分别为30、20、10个，总投资分别达90亿元、60亿元、30亿元。",
        {"place": "JJJ"},
        [{"place": p} for p in ("110000", "120000", "130000") * 2],
    ),
    (
        "second-list-answers-to-the-same-households",
        "城镇、农村居民人均可支配收入分别为4.1万元、2.2万元，人均消费支出分别增长5.1%、6.2%。",
        {},
        [
            {"indicator": "城镇居民人均可支配收入"},
            {"indicator": "农村居民人均可支配收入"},
            {"indicator": "城镇居民人均消费支出", "value": 5.1},
            {"indicator": "农村居民人均消费支出", "value": 6.2},
        ],
    ),
]


@pytest.mark.parametrize(("text", "known", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_reading(text, known, expected):
    rows = read(text, **known)
    assert len(rows) == len(expected), [r["value_text"] for r in rows]
    assert [says(row, rows, want) for row, want in zip(rows, expected, strict=True)] == expected
