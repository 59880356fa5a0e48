"""Ask a SPARQL endpoint over HTTP and say plainly when its answer is none.

The only module that uses the network, and only when called. The protocol carries no bindings, so
values are written into the query as RDF terms, each in the place of its variable's token.
"""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from http.client import HTTPException
from types import MappingProxyType
from typing import Protocol, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from rdflib import Literal, URIRef
from SPARQLWrapper import JSON, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, SPARQLWrapperException

from tvetgraph.loaders.errors import QueryError
from tvetgraph.ontology import PREFIXES
from tvetgraph.queries import engines, syntax
from tvetgraph.queries.library import Question, check_columns, question
from tvetgraph.queries.results import Cell, CellKind, Result
from tvetgraph.queries.runner import bind

# Wikidata answers a client that does not name itself with 403, or with 200 and a complaint
# (sparqlwrapper#237, #250).
AGENT = "tvetgraph (https://w3id.org/tvetgraph/; SPARQL client)"
_LONG = 1500
_TOO_MANY, _GATEWAY_TIMEOUT = 429, 504
_TIMEOUT = "TimeoutException"
_SHOWN = 120


class _Response(Protocol):
    """What is used of the response that SPARQLWrapper hands on from urllib."""

    headers: Mapping[str, str]

    def read(self) -> bytes: ...

    def close(self) -> None: ...


class Failure(StrEnum):
    """What can be done about a question that got no answer."""

    FINAL = "final"  # nothing: asking again would be refused again
    BUSY = "busy"  # wait, then ask again
    LARGE = "large"  # ask for less at a time


@dataclass(kw_only=True, eq=False)
class NoAnswer(QueryError):  # noqa: N818 - says what came, not that it fails
    """An endpoint gave no answer; `wait` is its Retry-After, as it was sent."""

    failure: Failure = Failure.FINAL
    wait: str = ""


@dataclass(frozen=True)
class Endpoint:
    """The address of a SPARQL endpoint, seconds to wait for its answer, and who asks."""

    address: str
    timeout: int = 60
    agent: str = AGENT


def ask(endpoint: str | Endpoint, query: str | Question, /, **bindings: str) -> Result:
    """Answer a saved question, a file or text at an endpoint, in its own order or sorted."""
    place = endpoint if isinstance(endpoint, Endpoint) else Endpoint(endpoint)
    asked = query if isinstance(query, Question) else question(query)
    text = with_terms(asked, bind(asked, bindings))
    answer = replace(send(place, text), headings=asked.headings)
    return answer if syntax.is_ordered(text) else answer.sorted()


def send(endpoint: Endpoint, text: str) -> Result:
    """Ask an endpoint one finished query, once; raise NoAnswer if it gives no rows."""
    content_type, body = _fetch(endpoint, text)
    return _read(endpoint, content_type, body)


def with_terms(asked: Question, cells: Mapping[str, Cell]) -> str:
    """Put each value as an RDF term in the place of its variable, outside strings and comments."""
    check_columns(asked)
    terms = {f"_{name}": to_term(name, cell) for name, cell in cells.items()}
    pieces = (
        terms.get(token.text[1:], token.text)
        if token.kind is syntax.TokenKind.VARIABLE
        else token.text
        for token in syntax.tokens(asked.text)
    )
    text = syntax.with_prefixes("".join(pieces), PREFIXES)
    engines.check(text, name=asked.name, added_lines=1)
    return text


def to_term(name: str, cell: Cell) -> str:
    """Write a value as a term of SPARQL; `name` is what the user calls it."""
    # SPARQL 1.1, 19.2: \\u escapes are read before strings are, so a backslash could end a string.
    if "\\" in cell.value:
        raise QueryError(
            problem=f"参数 {name} 含反斜杠 / the parameter {name} holds a backslash",
            remedy="请去掉反斜杠 / leave the backslash out",
        )
    if cell.kind is CellKind.IRI:
        return URIRef(cell.value).n3()
    datatype = URIRef(cell.datatype) if cell.datatype else None
    return Literal(cell.value, lang=cell.language or None, datatype=datatype).n3()


def _fetch(endpoint: Endpoint, text: str) -> tuple[str, bytes]:
    if not _is_web_address(endpoint.address):
        raise _problem(endpoint, "网址无效 / not a web address", "请以 http 开头 / begin with http")
    wrapper = SPARQLWrapper(endpoint.address, returnFormat=JSON, agent=endpoint.agent)
    wrapper.setTimeout(endpoint.timeout)
    wrapper.setMethod("POST" if len(text) > _LONG else "GET")
    wrapper.setQuery(text)
    try:
        with closing(cast("_Response", wrapper.query().response)) as response:
            return response.headers.get("Content-Type", ""), response.read()
    except (SPARQLWrapperException, HTTPError) as error:
        raise _refused(endpoint, error) from error
    except TimeoutError as error:
        seconds = endpoint.timeout
        problem = f"{seconds} 秒内无回答 / no answer in {seconds} s"
        raise _problem(endpoint, problem, failure=Failure.LARGE) from error
    except HTTPException as error:
        problem = f"回答中断 / the answer broke off ({type(error).__name__})"
        raise _problem(endpoint, problem, _AGAIN, failure=Failure.LARGE) from error
    except (URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        problem = f"无法连接 / no connection: {reason}"
        raise _problem(endpoint, problem, _CHECK, failure=Failure.BUSY) from error


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        told = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    plain = address.isascii() and address.isprintable() and " " not in address
    return told and plain and parts.scheme in {"http", "https"}


def _refused(endpoint: Endpoint, error: SPARQLWrapperException | HTTPError) -> NoAnswer:
    http = error if isinstance(error, HTTPError) else error.__context__
    failure, wait, code = Failure.FINAL, "", 0
    if isinstance(http, HTTPError):
        http.close()
        code, wait = http.code, http.headers.get("Retry-After", "")
        failure = _failure(code, str(error))
    if isinstance(error, EndPointNotFound):
        return _problem(endpoint, "服务器无此地址 / not found (404)", _CHECK)
    said = f"服务器拒绝查询 / the query was refused: {_first_line(str(error))}"
    # urllib words a circle of redirections in several lines.
    if isinstance(error, HTTPError):
        said = f"HTTP {error.code} {_first_line(str(error.reason))}"
    remedy = _later(wait) if failure is not Failure.FINAL else _REMEDIES.get(code, _CHECK)
    return _problem(endpoint, said, remedy, failure=failure, wait=wait)


def _later(wait: str) -> str:
    """Word a Retry-After, which is seconds or a date, if there is one."""
    if wait.strip().isdecimal():
        return f"请 {wait} 秒后再试 / try again in {wait} s"
    return f"请在 {wait} 后再试 / try again after {wait}" if wait else _AGAIN


def _failure(status: int, said: str) -> Failure:
    # The query service answers its own time limit with 500 and a Java trace, a proxy with 504.
    if status == _GATEWAY_TIMEOUT or (status >= 500 and _TIMEOUT in said):
        return Failure.LARGE
    return Failure.BUSY if status == _TOO_MANY or status >= 500 else Failure.FINAL


_AGAIN = "请稍后再试 / try again later"
_CHECK = "请检查网址和网络 / check the address and the network"
_REMEDIES: Mapping[int, str] = MappingProxyType(
    {
        400: "请改正查询 / correct the query",
        403: "请留真实的联系方式 / leave a contact that the server can reach you by",
    }
)


def _read(endpoint: Endpoint, content_type: str, body: bytes) -> Result:
    try:
        return from_json(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        kind = content_type.partition(";")[0] or "?"
        text = body.decode("utf-8", "replace")
        # A trace after half of the rows, or rows that end anywhere: too much was asked for.
        large = _TIMEOUT in text or (kind.endswith("json") and text.lstrip().startswith("{"))
        raise _problem(
            endpoint,
            f"回答不是查询结果（{kind}）/ the answer ({kind}) is no query result: "
            + _first_line(text),
            "这可能不是 SPARQL 端点 / this may be no SPARQL endpoint",
            failure=Failure.LARGE if large else Failure.BUSY,
        ) from error


def from_json(document: Mapping[str, dict[str, list[dict[str, dict[str, str]]]]]) -> Result:
    """Read the SPARQL 1.1 Query Results JSON Format; anything else raises as it breaks."""
    if "boolean" in document:
        return Result((), (), bool(document["boolean"]))
    columns = tuple(str(name) for name in document["head"]["vars"])
    rows = tuple(
        tuple(_cell(binding[name]) if name in binding else None for name in columns)
        for binding in document["results"]["bindings"]
    )
    return Result(columns, rows)


def _cell(entry: Mapping[str, str]) -> Cell:
    # Virtuoso still writes `typed-literal`, from a draft of the format.
    kind = CellKind(entry["type"].removeprefix("typed-"))
    return Cell(entry["value"], kind, entry.get("xml:lang", ""), entry.get("datatype", ""))


def _first_line(text: str) -> str:
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _problem(
    endpoint: Endpoint,
    problem: str,
    remedy: str = "",
    *,
    failure: Failure = Failure.FINAL,
    wait: str = "",
) -> NoAnswer:
    place = endpoint.address
    return NoAnswer(problem=problem, remedy=remedy, file=place, failure=failure, wait=wait)
