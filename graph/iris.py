"""The IRIs of everything in a build: one method a kind of thing, all under one base.

IRIs are readable ASCII and follow from ids and names, never from an order. Concepts of the schemes
and terms of the ontology keep their IRIs under any base. This module must not make statements.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from tvetgraph.graph.pinyin import syllables
from tvetgraph.graph.terms import Node, node
from tvetgraph.loaders.authority import name_key
from tvetgraph.loaders.errors import BuildError
from tvetgraph.loaders.values import Span
from tvetgraph.ontology import BASE, CONCEPT

_BASE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+[/#]")
_SLUG_LENGTH = 48


def concept(scheme: str, notation: str) -> Node:
    """Name a concept of schemes.ttl, whether or not the scheme has it."""
    return node(f"{CONCEPT}{scheme}/{quote(notation, safe='+')}")


def scheme(name: str) -> Node:
    """Name a concept scheme of schemes.ttl."""
    return node(f"{CONCEPT}{name}")


@cache
def name_slug(name: str) -> str:
    """Write a name as pinyin that no other name shares, whatever the homophones.

    Not with loaders.slugs, whose words may grow: these ids are kept in no file.
    """
    digest = hashlib.sha256(name_key(name).encode("utf-8")).hexdigest()[:6]
    return f"{''.join(syllables(name))[:_SLUG_LENGTH] or 'n'}-{digest}"


@dataclass(frozen=True)
class Iris:
    """The IRIs under one base."""

    base: str = BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            problem = f"不是可用的 IRI 前缀 / not a usable base IRI: {self.base}"
            raise BuildError(problem=problem, remedy='以 "/" 结尾 / end it with "/", as in ' + BASE)

    def under(self, *path: str) -> Node:
        """Name anything by its path under the base."""
        return node(self.base + "/".join(path))

    def graph(self, *path: str) -> Node:
        """Name a named graph: ontology, authority, report/<id>, direct, metadata."""
        return self.under("graph", *path)

    def org(self, identity: str) -> Node:
        """Name an organisation."""
        return self.under("org", identity)

    def major(self, identity: str) -> Node:
        """Name a major."""
        return self.under("major", identity)

    def place(self, identity: str) -> Node:
        """Name a place."""
        return self.under("place", identity)

    def report(self, report: str) -> Node:
        """Name a report."""
        return self.under("report", report)

    def table(self, report: str, table: str) -> Node:
        """Name a table of a report by its slug."""
        return self.under("report", report, "table", table)

    def fact(self, report: str, fact: str) -> Node:
        """Name a fact."""
        return self.under("fact", report, fact)

    def finding(self, identity: str) -> Node:
        """Name a finding or a passing check of the audit."""
        return self.under("finding", identity)

    def evidence(self, report: str, lines: Span) -> Node:
        """Name a span of lines of a report."""
        first, last = lines
        return self.under("evidence", report, f"L{first}" if first == last else f"L{first}-{last}")

    def named(self, kind: str, name: str) -> Node:
        """Name a thing that only its name identifies; the same name, the same IRI."""
        return self.under(kind, name_slug(name))
