"""Where places and organisations lie: degrees for maps, a geometry, how near and from where.

An organisation whose district is known lies where the district does. This module must not read
files and must not guess a district.
"""

from collections.abc import Iterator
from dataclasses import replace

from rdflib.namespace import DCTERMS, GEO, RDF, RDFS, SDO

from tvetgraph.graph.iris import Iris, concept
from tvetgraph.graph.terms import Statement, decimal, en, node, plain, typed, zh
from tvetgraph.loaders.authority import Authority, Organisation
from tvetgraph.loaders.opendata import OpenData
from tvetgraph.loaders.sourced import Coordinate
from tvetgraph.ontology import TVET


def position_statements(
    found: OpenData, authority: Authority, *, iris: Iris
) -> Iterator[Statement]:
    """State where the entries lie."""
    for coordinate in located(found, authority):
        source = found.source_text(coordinate.source, coordinate.source_version)
        yield from _position(coordinate, source, iris)


def located(found: OpenData, authority: Authority) -> Iterator[Coordinate]:
    """List the coordinates of every entry that has some, its district's where it has none."""
    own = {coordinate.id: coordinate for coordinate in found.coordinates}
    yield from found.coordinates
    for organisation in authority.organisations.values():
        district = own.get(f"tvetplace:{organisation.district}")
        if district and f"tvetorg:{organisation.id}" not in own:
            yield _of_district(organisation, district, authority)


def _of_district(
    organisation: Organisation, district: Coordinate, authority: Authority
) -> Coordinate:
    place = authority.places[organisation.district]
    note = f"所在地{place.name}的坐标 / coordinates of {place.name_en or place.name}, where it lies"
    return replace(district, id=f"tvetorg:{organisation.id}", note=note)


def _position(coordinate: Coordinate, source: str, iris: Iris) -> Iterator[Statement]:
    prefix, _, identity = coordinate.id.partition(":")
    kind = prefix.removeprefix("tvet")
    subject, geometry = iris.under(kind, identity), iris.under("position", kind, identity)
    latitude, longitude = decimal(coordinate.latitude), decimal(coordinate.longitude)
    point = f"POINT({longitude.value} {latitude.value})"
    chinese, _, english = coordinate.note.partition(" / ")
    yield subject, node(SDO.latitude), latitude
    yield subject, node(SDO.longitude), longitude
    yield subject, node(GEO.hasGeometry), geometry
    yield geometry, node(RDF.type), node(TVET.Position)
    yield geometry, node(GEO.asWKT), typed(point, str(GEO.wktLiteral))
    yield geometry, node(TVET.precision), concept("precision", coordinate.precision)
    yield geometry, node(DCTERMS.source), plain(source)
    yield geometry, node(RDFS.comment), zh(chinese)
    yield geometry, node(RDFS.comment), en(english)
