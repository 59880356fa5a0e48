"""A picture as one static SVG for print: the same nodes, lines and places as its page.

Names are set where they hide nothing; the drawing grows until they have room. Text passes through
viz/svg.py, which escapes it. It must not ask a store anything.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tvetgraph.graph.texts import Text
from tvetgraph.viz.labelling import Label, placed
from tvetgraph.viz.layout import Point
from tvetgraph.viz.page import line_colours
from tvetgraph.viz.picture import Picture
from tvetgraph.viz.placing import places
from tvetgraph.viz.style import style, symbol_points
from tvetgraph.viz.svg import PAPER, QUIET, document, tag, text, width_of, wrapped

_ASPECT = 1.4  # about that of a sheet of paper on its side
_WIDTH, _MARGIN, _TOP = 1440.0, 130.0, 120.0
_SIZE, _LEAD = 13.0, 16.0
_SCALES = (1.0, 1.2, 1.4, 1.7, 2.0)  # how much wider than a page, until all names have room
_OTHER = Text("其他", "other")
_NAME = 11 * _SIZE


@dataclass(frozen=True)
class _Spot:
    """A node on the page: its middle and its radius."""

    at: Point
    radius: float


def to_svg(picture: Picture) -> str:
    """Draw a picture; the legend below names classes and relations in both languages."""
    found, sides = places(picture, aspect=_ASPECT)
    degrees = picture.degrees()
    margin = _margin(picture) if sides else _MARGIN

    def drawn(scale: float) -> tuple[Mapping[str, _Spot], tuple[Label, ...]]:
        spots = _spots(found, degrees, scale=scale, margin=margin)
        circles = [(*spot.at, spot.radius) for spot in spots.values()]
        return spots, placed(_wanted(picture, spots, sides), circles)

    spots, labels = drawn(_SCALES[0])
    for scale in _SCALES[1:]:
        if len(labels) < len(picture.nodes):
            spots, labels = drawn(scale)
    right = max(spot.at[0] for spot in spots.values()) + margin
    return _document(picture, spots, labels, width=max(_WIDTH, right))


def _margin(picture: Picture) -> float:
    """Leave room for names that must stand left or right of the outermost nodes, on one line."""
    return 30 + max(width_of(node.name.zh, _SIZE) for node in picture.nodes)


def _document(
    picture: Picture, spots: Mapping[str, _Spot], labels: Sequence[Label], *, width: float
) -> str:
    bottom = max(s.at[1] for s in spots.values()) + 70
    legend, height = _legend(picture, width, bottom)
    missing = len(picture.nodes) - len(labels)
    return document(
        width,
        bottom + height,
        *_heading(picture, width, missing),
        *_lines(picture, spots),
        *(_node(spots[n.key], n.kind) for n in picture.nodes),
        *(_label(label) for label in labels),
        legend,
        title=f"{picture.title.zh} / {picture.title.english}",
    )


def _spots(
    found: Mapping[str, Point], degrees: Mapping[str, int], *, scale: float, margin: float
) -> Mapping[str, _Spot]:
    """Fill the page's width, times the scale, with the layout; names do not scale."""
    xs, ys = zip(*found.values(), strict=True)
    room = (_WIDTH - 2 * margin) * scale
    factor = min(room / max(1.0, max(xs) - min(xs)), 1.6 * scale)
    left = max(margin, (_WIDTH - factor * (max(xs) - min(xs))) / 2) - factor * min(xs)
    top = _TOP + 40 - factor * min(ys)
    return {
        node: _Spot(
            (left + factor * x, top + factor * y), 4 + 2 * math.sqrt(min(degrees[node], 36))
        )
        for node, (x, y) in found.items()
    }


def _wanted(
    picture: Picture, spots: Mapping[str, _Spot], sides: Mapping[str, str]
) -> Iterable[Label]:
    """Give each node's name as lines, the best connected first."""
    degrees = picture.degrees()
    for node in sorted(picture.nodes, key=lambda it: (-degrees[it.key], it.key)):
        spot, side = spots[node.key], sides.get(node.key, "")
        words = (node.name.zh,) if side else _even(node.name.zh)
        yield Label(words, spot.at, spot.radius, side, _SIZE)


def _even(name: str) -> tuple[str, ...]:
    """Break a name into lines about as long as one another."""
    lines = math.ceil(width_of(name, _SIZE) / _NAME)
    width = width_of(name, _SIZE) / max(1, lines) + _SIZE
    return tuple(wrapped(name, width=width, size=_SIZE))


def _lines(picture: Picture, spots: Mapping[str, _Spot]) -> Iterable[str]:
    colours = line_colours(picture)
    beside: Counter[frozenset[str]] = Counter()
    for line in picture.lines:
        pair = frozenset((line.source, line.target))
        arrow = picture.relations[line.relation].directed
        yield _line(
            spots[line.source],
            spots[line.target],
            colour=colours[line.relation],
            width=1 + 0.9 * math.log2(max(1, len(line.evidence))),
            bend=0.12 * beside[pair],
            arrow=arrow,
        )
        beside[pair] += 1


def _line(a: _Spot, b: _Spot, *, colour: str, width: float, bend: float, arrow: bool) -> str:
    """Draw a line between the rims of two nodes, bent where others join the same two."""
    (x1, y1), (x2, y2) = a.at, b.at
    length = math.dist(a.at, b.at) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    end = b.radius + (2 if arrow else 0)
    x2, y2 = x2 - ux * end, y2 - uy * end
    x1, y1 = x1 + ux * a.radius, y1 + uy * a.radius
    cx, cy = (x1 + x2) / 2 + uy * bend * length, (y1 + y2) / 2 - ux * bend * length
    path = f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}"
    drawn = tag("path", d=path, fill="none", stroke=colour, stroke_width=width, stroke_opacity=0.8)
    return drawn + (_head((cx, cy), (x2, y2), colour, width) if arrow else "")


def _head(start: Point, tip: Point, colour: str, width: float) -> str:
    angle = math.atan2(tip[1] - start[1], tip[0] - start[0])
    size = 6 + 1.5 * width
    corners = [tip] + [
        (tip[0] - size * math.cos(angle + turn), tip[1] - size * math.sin(angle + turn))
        for turn in (0.42, -0.42)
    ]
    return tag("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in corners), fill=colour)


def _node(spot: _Spot, kind: str) -> str:
    look = style(kind)
    (x, y), r = spot.at, spot.radius
    if look.shape == "dot":
        return tag("circle", cx=x, cy=y, r=r, fill=look.colour, stroke=PAPER)
    points = symbol_points(look.shape, middle=(x, y), radius=1.15 * r)
    return tag("polygon", points=points, fill=look.colour, stroke=PAPER)


def _label(label: Label) -> str:
    anchor = {"left": "start", "right": "end"}.get(label.align, "middle")
    return "".join(
        text(
            line,
            (label.anchor[0], label.anchor[1] + (i + 0.75) * _LEAD),
            font_size=_SIZE,
            text_anchor=anchor,
            paint_order="stroke",
            stroke=PAPER,
            stroke_width=3,
            stroke_linejoin="round",
        )
        for i, line in enumerate(label.lines)
    )


def _heading(picture: Picture, width: float, missing: int) -> Iterable[str]:
    title, count = picture.title, len(picture.lines)
    yield text(title.zh, (40, 46), font_size=26, font_weight="bold")
    yield text(title.english, (40, 72), font_size=16, fill=QUIET)
    told = f"{len(picture.nodes)} 个节点，{count} 条连线；{picture.thicker.zh}。"
    told += f" {len(picture.nodes)} nodes, {count} lines; {picture.thicker.english}."
    if missing:
        told += f" {missing} 个名称未能放下 / {missing} names found no room."
    for i, line in enumerate(wrapped(told, width=width - 80, size=13)):
        yield text(line, (40, 98 + 18 * i), font_size=13, fill=QUIET)


def _legend(picture: Picture, width: float, top: float) -> tuple[str, float]:
    """Name classes by their marks and relations by their lines; give the SVG and its height."""
    x, y, drawn = 48.0, top, ""
    for mark, name, count in _entries(picture):
        words = f"{name.zh} {name.en} {count}"
        wide = 40 + width_of(words, _SIZE)
        if x + wide > width - 40 and x > 48:
            x, y = 48.0, y + 24
        drawn += tag("g", mark, transform=f"translate({x:.1f} {y:.1f})")
        drawn += text(words, (x + 16, y + 4.5), font_size=_SIZE)
        x += wide
    return drawn, y - top + 30


def _entries(picture: Picture) -> Iterable[tuple[str, Text, int]]:
    kinds = Counter(node.kind for node in picture.nodes)
    for kind in sorted(kinds, key=lambda it: (-kinds[it], it)):
        yield _node(_Spot((0, 0), 6), kind), picture.kinds.get(kind, _OTHER), kinds[kind]
    colours, lines = line_colours(picture), Counter(line.relation for line in picture.lines)
    for key, relation in picture.relations.items():
        mark = tag("line", x1=-8, y1=0, x2=8, y2=0, stroke=colours[key], stroke_width=3)
        yield mark, relation.name, lines[key]
