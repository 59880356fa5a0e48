"""Local files as sources: RDF and CSV in Wikidata's shape, ROR's JSON, GeoNames' tables.

A file is read by the ending of its name. This module must not look for any candidate.
"""

import csv
import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import pyoxigraph as ox

from tvetgraph.graph.linking.items import (
    ALIAS,
    COUNTRY,
    ENDED,
    ENTITY,
    FOUNDED,
    GBT,
    GEONAMES,
    LABEL,
    QID,
    REPLACED_BY,
    REPLACES,
    TYPE,
    WEBSITE,
    WITHIN,
    Fact,
)
from tvetgraph.loaders.errors import QueryError
from tvetgraph.queries.linking.askers import Dump
from tvetgraph.queries.linking.sources import Source, Sparql, Table

_RDF = (".nt", ".ttl", ".nq", ".trig", ".rdf")
ENDINGS = (*_RDF, ".csv", ".json", ".txt", ".tsv")
_NAMES = {"label": LABEL, "alias": ALIAS}
_BRACKET = re.compile(r"(?P<bare>.+) \([^()]+\)")
# https://www.geonames.org/export/codes.html: the codes that our entries can be.
_FEATURES: Mapping[str, str] = MappingProxyType(
    {
        "PCLI": "country",
        "ADM1": "province of china",
        "ADM2": "prefecture",
        "ADM3": "county",
        "PPLC": "capital city",
        "PPLA": "city",
        "PPLA2": "populated place",
        "PPLA3": "populated place",
        "PPL": "populated place",
    }
)


def open_source(path: Path) -> Source:
    """Open a file by the ending of its name; raise QueryError for one that cannot be read."""
    readers = {".csv": _table, ".json": _ror, ".txt": _geonames, ".tsv": _geonames}
    if not path.exists():
        problem = "没有这个文件 / there is no such file"
        raise QueryError(problem=problem, remedy="检查路径 / check the path", file=str(path))
    try:
        if path.suffix in _RDF:
            return Sparql(Dump(_store(path)))
        if path.suffix in readers:
            return Table(tuple(readers[path.suffix](path)))
    except (ValueError, LookupError, TypeError, AttributeError, SyntaxError) as error:
        problem = f"不能读作候选来源 / cannot be read as a source of candidates ({error})"
        raise QueryError(problem=problem, remedy=_SHAPES, file=str(path)) from error
    problem = f"不认识的文件 / not a known kind of file: {path.suffix or path.name}"
    raise QueryError(problem=problem, remedy=_SHAPES, file=str(path))


_SHAPES = (
    "用维基数据形状的 .nt/.ttl/.nq/.csv、ROR 的 .json 或 GeoNames 的 .txt"
    " / use .nt, .ttl, .nq or .csv in Wikidata's shape, ROR's .json or GeoNames' .txt"
)


def _store(path: Path) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(path))
    # Named graphs of a dump are one for us.
    merged = ox.Store()
    merged.extend(ox.Quad(q.subject, q.predicate, q.object) for q in store)
    return merged


def _table(path: Path) -> Iterator[Fact]:
    """Read `item` and columns such as label@zh, alias@en, P31, P17, P442; "|" parts values."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if "item" not in (rows.fieldnames or ()):
            raise ValueError("没有 item 列 / it has no column item")
        for row in rows:
            item = _whole(row["item"])
            for column, cell in row.items():
                name, _, language = column.partition("@")
                for value in filter(None, map(str.strip, (cell or "").split("|"))):
                    whole = _whole(value) if name in {REPLACES, REPLACED_BY} else value
                    if column != "item":
                        yield Fact(item, _NAMES.get(name, name), whole, language)


def _whole(identifier: str) -> str:
    return ENTITY + identifier if identifier[:1] == "Q" else identifier


def _ror(path: Path) -> Iterator[Fact]:
    """Read ROR's records, schema 2: one, or a list of them."""
    data = json.loads(path.read_text("utf-8"))
    records = cast("list[Mapping[str, Any]]", data if isinstance(data, list) else [data])
    for record in records:
        yield from _ror_record(record)


def _ror_record(record: Mapping[str, Any]) -> Iterator[Fact]:
    iri, types = record["id"], record.get("types", ())
    for name in record["names"]:
        own = {"label", "ror_display"} & set(name["types"])
        language = name.get("lang") or _language(name["value"])
        for value in dict.fromkeys((name["value"], _without_country(name["value"], types))):
            yield Fact(iri, LABEL if own else ALIAS, value, language)
    for location in record.get("locations", ()):
        yield Fact(iri, COUNTRY, location["geonames_details"]["country_code"])
    yield from (Fact(iri, TYPE, kind) for kind in types)
    for link in record.get("links", ()):
        if link["type"] == "website":
            yield Fact(iri, WEBSITE, link["value"])
    if record.get("established"):
        yield Fact(iri, FOUNDED, str(record["established"]))
    yield from _ror_ties(iri, record)


def _without_country(name: str, types: Collection[str]) -> str:
    """Take off the country that ROR writes behind the name of a company: "BMW (Germany)"."""
    with_country = _BRACKET.fullmatch(name) if "company" in types else None
    return with_country["bare"] if with_country else name


def _ror_ties(iri: str, record: Mapping[str, Any]) -> Iterator[Fact]:
    for external in record.get("external_ids", ()):
        if external["type"] == QID:
            yield from (Fact(iri, QID, value) for value in external["all"])
    for relation in record.get("relationships", ()):
        if relation["type"] in {"successor", "predecessor"}:
            name = REPLACED_BY if relation["type"] == "successor" else REPLACES
            yield Fact(iri, name, relation["id"])
    if record.get("status") == "inactive":
        # A record says that it has ended, not when.
        yield Fact(iri, ENDED, "1")


def _geonames(path: Path) -> Iterator[Fact]:
    """Read a GeoNames table: 19 columns without a header, as allCountries.txt has them."""
    with path.open(encoding="utf-8", newline="") as file:
        for cells in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield from _geoname(cells)


def _geoname(cells: list[str]) -> Iterator[Fact]:
    iri, name, others, kind, country = (cells[i] for i in (0, 1, 3, 7, 8))
    iri = f"{GEONAMES}{iri}/"
    yield Fact(iri, LABEL, name, _language(name))
    for other in filter(None, others.split(",")):
        # Which of the other names is the usual one in Chinese is not said here.
        language = _language(other)
        yield Fact(iri, LABEL if language == "zh" else ALIAS, other, language)
    yield Fact(iri, TYPE, _FEATURES.get(kind, kind))
    yield Fact(iri, COUNTRY, country)
    # In China admin2 and admin3 are the codes of GB/T 2260.
    codes = [code for code in (cells[12], cells[11]) if country == "CN" and code.isdecimal()]
    own = {"ADM2": cells[11], "ADM3": cells[12]}.get(kind, "")
    for code in codes:
        yield Fact(iri, GBT if code == own else WITHIN, code)


def _language(name: str) -> str:
    return "zh" if any("一" <= character <= "鿿" for character in name) else "en"
