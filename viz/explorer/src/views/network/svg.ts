// The network as an SVG file: the same marks, edges and names as on the canvas.

import { s } from "../../page/h";
import { pathData } from "./marks";
import { type Camera, type Drawing, type Look, onScreen, radius, shortName } from "./paint";
import type { Placed } from "./labels";

/** Write what is in view. */
export function toSvg(what: Drawing, camera: Camera, look: Look, names: readonly Placed[]): string {
  const { width, height } = camera;
  const svg = s(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width, height },
    s("rect", { width, height, fill: look.colours.paper }),
    s("g", { fill: "none", "stroke-width": 1 }, edges(what, camera, look)),
    s("g", { stroke: look.colours.paper }, marks(what, camera, look)),
    s("g", { "font-family": "sans-serif", "font-size": 12, fill: look.colours.ink }, texts(what, look, names)),
  );
  return new XMLSerializer().serializeToString(svg);
}

function edges(what: Drawing, camera: Camera, { focus }: Look): SVGElement[] {
  return what.curves.map((curve) => {
    const [x1, y1] = onScreen(camera, curve.x1, curve.y1);
    const [cx, cy] = onScreen(camera, curve.cx, curve.cy);
    const [x2, y2] = onScreen(camera, curve.x2, curve.y2);
    const [a, c, b] = [point(x1, y1), point(cx, cy), point(x2, y2)];
    const bright = !focus || focus.edges.has(curve.edge.index);
    return s("path", {
      d: curve.bowed ? `M${a}Q${c} ${b}` : `M${a}L${b}`,
      stroke: what.network.relations[curve.edge.relation]?.colour ?? "",
      opacity: bright ? 0.7 : 0.6 * (focus?.rest ?? 1),
    });
  });
}

function marks(what: Drawing, camera: Camera, { focus }: Look): SVGElement[] {
  return what.nodes.map((node) => {
    const look = what.network.classes[node.class];
    const [x, y] = onScreen(camera, node.x, node.y);
    return s("path", {
      d: pathData(look?.shape ?? "dot", x, y, radius(node, camera.k)),
      fill: look?.colour ?? "",
      opacity: !focus || focus.nodes.has(node.index) ? 1 : focus.rest,
    });
  });
}

function texts(what: Drawing, look: Look, names: readonly Placed[]): SVGElement[] {
  return names.flatMap(({ node, x, y }) => {
    const found = what.network.nodes[node];
    const place = { x: x.toFixed(1), y: (y + 4).toFixed(1) };
    return found ? [s("text", place, shortName(found, look.lang))] : [];
  });
}

function point(x: number, y: number): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
