"""What we know of an entry of ours that can help to find it in other people's data.

Country and area come from codes, from the facts and from the places whose names stand before a
name; nothing is read out of notes. This module must not look at any candidate.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tvetgraph.graph.linking.items import GBT, GEONAME, ISO, QID, RORID, host, plain_code
from tvetgraph.loaders.authority import Authority, Organisation, Place, all_names
from tvetgraph.loaders.facts import ReportFacts, members
from tvetgraph.loaders.links import Link
from tvetgraph.loaders.sourced import Detail

CHINA = "CN"
PLACES = frozenset({"Country", "Province", "Prefecture", "County", "District", "Place"})
_ABROAD = frozenset({"ForeignInstitution", "ForeignBody"})
_ANYWHERE = frozenset({"Enterprise", "Organization", "PublicEmployer"})
# Which property of Wikidata holds the identifiers of each register of ours.
CODE_OF = {"iso3166": ISO, "gbt2260": GBT, "ror": RORID, "geonames": GEONAME, "wikidata": QID}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """An entry: `area` is a GB/T 2260 code cut at its level, `prefixes` may stand before names.

    `supposed` are foreign names that a person supposes by the sound of the Chinese one.
    """

    id: str
    cls: str
    name: str
    aliases: tuple[str, ...] = ()
    names_en: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    country: str = ""
    area: str = ""
    prefixes: tuple[str, ...] = ()
    websites: frozenset[str] = frozenset()
    founded: frozenset[int] = frozenset()
    forbidden: tuple[str, ...] = ()
    year: int = 0

    @property
    def is_place(self) -> bool:
        """Tell whether the entry is a place."""
        return self.cls in PLACES


@dataclass(frozen=True)
class Knowledge:
    """What entries are made from: who is who, what the reports say, what is linked, details."""

    authority: Authority
    reports: tuple[ReportFacts, ...] = ()
    links: tuple[Link, ...] = ()
    details: tuple[Detail, ...] = ()

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Gather the codes of each entry by property, from the authority files and exact links."""
        codes: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for place in self.authority.places.values():
            for name, value in ((GBT, place.gbt2260), (ISO, place.iso3166)):
                if value:
                    codes[f"tvetplace:{place.id}"][name].append(plain_code(name, value))
        for link in self.links:
            name = CODE_OF.get(link.register, "")
            value = link.object_id.partition(":")[2].rstrip("/")
            if name and link.predicate_id == "skos:exactMatch" and not (name == ISO and value[2:]):
                codes[link.subject_id][name].append(plain_code(name, value))
        return {
            identity: {name: tuple(dict.fromkeys(values)) for name, values in found.items()}
            for identity, found in codes.items()
        }

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """Find the country of the partners abroad whom facts name beside one country only."""
        found: dict[str, set[str]] = defaultdict(set)
        for fact in (fact for report in self.reports for fact in report.facts):
            places = self.authority.place_names.candidates(fact.values.get("country", ""))
            named = (fact.values.get(name, "") for name in ("partner", "partners"))
            partners = [who for cell in named if cell for who in members(cell)]
            if len(places) == 1 and len(partners) == 1:
                for org in self.authority.organisation_names.candidates(partners[0]):
                    found[org.id].add(places[0].iso3166)
        return {who: next(iter(codes)) for who, codes in found.items() if len(codes) == 1}

    @cached_property
    def year(self) -> int:
        """Take the first year that the reports are about; 0 without reports."""
        return min((report.report.data_year for report in self.reports), default=0)

    @cached_property
    def places_by_name(self) -> tuple[tuple[str, Place], ...]:
        """List every name of every coded place with the place, the longest name first."""
        pairs = ((n, p) for p in self.authority.places.values() for n in all_names(p))
        coded = (pair for pair in pairs if self.area_of(pair[1]) or pair[1].iso3166)
        return tuple(sorted(coded, key=lambda pair: (-len(pair[0]), pair[0], pair[1].id)))

    def area_of(self, place: Place) -> str:
        """Name the area of a place by its code, cut at its level."""
        return "".join(self.codes.get(f"tvetplace:{place.id}", {}).get(GBT, ())[:1])

    def country_of(self, place: Place | None) -> str:
        """Name the country that a place is or lies in by its code."""
        seen: set[str] = set()
        while place is not None and place.id not in seen:
            if place.iso3166:
                return place.iso3166
            seen.add(place.id)
            place = self.authority.places.get(place.parent)
        return ""


def to_subjects(knowledge: Knowledge) -> tuple[Subject, ...]:
    """Describe every organisation and place, sorted by id."""
    authority = knowledge.authority
    organisations = (_organisation(knowledge, org) for org in authority.organisations.values())
    places = (_place(knowledge, place) for place in authority.places.values())
    return tuple(sorted((*organisations, *places), key=lambda subject: subject.id))


def _organisation(knowledge: Knowledge, org: Organisation) -> Subject:
    identity = f"tvetorg:{org.id}"
    standing = _standing_before(knowledge, org.name)
    district = knowledge.authority.places.get(org.district)
    place = district or next((place for _, place in standing), None)
    area = knowledge.area_of(place) if place else ""
    return Subject(
        id=identity,
        cls=org.cls,
        name=org.name,
        aliases=org.aliases,
        names_en=tuple(filter(None, (org.name_en,))),
        supposed=_details(knowledge, identity, "supposed_name"),
        codes=knowledge.codes.get(identity, {}),
        country=_country(knowledge, org, place),
        area=area if org.cls not in _ABROAD else "",
        prefixes=tuple(name for name, place in standing if place.cls == "Country"),
        websites=frozenset(map(host, _details(knowledge, identity, "website"))),
        founded=frozenset(map(int, _details(knowledge, identity, "founded"))),
        forbidden=tuple(_forbidden(knowledge.authority, org)),
        year=knowledge.year,
    )


def _place(knowledge: Knowledge, place: Place) -> Subject:
    identity = f"tvetplace:{place.id}"
    parent = knowledge.authority.places.get(place.parent)
    area = knowledge.area_of(place) or (knowledge.area_of(parent) if parent else "")
    standing = _standing_before(knowledge, place.name, *place.aliases)
    holders = tuple(name for name, other in standing if other.id != place.id)
    if not area:
        area = next((knowledge.area_of(p) for _, p in standing if p.id != place.id), "")
    return Subject(
        id=identity,
        cls=place.cls,
        name=place.name,
        aliases=place.aliases,
        names_en=tuple(filter(None, (place.name_en,))),
        codes=knowledge.codes.get(identity, {}),
        country=knowledge.country_of(place) or (CHINA if area else ""),
        area=area,
        prefixes=tuple(dict.fromkeys((*(all_names(parent) if parent else ()), *holders))),
        year=knowledge.year,
    )


def _details(knowledge: Knowledge, identity: str, what: str) -> tuple[str, ...]:
    return tuple(d.value for d in knowledge.details if (d.id, d.what) == (identity, what))


def _standing_before(knowledge: Knowledge, *names: str) -> list[tuple[str, Place]]:
    """List the places whose names begin one of the names, the longest name first."""
    return [
        (place_name, place)
        for place_name, place in knowledge.places_by_name
        if any(name.startswith(place_name) and name != place_name for name in names)
    ]


def _country(knowledge: Knowledge, org: Organisation, place: Place | None) -> str:
    if org.cls in _ABROAD:
        # 中国-赞比亚… begins with 中国 and is abroad.
        country = knowledge.country_of(place)
        abroad = country if country != CHINA else ""
        return abroad or knowledge.countries.get(org.id, "")
    inside = place is not None and bool(knowledge.area_of(place))
    return CHINA if inside or org.cls not in _ANYWHERE else ""


def _forbidden(authority: Authority, org: Organisation) -> Iterator[str]:
    own = set(all_names(org))
    for pair in authority.forbidden:
        if pair.name_a in own:
            yield pair.name_b
        elif pair.name_b in own:
            yield pair.name_a


def unlinked(subjects: Iterable[Subject], links: Iterable[Link], *, register: str) -> Iterator[str]:
    """List the ids of the entries that no accepted exact link ties to a register yet."""
    linked = {k.subject_id for k in links if k.register == register and _is_exact(k)}
    yield from (subject.id for subject in subjects if subject.id not in linked)


def _is_exact(link: Link) -> bool:
    return link.predicate_id == "skos:exactMatch"
