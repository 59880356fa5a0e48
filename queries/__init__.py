"""Questions to the graph: the saved ones, how they are run here or at an endpoint, and answers."""

from tvetgraph.queries.library import Parameter, ParameterType, Question, library, parse, question
from tvetgraph.queries.remote import Endpoint
from tvetgraph.queries.remote import ask as remote
from tvetgraph.queries.results import FORMATS, Cell, CellKind, Result, to_text
from tvetgraph.queries.runner import run

__all__ = [
    "FORMATS",
    "Cell",
    "CellKind",
    "Endpoint",
    "Parameter",
    "ParameterType",
    "Question",
    "Result",
    "library",
    "parse",
    "question",
    "remote",
    "run",
    "to_text",
]
