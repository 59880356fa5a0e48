"""PNG from SVG, by resvg, which comes with the extra `print`.

The one module that knows resvg; it must not make a picture.
"""

from tvetgraph.loaders.errors import BuildError

_ZOOM = 2  # dots a picture's unit, sharp on screens and in print


def to_png(svg: str) -> bytes:
    """Draw an SVG with the fonts of this machine; raise BuildError without resvg."""
    try:
        import resvg_py  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BuildError(
            problem="PNG 需要附加的包 / PNG needs a package more",
            remedy="请运行 pip install 'tvetgraph[print]'，或改写 .svg"
            " / run pip install 'tvetgraph[print]', or write .svg instead",
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_ZOOM))
