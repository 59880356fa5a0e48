"""Where in its report a fact stands: the table, case or section that its `where` names.

Tables have IRIs of their own, made from their numbers, because other data point at them. This
module must not read the report's text.
"""

from collections import defaultdict
from collections.abc import Iterator

from tvetgraph.graph.iris import Iris
from tvetgraph.graph.terms import Node
from tvetgraph.loaders.facts import Fact, ReportFacts
from tvetgraph.loaders.slugs import unique_slug

#: The kinds whose facts are parts of the report that other facts stand in, innermost first.
WHOLES = ("tables", "cases", "sections")


class Outline:
    """The tables, cases and sections of one report, and the nodes of all its facts."""

    def __init__(self, facts: ReportFacts, iris: Iris) -> None:
        self.report = facts.report.id
        self._iris = iris
        self._slugs = _table_slugs(facts)
        self._numbered: dict[str, list[Fact]] = defaultdict(list)
        self._titled: dict[str, list[Fact]] = defaultdict(list)
        for kind in WHOLES:
            for fact in facts.facts:
                if fact.kind == kind:
                    self._numbered[fact.values.get("number", "")].append(fact)
                    self._titled[fact.values.get("title", "")].append(fact)

    def node(self, fact: Fact) -> Node:
        """Name a fact."""
        if fact.id in self._slugs:
            return self._iris.table(self.report, self._slugs[fact.id])
        return self._iris.fact(self.report, fact.id)

    def whole_of(self, fact: Fact) -> Node:
        """Name what a fact is part of: table, case or section, else the report."""
        whole = self._find(fact, (fact.where, fact.values.get("section", "")))
        return self.node(whole) if whole else self._iris.report(self.report)

    def part(self, fact: Fact, number: str) -> Node | None:
        """Name the part of the report that bears a number, if there is one."""
        found = self._find(fact, (number,))
        return self.node(found) if found else None

    def table_of(self, fact: Fact) -> Node | None:
        """Name the table that an observation names or stands in, if it does either."""
        named = [fact.values["table"]] if "table" in fact.values else []
        titled = [t for name in named for t in self._titled.get(name, ()) if t.kind == "tables"]
        found = self._find(fact, (fact.where, *named)) or _nearest(titled, fact)
        if found is not None and found.kind == "tables":
            return self.node(found)
        # A table told of but not listed gets a node without a type; the shapes name the row.
        return self._iris.table(self.report, "unknown") if named else None

    def _find(self, fact: Fact, numbers: tuple[str, ...]) -> Fact | None:
        for number in filter(None, numbers):
            others = [whole for whole in self._numbered.get(number, ()) if whole.id != fact.id]
            if others:
                return _nearest(others, fact)
        return None


def _nearest(wholes: list[Fact], fact: Fact) -> Fact | None:
    """Of parts with one number prefer the one that holds the fact's first line, else the first."""
    line = fact.lines[0][0]
    holding = [w for w in wholes if any(first <= line <= last for first, last in w.lines)]
    return next(iter(holding or wholes), None)


def _table_slugs(facts: ReportFacts) -> dict[str, str]:
    return dict(_numbered_tables(facts))


def _numbered_tables(facts: ReportFacts) -> Iterator[tuple[str, str]]:
    taken: set[str] = set()
    for fact in facts.facts:
        if fact.kind == "tables":
            name = unique_slug(fact.values["number"], taken)
            taken.add(name)
            yield fact.id, name
