"""The errors that tvetgraph raises: what is wrong, where, and what to do about it.

Every layer raises one of these and nothing else for input it cannot use. This module must not
print, exit or read anything. Problem and remedy are written as "中文 / English".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial


@dataclass(kw_only=True, eq=False)
class TvetgraphError(Exception):
    """Say what is wrong and what to do; its text is "FILE:LINE: problem; remedy"."""

    problem: str
    remedy: str = ""
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Join place, problem and remedy, leaving out what is empty."""
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(
            filter(None, (place, "; ".join(filter(None, (self.problem, self.remedy)))))
        )

    def __reduce__(self) -> tuple[partial["TvetgraphError"], tuple[()]]:
        """Keep the keyword fields when the error travels between processes."""
        fields = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return partial(type(self), **fields), ()


class ReportError(TvetgraphError):
    """A report's text cannot be read."""


class FactError(TvetgraphError):
    """A fact or a fact CSV breaks its kind's rules."""


class AuthorityError(TvetgraphError):
    """An authority file breaks its rules, or a name does not resolve."""


@dataclass(kw_only=True, eq=False)
class UnknownName(AuthorityError):  # noqa: N818 - says what the name is, not that it fails
    """No authority entry bears the name."""

    name: str = ""


@dataclass(kw_only=True, eq=False)
class AmbiguousName(AuthorityError):  # noqa: N818 - says what the name is, not that it fails
    """Several authority entries bear the name, so it stands for none of them."""

    name: str = ""
    candidates: tuple[str, ...] = ()


class LinkError(TvetgraphError):
    """A file of links, or of what is read with them, breaks its rules."""


class ProfileError(TvetgraphError):
    """A table profile breaks its rules."""


class BuildError(TvetgraphError):
    """A graph cannot be built or opened."""


class QueryError(TvetgraphError):
    """A query cannot be found, understood or answered."""


@dataclass(kw_only=True, eq=False)
class Problems(TvetgraphError):  # noqa: N818 - many errors, not one
    """Many errors at once; its text is one error per line."""

    problem: str = ""
    errors: tuple[TvetgraphError, ...] = ()

    def __str__(self) -> str:
        """Put each error on a line of its own."""
        return "\n".join(str(error) for error in self.errors)


def raise_problems(errors: Iterable[TvetgraphError]) -> None:
    """Raise all errors together as one Problems, or do nothing if there are none."""
    flat = tuple(
        inner
        for error in errors
        for inner in (error.errors if isinstance(error, Problems) else (error,))
    )
    if flat:
        raise Problems(errors=flat)
