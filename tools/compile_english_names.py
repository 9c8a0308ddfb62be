"""Compile jjjdata/definitions/english_names.csv from divisions.csv with the package `pypinyin` (MIT).

How the table was made, and how to make it again::

    pip install pypinyin==0.55.0
    python tools/compile_english_names.py > jjjdata/definitions/english_names.csv

A name is its pinyin, written together, with an apostrophe before a later syllable that begins with a vowel. Names
from Mongolian, Tibetan, Uyghur and Manchu keep the form that atlases use, and names that pypinyin misreads are given
here. Two places of one name are told apart by their province. The result was compared with the Chinese names line by
line; do so again after a change.
"""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pypinyin import lazy_pinyin

HEADER = """\
# English names of prefectures, and of the districts of Beijing and Tianjin; those of provinces stand in places.toml.
# Compiled by tools/compile_english_names.py from divisions.csv with pypinyin 0.55.0 (MIT) and the usual forms of names
# from other languages that the tool lists; do not edit by hand.
"""
DEFINITIONS = Path(__file__).parents[1] / "jjjdata" / "definitions"
OF_DISTRICTS = ("110000", "120000")

USUAL = {
    "乌兰察布": "Ulanqab", "乌鲁木齐": "Ürümqi", "伊犁": "Ili", "克孜勒苏": "Kizilsu", "克拉玛依": "Karamay",
    "兴安": "Hinggan", "博尔塔拉": "Bortala", "吐鲁番": "Turpan", "和田": "Hotan", "呼伦贝尔": "Hulunbuir",
    "呼和浩特": "Hohhot", "哈尔滨": "Harbin", "哈密": "Hami", "喀什": "Kashgar", "大兴安岭": "Daxing'anling",
    "巴彦淖尔": "Bayannur", "巴音郭楞": "Bayingolin", "拉萨": "Lhasa", "日喀则": "Xigazê", "昌都": "Qamdo",
    "果洛": "Golog", "林芝": "Nyingchi", "甘孜": "Garzê", "那曲": "Nagqu", "鄂尔多斯": "Ordos",
    "锡林郭勒": "Xilingol", "阿克苏": "Aksu", "阿勒泰": "Altay", "阿拉善": "Alxa", "阿里": "Ngari",
    "齐齐哈尔": "Qiqihar",
}  # fmt: skip
MISREAD = {"吕梁": "Lüliang", "朝阳": "Chaoyang", "漯河": "Luohe", "长治": "Changzhi"}
PEOPLES = {
    "蒙古": "Mongol", "土家": "Tujia", "布依": "Buyei", "哈尼": "Hani", "朝鲜": "Korean", "景颇": "Jingpo",
    "傈僳": "Lisu", "哈萨克": "Kazakh", "柯尔克孜": "Kirgiz", "回": "Hui", "苗": "Miao", "侗": "Dong", "壮": "Zhuang",
    "藏": "Tibetan", "彝": "Yi", "傣": "Dai", "白": "Bai", "羌": "Qiang",
}  # fmt: skip
ENDINGS = {"新区": " New Area", "地区": " Prefecture", "市": "", "盟": " League", "区": " District"}

_PEOPLE = "|".join(PEOPLES)
_AUTONOMOUS = re.compile(rf"(.{{2,}}?)((?:(?:{_PEOPLE})族?)+)自治州$")


def english(name: str) -> str:
    """The English name of a division.

    >>> english("西安市"), english("延边朝鲜族自治州"), english("恩施土家族苗族自治州")
    ("Xi'an", 'Yanbian Korean Autonomous Prefecture', 'Enshi Tujia and Miao Autonomous Prefecture')
    """
    if found := _AUTONOMOUS.match(name):
        peoples = [PEOPLES[each] for each in re.findall(_PEOPLE, found[2])]
        return f"{stem(found[1])} {' and '.join(peoples)} Autonomous Prefecture"
    ending = next(each for each in ENDINGS if name.endswith(each))
    return stem(name.removesuffix(ending)) + ENDINGS[ending]


def stem(name: str) -> str:
    """A name without its ending: the usual form, or its pinyin written together."""
    if name in USUAL or name in MISREAD:
        return USUAL.get(name) or MISREAD[name]
    first, *others = lazy_pinyin(name, v_to_u=True)
    return (first + "".join(f"'{each}" if each[0] in "aeo" else each for each in others)).capitalize()


def rows() -> Iterator[tuple[str, str]]:
    """Code and English name; names that two places share, or one with a province, say which is meant."""
    provinces = tomllib.loads((DEFINITIONS / "places.toml").read_text("utf-8"))["english"]
    lines = (DEFINITIONS / "divisions.csv").read_text("utf-8").splitlines()
    divisions = csv.DictReader(line for line in lines if not line.startswith("#"))
    names = {
        row["code"]: english(row["name"])
        for row in divisions
        if row["level"] == "prefecture" or row["parent"] in OF_DISTRICTS
    }
    often = Counter(names.values())
    for code, name in sorted(names.items()):
        if name in provinces.values():
            yield code, f"{name} City"
        elif often[name] > 1:
            yield code, f"{name} ({provinces[code[:2] + '0000']})"
        else:
            yield code, name


def main() -> None:
    """Write the table to standard output."""
    sys.stdout.write(HEADER)
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("code", "name_en"))
    table.writerows(rows())


if __name__ == "__main__":
    main()
