"""How often suggestions find a known tie again that was hidden from them, against two yardsticks.

Random order and order by number of partners are the yardsticks; suggestions that do not beat the
second tell nothing that a list of the best connected would not. Ties in a ranking are broken by
lot, so that no method lives from the order of names.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from types import MappingProxyType
from typing import TYPE_CHECKING

from tvetgraph.graph.networks.communities import SEED
from tvetgraph.graph.networks.fields import Fields
from tvetgraph.graph.networks.similarity import popularity
from tvetgraph.graph.networks.suggestions import candidates, likenesses

if TYPE_CHECKING:
    import networkx as nx

SPLITS = 200
SHARE = 0.2
TOP = 5
NO_FIELDS = Fields({}, {})


@dataclass(frozen=True)
class Rate:
    """The share of hidden ties found again: mean over all splits, and the middle 95 % of them."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Check:
    """What a check found, by method; `gain` is what suggestions find more than degree.

    `ties` counts the ties of the askers; only the `testable` ones, whose partner another asker has
    too, can be found by anyone who looks at peers. `hidden` of them were hidden in each split.
    """

    ties: int
    testable: int
    hidden: int
    splits: int
    top: int
    rates: Mapping[str, Rate]
    gain: Rate

    @property
    def is_better(self) -> bool:
        """Tell whether suggestions beat degree in nearly all splits."""
        return self.gain.low > 0


@dataclass(frozen=True)
class Task:
    """A network with some ties hidden, and all that a method may know of it."""

    graph: "nx.Graph[str]"
    fields: Fields
    askers: frozenset[str]


Scores = Mapping[str, float]
Method = Callable[[Task, str], Scores]


def _by_chance(_task: Task, _node: str) -> Scores:
    return {}


def _by_degree(task: Task, _node: str) -> Scores:
    return {other: popularity(task.graph, other) for other in task.graph}


def _by_likeness(task: Task, node: str) -> Scores:
    scores: dict[str, float] = {}
    peers = likenesses(task.graph, node, askers=task.askers, fields=task.fields)
    for peer, likeness in peers.items():
        for partner in candidates(task.graph, node, peer=peer):
            scores[partner] = scores.get(partner, 0.0) + likeness
    return scores


def _by_partners(task: Task, node: str) -> Scores:
    return _by_likeness(Task(task.graph, NO_FIELDS, task.askers), node)


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "random": _by_chance,
        "degree": _by_degree,
        "shared partners": _by_partners,
        "suggestions": _by_likeness,
    }
)


def check(
    graph: "nx.Graph[str]",
    fields: Fields,
    *,
    askers: frozenset[str],
    splits: int = SPLITS,
    top: int = TOP,
    seed: int = SEED,
) -> Check | None:
    """Hide a fifth of the testable ties, rank all partners for each asker, look; many times.

    Gives None where no tie can be tested: no partner has two askers.
    """
    ties = _ties(graph, askers)
    usage = Counter(partner for _, partner in ties)
    testable = [(asker, partner) for asker, partner in ties if usage[partner] > 1]
    if not testable:
        return None
    task = Task(graph, fields, askers)
    hidden = max(1, min(round(SHARE * len(testable)), sum(n > 1 for n in usage.values())))
    runs = [_run(task, testable, hidden=hidden, top=top, seed=seed + i) for i in range(splits)]
    return Check(
        ties=len(ties),
        testable=len(testable),
        hidden=hidden,
        splits=splits,
        top=top,
        rates={name: _rate([run[name] for run in runs]) for name in METHODS},
        gain=_rate([run["suggestions"] - run["degree"] for run in runs]),
    )


def _ties(graph: "nx.Graph[str]", askers: frozenset[str]) -> list[tuple[str, str]]:
    """List the pairs of an asker and a partner of it; two askers that are partners make two."""
    return sorted((a, b) for a in graph if graph.nodes[a]["kind"] in askers for b in graph.adj[a])


def _run(
    whole: Task, testable: Sequence[tuple[str, str]], *, hidden: int, top: int, seed: int
) -> Mapping[str, float]:
    """Hide ties once and give each method's share of them found among its first `top`."""
    chance = random.Random(seed)  # noqa: S311 - a split, not a secret
    lost = _drawn(testable, hidden, chance)
    task = _without(whole, lost)
    known = sorted({partner for _, partner in _ties(task.graph, task.askers)})
    lots = {partner: chance.random() for partner in known}
    hits = dict.fromkeys(METHODS, 0)
    for node, partner in lost:
        free = [p for p in known if p not in task.graph.adj[node] and p != node]
        for name, method in METHODS.items():
            scores = method(task, node)
            hits[name] += partner in _first(free, scores, lots=lots, top=top)
    return {name: count / len(lost) for name, count in hits.items()}


def _first(
    free: Sequence[str], scores: Scores, *, lots: Mapping[str, float], top: int
) -> list[str]:
    return sorted(free, key=lambda partner: (-scores.get(partner, 0.0), lots[partner]))[:top]


def _drawn(
    testable: Sequence[tuple[str, str]], hidden: int, chance: random.Random
) -> list[tuple[str, str]]:
    """Draw ties to hide, no two to the same partner, so that each keeps another asker."""
    drawn: dict[str, tuple[str, str]] = {}
    for asker, partner in chance.sample(testable, len(testable)):
        drawn.setdefault(partner, (asker, partner))
    return list(drawn.values())[:hidden]


def _without(task: Task, lost: Sequence[tuple[str, str]]) -> Task:
    """Hide ties, and the facts behind them from the fields."""
    graph = task.graph.copy()
    facts = {fact for a, b in lost for fact in graph.edges[a, b]["facts"].split()}
    graph.remove_edges_from(lost)
    return Task(graph, task.fields.without(facts), task.askers)


def _rate(values: Sequence[float]) -> Rate:
    ordered = sorted(values)
    last = len(ordered) - 1
    return Rate(
        mean=fmean(values), low=ordered[round(0.025 * last)], high=ordered[round(0.975 * last)]
    )
