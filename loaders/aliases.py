"""The alias decisions: what each row of aliases.csv must keep to, beyond its cells.

A decision is a row, and undoing it is deleting the row. This module must not read files and must
not decide anything: it says which rows cannot stand.
"""

from collections.abc import Iterator

from tvetgraph.loaders.errors import AuthorityError
from tvetgraph.loaders.registry import ALIAS_KINDS, Alias, Authority, entry_error, name_key

ALIAS_HEADER = ("name", "what", "id", "certainty", "reason")


def to_aliases(authority: Authority) -> tuple[Alias, ...]:
    """List every alias an authority holds as a decision, sorted by what it names, id and name.

    An alias that an entry brought along without a decision says so, with low certainty.
    """
    decided = {alias.key: alias for alias in authority.aliases}
    for what in ALIAS_KINDS:
        for entry in authority.entries(what).values():
            for name in entry.aliases:
                bare = Alias(name, what, entry.id, "low", "未说明理由 / no reason given")
                decided.setdefault(bare.key, bare)
    return tuple(sorted(decided.values(), key=lambda alias: alias.key))


def repeated_aliases(aliases: tuple[Alias, ...]) -> Iterator[AuthorityError]:
    """List the rows that say again what an earlier row of their file says."""
    first: dict[tuple[str, str, str], Alias] = {}
    for alias in aliases:
        known = first.setdefault(alias.key, alias)
        if known is not alias:
            line = known.origin.rpartition(":")[2]
            problem = f"重复的别名 / repeated alias: {alias.name}, {alias.id} ({line})"
            yield entry_error(alias.origin, problem=problem, remedy="删去一行 / delete one row")


def alias_errors(authority: Authority) -> Iterator[AuthorityError]:
    """List the rows whose id does not exist or whose name is the name of an entry."""
    names = {
        what: {name_key(entry.name): entry.id for entry in authority.entries(what).values()}
        for what in ALIAS_KINDS
    }
    for alias in authority.aliases:
        if alias.id not in authority.entries(alias.what):
            problem = f"id: 没有这个 id / there is no such id: {alias.id} ({alias.what})"
            remedy = "改正或先加上这一条 / correct it or add that entry first"
            yield entry_error(alias.origin, problem=problem, remedy=remedy)
        owner = names[alias.what].get(name_key(alias.name))
        if owner is not None:
            problem = f"已是正名 / is already the name of {owner}: {alias.name}"
            yield entry_error(alias.origin, problem=problem, remedy="删去这一行 / delete the row")
