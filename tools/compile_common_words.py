"""Compile jjjdata/definitions/common_words.txt from the dictionary of the PyPI package `jieba`.

How the list was made, and how to make it again::

    pip download --no-deps jieba==0.42.1      # then unpack jieba/dict.txt
    python tools/compile_common_words.py dict.txt > jjjdata/definitions/common_words.txt

Kept are words of two characters that are frequent, are no names of places or persons, and end with the first
or begin with the second character of some place's name: where a name is made of the end of one such word and
the beginning of another (确保|定点), it is no name.
"""

from __future__ import annotations

import sys
from pathlib import Path

from jjjdata.catalogue.places import gazetteer

HEADER = """\
# Frequent words of two characters whose edges can make the name of a place by chance: 确保|定点, 重大|连续.
# Source: dictionary of jieba 0.42.1 (MIT), frequency of {least} and more, without names of places and persons.
# Compiled by tools/compile_common_words.py; words of the genre that it lacks stand in the last line.
"""
LEAST = 200
NAMES = {"ns", "nr", "nrt", "nrfg", "nz"}
GENRE = "城际 市域 定点 新区 新城 港口 港航 台账 台站 云端 新建 新增 新设 青贮 黑土 宁静 贵重 海量 海铁 城镇 环保 山区 确保 京企 化工 通办 通联 通达 南水 南下 都市 阳光"


def words(dictionary: Path) -> set[str]:
    """The words to keep."""
    names = [text for text, name in gazetteer().names.items() if name.manner == "bare" and len(text) == 2]
    firsts, seconds = {name[0] for name in names}, {name[1] for name in names}
    weak = set(gazetteer().abbreviations)
    found = set()
    for line in dictionary.read_text("utf-8").splitlines():
        word, frequency, part = line.split()
        if len(word) != 2 or int(frequency) < LEAST or part in NAMES:
            continue
        if word[1] in firsts or word[0] in seconds | weak:
            found.add(word)
    return found - set(names)


def main() -> None:
    """Write the list to standard output, forty words a line."""
    kept = sorted(words(Path(sys.argv[1])) - set(GENRE.split()))
    sys.stdout.write(HEADER.format(least=LEAST))
    for start in range(0, len(kept), 40):
        print(" ".join(kept[start : start + 40]))
    print(GENRE)


if __name__ == "__main__":
    main()
