"""Small charts as inline SVG: bars, ranges and tables of shades, in both languages at once.

Texts of one language have the class zh or en, so that the page or the file shows one of them. All
texts are escaped; colours follow the page's text colour.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tvetgraph.graph.texts import Text

_WIDE, _LABEL, _ROW, _PAD = 760, 270, 24, 8
_LETTERS = 20


@dataclass(frozen=True)
class Bar:
    """A bar: its label, how long it is, and the text at its end."""

    label: Text
    value: float
    told: Text
    colour: str = "#3b82c4"


@dataclass(frozen=True)
class Range:
    """A point with the range around it, all from 0 to 1."""

    label: Text
    mean: float
    low: float
    high: float


def bars(rows: Sequence[Bar], *, title: Text) -> str:
    """Draw horizontal bars, one below the other, from a common zero."""
    most = max((bar.value for bar in rows), default=0) or 1
    room = _WIDE - _LABEL - 90
    parts: list[str] = []
    for i, bar in enumerate(rows):
        y, width = _PAD + i * _ROW, room * bar.value / most
        parts.append(label(bar.label, x=_LABEL - 8, y=y + 16, anchor="end", short=_LETTERS))
        parts.append(
            f'<rect x="{_LABEL}" y="{y + 3}" width="{max(width, 1):.1f}" height="{_ROW - 7}"'
            f' rx="2" fill="{bar.colour}"/>'
        )
        parts.append(label(bar.told, x=_LABEL + width + 6, y=y + 16))
    return picture(parts, height=2 * _PAD + _ROW * len(rows), title=title)


def ranges(rows: Sequence[Range], *, title: Text) -> str:
    """Draw points with their ranges on an axis from 0 to 100 %."""
    room, bottom = _WIDE - _LABEL - 40, _PAD + _ROW * len(rows)
    parts: list[str] = []
    for step in range(0, 101, 25):
        x = _LABEL + room * step / 100
        parts.append(_line((x, _PAD), (x, bottom), opacity=0.25))
        parts.append(label(Text(f"{step}%", f"{step}%"), x=x, y=bottom + 16, anchor="middle"))
    for i, row in enumerate(rows):
        y = _PAD + (i + 0.5) * _ROW
        low, mean, high = (_LABEL + room * value for value in (row.low, row.mean, row.high))
        parts.append(label(row.label, x=_LABEL - 8, y=y + 4, anchor="end", short=_LETTERS))
        parts.append(_line((low, y), (high, y), width=2))
        parts.append(f'<circle cx="{mean:.1f}" cy="{y:.1f}" r="5" fill="#d1495b"/>')
    return picture(parts, height=bottom + 24, title=title)


def shades(names: Mapping[str, Text], counts: Mapping[tuple[str, str], int], *, title: Text) -> str:
    """Draw a square of counts between kinds, the darker the more; both halves are filled."""
    kinds, side = list(names), 62
    most = max(counts.values(), default=1)
    parts: list[str] = []
    for i, kind in enumerate(kinds):
        y = _PAD + i * side * 0.6
        parts.append(label(names[kind], x=_LABEL - 8, y=y + 23, anchor="end", short=_LETTERS))
        parts.append(label(Text(str(i + 1), str(i + 1)), x=_LABEL + 12, y=y + 23))
        for j, other in enumerate(kinds):
            count = counts.get((kind, other), counts.get((other, kind), 0))
            parts += _shade(count, most, at=(_LABEL + 30 + j * side, y))
    bottom = _PAD + len(kinds) * side * 0.6
    for j in range(len(kinds)):
        x = _LABEL + 30 + (j + 0.5) * side
        parts.append(label(Text(str(j + 1), str(j + 1)), x=x, y=bottom + 16, anchor="middle"))
    width = max(_WIDE, _LABEL + 40 + len(kinds) * side)
    return picture(parts, height=bottom + 24, title=title, width=width)


def label(
    text: Text, *, x: float, y: float, anchor: str = "start", short: int = 0, size: int = 12
) -> str:
    """Write a text in both languages at one place, cut where it is longer than `short` letters."""
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
    zh, en = _cut(text.zh, short), _cut(text.english, short * 2)
    if zh == en:
        return f"<text {place}>{_told(text.zh, zh)}</text>"
    return (
        f'<text class="zh" lang="zh-CN" {place}>{_told(text.zh, zh)}</text>'
        f'<text class="en" lang="en" {place}>{_told(text.english, en)}</text>'
    )


def picture(parts: Iterable[str], *, height: float, title: Text, width: float = _WIDE) -> str:
    """Set parts in one SVG picture that tells a screen reader what it is."""
    name = escape(f"{title.zh} / {title.english}", quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}"'
        f' role="img" aria-label="{name}" fill="currentColor" font-family="sans-serif">'
        f"{''.join(parts)}</svg>"
    )


def _shade(count: int, most: int, *, at: tuple[float, float]) -> list[str]:
    strength = math.sqrt(count / most) if count else 0.0
    x, y = at
    box = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="58" height="34" rx="3" fill="#3b82c4"'
        f' fill-opacity="{0.08 + 0.72 * strength:.2f}"/>'
    )
    told = Text(str(count), str(count))
    return [box, label(told, x=x + 29, y=y + 22, anchor="middle")] if count else [box]


def _line(
    start: tuple[float, float], end: tuple[float, float], *, width: int = 1, opacity: float = 1
) -> str:
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="currentColor"'
        f' stroke-width="{width}" stroke-opacity="{opacity}"/>'
    )


def _cut(text: str, short: int) -> str:
    return f"{text[: short - 1]}…" if short and len(text) > short else text


def _told(whole: str, shown: str) -> str:
    title = f"<title>{escape(whole)}</title>" if shown != whole else ""
    return f"{title}{escape(shown)}"
