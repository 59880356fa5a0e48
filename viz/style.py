"""How each class of thing looks in a drawing: a colour that both eyes and themes bear, and a shape.

The one table of colours and shapes; drawings and legends both read it. It must not draw.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Style:
    """Shape (a vis-network name) and colour of a class."""

    shape: str
    colour: str


# Shape and colour say the same thing twice, for those who see one of them badly.
_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "SecondaryVocationalSchool": Style("dot", "#3b82c4"),
        "HigherVocationalCollege": Style("square", "#12946f"),
        "University": Style("diamond", "#8a56c9"),
        "ForeignInstitution": Style("triangle", "#e0681b"),
        "ForeignBody": Style("triangleDown", "#c2571a"),
        "Enterprise": Style("hexagon", "#c79a0a"),
        "PublicEmployer": Style("hexagon", "#9a7244"),
        "GovernmentBody": Style("square", "#6f7d8f"),
        "EducationGroup": Style("star", "#c83779"),
        "Alliance": Style("star", "#e07fae"),
        "Organization": Style("dot", "#8290a3"),
        "Major": Style("dot", "#7cb342"),
        "MajorGroup": Style("square", "#9ccc65"),
        "CooperativeUnit": Style("triangle", "#d1495b"),
        "TeachingTeam": Style("triangleDown", "#d1495b"),
        "Award": Style("star", "#e6b800"),
        "Certificate": Style("diamond", "#4aa3b5"),
        "Country": Style("triangleDown", "#4aa3b5"),
        "Province": Style("triangleDown", "#3f8fa3"),
        "Prefecture": Style("triangleDown", "#5b9fb0"),
        "County": Style("triangleDown", "#78b1be"),
        "District": Style("triangleDown", "#78b1be"),
        "Place": Style("triangleDown", "#8fb3bd"),
        "Concept": Style("triangleDown", "#6f7d8f"),
    }
)
_OTHER = Style("dot", "#8290a3")

# One relation is drawn in grey; several in colours that differ in lightness as well.
SINGLE_LINE = "#8d99ab"
LINES = (
    "#5b8def",
    "#d9822b",
    "#3aa66f",
    "#b06bd1",
    "#d1495b",
    "#4aa3b5",
    "#9a8a3f",
    "#7d8794",
    "#e07fae",
    "#8d5a3b",
)


def style(name: str) -> Style:
    """Look up the style of an ontology class by its local name."""
    return _STYLES.get(name, _OTHER)


def symbol(look: Style) -> str:
    """Draw a style as a small inline SVG for the legend."""
    figure = (
        '<circle cx="8" cy="8" r="6"/>'
        if look.shape == "dot"
        else f'<polygon points="{symbol_points(look.shape, middle=(8, 8), radius=7)}"/>'
    )
    return f'<svg viewBox="0 0 16 16" fill="{look.colour}" aria-hidden="true">{figure}</svg>'


def symbol_points(shape: str, *, middle: tuple[float, float], radius: float) -> str:
    """List the corners of a shape, but the dot, as SVG takes them."""
    corners, turn, inner = {
        "square": (4, 45, 1.0),
        "diamond": (4, 0, 1.0),
        "triangle": (3, 0, 1.0),
        "triangleDown": (3, 180, 1.0),
        "hexagon": (6, 30, 1.0),
        "star": (10, 0, 0.45),
    }[shape]
    spots: list[str] = []
    for i in range(corners):
        angle = math.radians(360 / corners * i + turn - 90)
        reach = radius * (inner if i % 2 else 1.0)
        x, y = middle[0] + reach * math.cos(angle), middle[1] + reach * math.sin(angle)
        spots.append(f"{x:.1f},{y:.1f}")
    return " ".join(spots)
