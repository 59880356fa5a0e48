"""An open knowledge graph of vocational education: its public names, each loaded when it is used.

Whatever can be typed as a command can be called from here; nothing is computed on import.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tvetgraph.graph.build import BuildResult, build
    from tvetgraph.graph.route import Route
    from tvetgraph.graph.routes import all_routes, route_records, routes_from, routes_to
    from tvetgraph.graph.store import open_build, open_store
    from tvetgraph.loaders.authority import Authority, read_authority
    from tvetgraph.loaders.errors import TvetgraphError
    from tvetgraph.loaders.extract import Extraction, extract, write_extraction
    from tvetgraph.loaders.facts import Fact, ReportFacts, bundled_data, read_reports, write_report
    from tvetgraph.loaders.kinds import KINDS
    from tvetgraph.queries.library import library
    from tvetgraph.queries.remote import ask
    from tvetgraph.queries.results import Result
    from tvetgraph.queries.runner import run

__all__ = [
    "KINDS",
    "Authority",
    "BuildResult",
    "Extraction",
    "Fact",
    "ReportFacts",
    "Result",
    "Route",
    "TvetgraphError",
    "all_routes",
    "ask",
    "build",
    "bundled_data",
    "extract",
    "library",
    "open_build",
    "open_store",
    "read_authority",
    "read_reports",
    "route_records",
    "routes_from",
    "routes_to",
    "run",
    "write_extraction",
    "write_report",
]

_HOMES = {
    "graph.build": ("BuildResult", "build"),
    "graph.route": ("Route",),
    "graph.routes": ("all_routes", "route_records", "routes_from", "routes_to"),
    "graph.store": ("open_build", "open_store"),
    "loaders.authority": ("Authority", "read_authority"),
    "loaders.errors": ("TvetgraphError",),
    "loaders.extract": ("Extraction", "extract", "write_extraction"),
    "loaders.facts": ("Fact", "ReportFacts", "bundled_data", "read_reports", "write_report"),
    "loaders.kinds": ("KINDS",),
    "queries.library": ("library",),
    "queries.remote": ("ask",),
    "queries.results": ("Result",),
    "queries.runner": ("run",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load the module in which a public name lives."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *__all__})
