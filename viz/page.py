"""A picture as one HTML page: drawing, legend, search and the table of all evidence.

Every text from data passes through `escape` or a JSON value on its way into the page. It must not
ask a store anything.
"""

import math
from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from string import Template

from tvetgraph.graph.texts import Text
from tvetgraph.viz import offline
from tvetgraph.viz.picture import Evidence, Picture, tell_line, tell_node, tell_reading
from tvetgraph.viz.placing import places
from tvetgraph.viz.style import LINES, SINGLE_LINE, style, symbol

_WIDE, _TALL = 1.9, 0.62
_OPTIONS: Mapping[str, object] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "tooltipDelay": 120,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    # vis-network draws every label over the others; page.js draws those that have room.
    "nodes": {"borderWidth": 0, "scaling": {"label": {"enabled": False, "drawThreshold": 1e9}}},
    "edges": {
        "arrows": {"to": {"scaleFactor": 0.6}},
        "arrowStrikethrough": False,
        "selectionWidth": 2,
        "hoverWidth": 1,
    },
}


def page(picture: Picture) -> str:
    """Write the picture's page, complete and offline."""
    parts = offline.Parts(
        title=f"{picture.title.zh} {picture.title.en}".strip(),
        style=_template("page.css"),
        before=_before(picture),
        after=_after(picture),
        script=_template("page.js"),
    )
    return offline.render(_nodes(picture), _edges(picture), options=_OPTIONS, parts=parts)


def _nodes(picture: Picture) -> Iterable[offline.Attributes]:
    degrees = picture.degrees()
    (wide, sides), (tall, _) = places(picture, aspect=_WIDE), places(picture, aspect=_TALL)
    for node in picture.nodes:
        look, degree = style(node.kind), degrees[node.key]
        told = tell_node(picture, node, neighbours=degree)
        radius = round(8 + 4 * math.sqrt(min(degree, 36)), 1)
        yield {
            "id": node.key,
            "label": node.name.zh,
            "en": node.name.en,
            "about": told.zh,
            "aboutEn": told.en,
            "degree": degree,
            "color": look.colour,
            "shape": look.shape,
            "radius": radius,
            "size": radius,
            "wide": wide[node.key],
            "tall": tall[node.key],
            "side": sides.get(node.key, ""),
            "x": wide[node.key][0],
            "y": wide[node.key][1],
        }


def _edges(picture: Picture) -> Iterable[offline.Attributes]:
    colours = line_colours(picture)
    seen: dict[frozenset[str], int] = {}
    for number, line in enumerate(picture.lines):
        told = tell_line(picture, line)
        beside = seen.setdefault(frozenset((line.source, line.target)), 0)
        seen[frozenset((line.source, line.target))] += 1
        curve = {"enabled": True, "type": "curvedCW", "roundness": 0.12 * beside}
        yield {
            "id": f"line-{number}",
            "from": line.source,
            "to": line.target,
            "about": told.zh,
            "aboutEn": told.en,
            "arrows": "to" if picture.relations[line.relation].directed else "",
            "color": {"color": colours[line.relation], "opacity": 0.75, "inherit": False},
            "smooth": curve if beside else False,
            "width": round(1.2 + 1.1 * math.log2(max(1, len(line.evidence))), 2),
        }


def line_colours(picture: Picture) -> Mapping[str, str]:
    """Give each relation a colour; a single one is grey."""
    if len(picture.relations) == 1:
        return dict.fromkeys(picture.relations, SINGLE_LINE)
    return {key: LINES[i % len(LINES)] for i, key in enumerate(picture.relations)}


def _before(picture: Picture) -> str:
    reading = tell_reading(picture)
    names = sorted({n.name.zh for n in picture.nodes} | {n.name.en for n in picture.nodes} - {""})
    return _filled(
        "before.html",
        title_zh=escape(picture.title.zh),
        title_en=escape(picture.title.en),
        reading_zh=escape(reading.zh),
        reading_en=escape(reading.en),
        options="".join(f'<option value="{escape(name)}"></option>' for name in names),
    )


def _after(picture: Picture) -> str:
    return _filled(
        "after.html",
        legend="".join(_legend(picture)),
        count=str(len(picture.lines)),
        rows="\n".join(_rows(picture)),
    )


def _legend(picture: Picture) -> Iterable[str]:
    kinds = [node.kind for node in picture.nodes]
    for kind in sorted(set(kinds), key=lambda k: (-kinds.count(k), k)):
        name = picture.kinds.get(kind, Text("其他", "other"))
        yield _entry(symbol(style(kind)), name, kinds.count(kind))
    colours = line_colours(picture)
    for key, relation in picture.relations.items():
        count = sum(line.relation == key for line in picture.lines)
        mark = f'<span class="line" style="border-color:{colours[key]}"></span>'
        yield _entry(mark, relation.name, count)


def _entry(mark: str, name: Text, count: int) -> str:
    english = f' <span lang="en">{escape(name.en)}</span>' if name.en else ""
    return f"<li>{mark}<span>{escape(name.zh)}{english} <small>{count}</small></span></li>"


def _rows(picture: Picture) -> Iterable[str]:
    names = {node.key: node.name.zh for node in picture.nodes}
    for line in sorted(picture.lines, key=lambda it: (names[it.source], names[it.target])):
        relation = picture.relations[line.relation].name
        ends = (names[line.source], f"{relation.zh} {relation.en}".strip(), names[line.target])
        for evidence in line.evidence or (Evidence("", Text(""), Text("")),):
            cells = (*ends, evidence.label.zh, evidence.source.zh)
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _filled(name: str, **values: str) -> str:
    return Template(_template(name)).substitute(values)


def _template(name: str) -> str:
    return files("tvetgraph.viz").joinpath("templates", name).read_text("utf-8")
