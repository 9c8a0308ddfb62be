"""Bounds: what comparator and rounding allow, as an interval in signed space."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjjdata.recognise.quantities import quantities
from jjjdata.statements.bounds import bounds

# id, text, sign of the measure, lowest and highest value (None: no bound)
BOUNDS = [
    ("count", "退出656家", 1, "656", "656"),
    ("chinese-count", "建成三座", 1, "3", "3"),
    ("scaled-count", "注册1.6万家", 1, "15500", "16500"),
    ("scaled-chinese", "注册两万家", 1, "15000", "25000"),
    ("mixed-scale", "新设25万6千户", 1, "255500", "256500"),
    ("measured", "浓度33微克/立方米", 1, "32.5", "33.5"),
    ("measured-decimals", "增长5.10%", 1, "5.095", "5.105"),
    ("scaled-unit", "装机1300千瓦", 1, "1299500", "1300500"),
    ("tenths-of-a-whole", "占3.5成", 1, "34.5", "35.5"),
    ("money", "投资227.4亿元", 1, "22735000000", "22745000000"),
    ("more", "超3000家", 1, "3000", None),
    ("at-least", "300家以上", 1, "300", None),
    ("less", "近1000个", 1, None, "1000"),
    ("at-most", "3%以内", 1, None, "3"),
    ("about", "约800亿元", 1, None, None),
    ("decline", "下降63.1%", -1, "-63.15", "-63.05"),
    ("decline-of-at-least", "减量30平方公里以上", -1, None, "-30"),
    ("decline-of-less", "下降近30%", -1, "-30", None),
    ("negative", "自然增长率为-0.57‰", 1, "-0.575", "-0.565"),
    ("range", "5000—6000亿元", 1, "500000000000", "600000000000"),
    ("declining-range", "下降3%—5%", -1, "-5", "-3"),
    ("rank", "居全国第3位", 1, "3", "3"),
    ("rank-among", "居全球前20名", 1, None, "20"),
    ("fraction", "占三分之二", 1, "66.6667", "66.6667"),
    ("doubling", "翻两番", 1, "4", "4"),
    ("scales-alone", "绿化百万亩", 1, "500000", "1500000"),
    ("bare", "人口增加100万", 1, "995000", "1005000"),
]


@pytest.mark.parametrize(("text", "sign", "low", "high"), [c[1:] for c in BOUNDS], ids=[c[0] for c in BOUNDS])
def test_bounds(text, sign, low, high):
    (q,) = quantities(text)
    found = bounds(q, q.value * sign)
    assert found == tuple(None if bound is None else Decimal(bound) for bound in (low, high))


@given(
    st.decimals(0, 10**5, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["家", "万家", "亿元", "%", "微克/立方米", "公里"]),
    st.sampled_from(["", "超", "近", "不足", "至少", "约"]),
    st.sampled_from([1, -1]),
)
def test_the_value_lies_within_its_bounds(number, unit, comparator, sign):
    (q,) = quantities(f"{comparator}{number}{unit}")
    value = q.value * sign
    low, high = bounds(q, value)
    assert low is None or low <= value
    assert high is None or value <= high
    if q.comparator == "=":
        assert low is not None
        assert high is not None
        assert low + high == 2 * value
