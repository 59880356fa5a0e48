"""SVG written by hand: elements, text that is escaped and wrapped, and how wide text is.

What both kinds of picture for print share. It must not know what is drawn.
"""

import math
import unicodedata
from collections.abc import Iterable
from html import escape

#: Fonts that a machine may have, Chinese first; every name is a font of its own.
FONT = (
    "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','PingFang SC','Hiragino Sans GB',"
    "'Microsoft YaHei','WenQuanYi Micro Hei','SimHei',system-ui,'Segoe UI',sans-serif"
)
INK, QUIET, HAIRLINE, PAPER = "#1c2430", "#55606f", "#d5dbe3", "#ffffff"
_OPENING, _CLOSING = "（《“(【", "）》”)】，。、；："


def tag(name: str, *inside: str, **attributes: object) -> str:
    """Write an element around what is already SVG; stroke_width stands for stroke-width."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{told}>{''.join(inside)}</{name}>" if inside else f"<{name}{told}/>"


def text(words: str, at: tuple[float, float], **attributes: object) -> str:
    """Write one line of text, escaped; `at` is x and the baseline."""
    return tag("text", escape(_plain(words), quote=False), x=at[0], y=at[1], **attributes)


def document(width: float, height: float, *inside: str, title: str) -> str:
    """Write a whole file on white paper; the title is read out and shown on hovering."""
    paper = tag("rect", width=width, height=height, fill=PAPER)
    head = tag("title", escape(_plain(title), quote=False))
    drawing = tag(
        "svg",
        f"\n{head}\n{paper}\n",
        "\n".join(inside),
        "\n",
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        font_family=FONT,
        fill=INK,
        role="img",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'


def width_of(words: str, size: float) -> float:
    """Estimate how wide a line is: a Chinese character as its size, others a bit over half."""
    return size * sum(1.0 if _is_wide(c) else 0.58 for c in words)


def wrapped(words: str, *, width: float, size: float) -> list[str]:
    """Break text into lines no wider than given, between Chinese characters or at spaces."""
    lines = [""]
    for piece in _pieces(words):
        if lines[-1] and width_of((lines[-1] + piece).rstrip(), size) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines if line.strip()]


def _pieces(words: str) -> Iterable[str]:
    """Cut text where a line may break: brackets and stops stay with what they belong to."""
    piece = ""
    for c in words:
        breaks = (_is_wide(c) and c not in _CLOSING) or piece.endswith(" ") or _is_wide(piece[-1:])
        if piece and breaks and c not in _CLOSING and piece[-1] not in _OPENING:
            yield piece
            piece = ""
        piece += c
    yield piece


def _is_wide(c: str) -> bool:
    return bool(c) and unicodedata.east_asian_width(c) in {"W", "F"}


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0") if math.isfinite(value) else "0"
    return str(value)


def _plain(words: str) -> str:
    """Leave out control characters, which XML forbids."""
    return "".join(c for c in words if c >= " ")
