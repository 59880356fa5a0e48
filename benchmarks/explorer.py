"""How fast the explorer is: time to the first picture, frames while panning, size of the file.

Measures today's build and a graph ten times as big, next to a plain pyvis page of the same graph:

    python benchmarks/explorer.py --build build

Prints CSV. The numbers are of this machine; quote their ratios.
"""

import argparse
import csv
import math
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooSlow
from pyvis.network import Network  # pyright: ignore[reportMissingTypeStubs]

from tvetgraph.graph.store import open_store
from tvetgraph.viz import explorer_page
from tvetgraph.viz.explorer_graph import read_graph
from tvetgraph.viz.explorer_network import items, network_block

SEED = 20201122
NODES, EDGES = 10_000, 50_000
SECONDS = 4
# A page that has shown nothing after so many seconds is given up: inf seconds, 0 frames.
PATIENCE = 180
FLAGS = ["--no-sandbox", "--disable-gpu"]
# Counts the frames in which the main thread was free to draw while the picture is dragged.
FRAMES = """(seconds) => new Promise((done) => {
  const times = []; const start = performance.now();
  const step = (now) => {
    times.push(now);
    if (now - start < seconds * 1000) requestAnimationFrame(step);
    else done((times.length - 1) / ((times.at(-1) - times[0]) / 1000));
  };
  requestAnimationFrame(step);
})"""
# The first frame in which the canvas holds anything but one colour.
DRAWN = """() => {
  const canvas = [...document.querySelectorAll('canvas')].find((c) => c.width > 200);
  if (!canvas) return false;
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  for (let i = 4; i < data.length; i += 40) if (data[i + 3] !== data[3]) return true;
  return false;
}"""

Block = dict[str, Any]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=Path("build"))
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    known = items(read_graph(open_store(options.build)))
    today = network_block(known) | {"starts": []}
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("page", "nodes", "edges", "megabytes", "first_picture_s", "panning_fps"))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        pages = dict(_pages(today, explorer_page.explorer_page(options.build), folder))
        browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        for path, (nodes, edges) in pages.items():
            times, frames = zip(
                *(_measure(browser, path) for _ in range(options.repeat)), strict=True
            )
            size = path.stat().st_size / 1e6
            row = (
                path.stem,
                nodes,
                edges,
                f"{size:.1f}",
                f"{median(times):.2f}",
                f"{median(frames):.0f}",
            )
            writer.writerow(row)
            sys.stdout.flush()
        browser.close()


def _pages(today: Block, page: str, folder: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Write the pages to be measured, each with its numbers of nodes and edges."""
    big = _big(today)
    for name, block, html in (
        ("explorer-today", today, page),
        ("explorer-tenfold", big, _with_network(page, big)),
    ):
        path = folder / f"{name}.html"
        path.write_text(html, encoding="utf-8")
        yield path, (len(block["nodes"]), len(block["edges"]))
        plain = folder / f"{name.replace('explorer', 'pyvis')}.html"
        plain.write_text(_pyvis(block), encoding="utf-8")
        yield plain, (len(block["nodes"]), len(block["edges"]))


def _with_network(page: str, block: Block) -> str:
    """Put another first block into a page; what the facts say stays."""
    head, _, rest = page.partition('<script type="application/json" id="block-network">')
    text = explorer_page.block("network", explorer_page.to_json(block), media="application/json")
    return head + text + rest.partition("</script>")[2]


def _big(today: Block) -> Block:
    """Make a graph of the same classes and relations, ten times the size, by chance but fixed."""
    chance = random.Random(SEED)  # noqa: S311 - a measurement, not a secret
    classes = [i for i, row in enumerate(today["classes"]) if row[7] == "organisation"]
    relations = [i for i, row in enumerate(today["relations"]) if row[5]]
    pairs = [_pair(chance) for _ in range(EDGES)]
    degrees = [0] * NODES
    for a, b in pairs:
        degrees[a] += 1
        degrees[b] += 1
    nodes = [
        [
            f"org/{i}",
            chance.choice(classes),
            f"第{i}职业学校",
            f"School {i}",
            [],
            [f"d{i}zyxx"],
            chance.randint(-9000, 9000),
            chance.randint(-6000, 6000),
            degrees[i],
            -1,
            [],
        ]
        for i in range(NODES)
    ]
    edges = [[a, b, chance.choice(relations), [0], [2020], [0], [], []] for a, b in pairs]
    return today | {"nodes": nodes, "romanised": [""] * NODES, "edges": edges}


def _pair(chance: random.Random) -> tuple[int, int]:
    """Choose two ends; some nodes have many neighbours, most have few."""
    a = int(NODES * chance.random() ** 2)
    return a, (a + chance.randint(1, NODES - 1)) % NODES


def _pyvis(block: Mapping[str, Sequence[Any]]) -> str:
    """Write the plain pyvis page of the same graph, places given, physics off."""
    network: Any = Network(height="900px", width="100%", directed=True, cdn_resources="in_line")
    network.nodes = [
        {"id": i, "label": row[2], "shape": "dot", "x": row[6], "y": row[7], "size": 8}
        for i, row in enumerate(block["nodes"])
    ]
    network.edges = [{"from": row[0], "to": row[1]} for row in block["edges"]]
    network.options = {"physics": {"enabled": False}, "layout": {"improvedLayout": False}}
    return str(network.generate_html())


def _measure(browser: Browser, path: Path) -> tuple[float, float]:
    """Give the seconds to the first picture and the frames a second while it is dragged."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    try:
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function(DRAWN, polling="raf")
        first = float(page.evaluate("performance.now()")) / 1000
        page.wait_for_timeout(1500)
        return first, _panned(page)
    except TooSlow:
        return math.inf, 0.0
    finally:
        context.close()


def _panned(page: Page) -> float:
    """Drag the picture about for some seconds and count the frames."""
    page.mouse.move(800, 500)
    page.mouse.down()
    # Not awaited: the mouse moves while the frames are counted.
    page.evaluate(f"() => {{ window.measured = ({FRAMES})({SECONDS}); }}")
    for i in range(SECONDS * 50):
        page.mouse.move(800 + 200 * ((i // 20) % 2) + i % 20 * 6, 500 + i % 40)
    found = float(page.evaluate("window.measured"))
    page.mouse.up()
    return found


def _chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise SystemExit("no Chromium here; install the package chromium / 请安装 chromium")


if __name__ == "__main__":
    main()
