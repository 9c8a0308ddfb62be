"""Numerals: what one is, its value and its precision."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jjjdata.recognise.numerals import LONGEST, NUMERAL, precision_of, value_of
from jjjdata.recognise.quantities import numerals

VALUES = [
    ("plain", "247", "247"),
    ("separators", "1,229", "1229"),
    ("chinese-commas", "1，229", "1229"),
    ("decimals", "350.40", "350.4"),
    ("scale", "1,229亿", "122900000000"),
    ("two-scales", "1.2万亿", "1200000000000"),
    ("hundred-thousand-million", "百万亿", "100000000000000"),
    ("inner-more", "6700多亿", "670000000000"),
    ("inner-odd", "二十几万", "200000"),
    ("mixed", "25万6千", "256000"),
    ("mixed-deep", "5亿1万4千6百", "500014600"),
    ("mixed-digits", "3万4000", "34000"),
    ("mixed-zero", "1千零20", "1020"),
    ("thousand-letter", "3.5k", "3500"),
    ("ten", "十", "10"),
    ("teens", "十五", "15"),
    ("tens", "五十", "50"),
    ("hundreds", "三百二十", "320"),
    ("elliptical-hundred", "四百五", "450"),
    ("elliptical-thousand", "一千三", "1300"),
    ("elliptical-myriad", "九十二万四", "924000"),
    ("zero-stops-ellipsis", "一千零五", "1005"),
    ("digits", "二〇二三", "2023"),
    ("pair", "两千", "2000"),
    ("bare-scale", "千亿", "100000000000"),
    ("nested", "四亿五千六百四十二万零一十五", "456420015"),
    ("scaled-scale", "一万五千亿", "1500000000000"),
    ("point", "三点五", "3.5"),
    ("point-scaled", "三点五万", "35000"),
    ("cheque", "伍拾万", "500000"),
    ("cheque-long", "十万柒仟捌佰伍拾肆", "107854"),
    ("common-one", "壹百", "100"),
    ("trillion", "五兆六十二亿", "5006200000000"),
]


@pytest.mark.parametrize(("numeral", "value"), [c[1:] for c in VALUES], ids=[c[0] for c in VALUES])
def test_value(numeral, value):
    match = re.fullmatch(NUMERAL, numeral)
    assert match is not None, "not one numeral"
    assert str(value_of(numeral)) == value


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("541万千瓦", "541万"), ("3千克", "3"), ("1.2百分点", "1.2"), ("8千伏", "8"), ("三千米", "三"),
        ("100兆瓦", "100"), ("12,3456", "12"), ("大陆千年", None), ("2023年", "2023"), ("1.2.3", "1.2"),
    ],
)  # fmt: skip
def test_where_a_numeral_ends(text, numeral):
    match = re.match(NUMERAL, text)
    assert (match and match[0]) == numeral


@pytest.mark.parametrize("numeral", ["三百x", "万元", "二" * (LONGEST + 1)])
def test_what_is_no_numeral_is_refused(numeral):
    with pytest.raises(ValueError, match=r"numeral|number"):
        value_of(numeral)


@pytest.mark.parametrize(
    ("numeral", "half"),
    [
        ("33", None), ("656", None), ("十二", None), ("三百二十", None), ("3万4000", None),
        ("33.0", "0.05"), ("16.53万", "50"), ("350.4亿", "5000000"), ("1万", "5000"), ("25万6千", "500"),
        ("两万", "5000"), ("一百二十万", "5000"), ("三点五", "0.05"), ("三点五万", "500"), ("6700多亿", "50000000"),
        ("千亿", "50000000000"),
    ],
)  # fmt: skip
def test_precision(numeral, half):
    assert precision_of(numeral) == (None if half is None else Decimal(half))


DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A whole number below 10**12 in Chinese, as a book would write it."""
    if number == 0:
        return ""
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            high, low = divmod(number, scale)
            gap = "零" if 0 < low < scale // 10 else ""
            return in_chinese(high) + name + gap + in_chinese(low)
    written, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            written += ("零" if zero and written else "") + DIGITS[digit] + name
            zero = False
        elif written:
            zero = True
    return written


@given(st.integers(1, 10**12 - 1))
def test_what_is_written_in_chinese_is_read_back(number):
    written = in_chinese(number)
    assert re.fullmatch(NUMERAL, written)
    assert value_of(written) == number


@given(
    st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "万", "亿", "万亿"]),
)
def test_arabic_numerals_are_exact_whatever_their_separators(number, scale):
    value = value_of(f"{number}{scale}")
    assert value == number * value_of(f"1{scale}")
    assert value_of(f"{number:,}{scale}") == value
    assert str(value) == format(value, "f")


@given(st.text("0123456789零一二两三四五六七八九十百千万亿点多余几.,，壹拾佰 k", max_size=30))
def test_every_numeral_has_a_value(text):
    for match in re.finditer(NUMERAL, text):
        if len(match[0]) <= LONGEST:
            assert value_of(match[0]) >= 0


NUMBERS = [
    ("signs", "负三十二、-2.5、2-3", ["-32", "-2.5", "2", "3"]),
    ("fractions", "五分之一，十一又四分之一，1/2，1 1/2", ["0.2", "11.25", "0.5", "1.5"]),
    ("percentage", "百分之五", ["5"]),
    ("words", "一切、四川、统一、十足", []),
    ("bare-scale", "万、千", []),
    ("leading-point", ".5", ["0.5"]),
]


@pytest.mark.parametrize(("text", "values"), [c[1:] for c in NUMBERS], ids=[c[0] for c in NUMBERS])
def test_every_number_of_a_text(text, values):
    assert [str(n.value) for n in numerals(text)] == values


@given(st.text("0123456789零一二三十百万亿分之又负-/. 点", max_size=40))
def test_numbers_stand_where_they_say(text):
    position = 0
    for number in numerals(text):
        assert position <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
        position = number.end
