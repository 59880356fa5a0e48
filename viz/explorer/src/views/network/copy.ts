// A copy of a big picture: while it moves, the copy is moved instead of drawing all in every frame.

import { type Camera, type Drawing, drawing, type Focus, type Look, paint } from "./paint";

/** From so many edges on, a copy is moved instead of drawing everything in every frame. */
export const MANY = 4000;
/** How much of the copy lies beside what is seen, on each side, as a share of it. */
const BESIDE = 0.25;

/** The whole as it was drawn, and where it stood then. */
export interface Copy {
  readonly canvas: HTMLCanvasElement;
  readonly camera: Camera;
}

/** Draw the whole with some more on every side, so that it can be moved. */
export function copied(what: Drawing, camera: Camera, look: Look, ratio: number): Copy {
  const canvas = document.createElement("canvas");
  const [width, height] = [camera.width * (1 + 2 * BESIDE), camera.height * (1 + 2 * BESIDE)];
  [canvas.width, canvas.height] = [width * ratio, height * ratio];
  const ctx = canvas.getContext("2d");
  ctx?.scale(ratio, ratio);
  const [x, y] = [camera.x + camera.width * BESIDE, camera.y + camera.height * BESIDE];
  if (ctx) paint(ctx, what, { k: camera.k, x, y, width, height }, look, null);
  return { canvas, camera };
}

/** What stands out, by itself. */
export function part({ network, curves, nodes }: Drawing, focus: Focus): Drawing {
  return drawing(
    network,
    curves.filter(({ edge }) => focus.edges.has(edge.index)),
    nodes.filter(({ index }) => focus.nodes.has(index)),
  );
}

export function same(a: Camera, b: Camera): boolean {
  return a.k === b.k && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** Draw a copy where the picture stands now. */
export function drawCopy(ctx: CanvasRenderingContext2D, copy: Copy, camera: Camera, ratio: number): void {
  const { canvas, camera: from } = copy;
  const by = camera.k / from.k;
  const x = camera.x - (from.x + from.width * BESIDE) * by;
  const y = camera.y - (from.y + from.height * BESIDE) * by;
  // Moved by whole pixels, the copy need not be smoothed, which takes most of the time.
  ctx.imageSmoothingEnabled = by !== 1;
  const [left, top] = by === 1 ? [Math.round(x), Math.round(y)] : [x, y];
  ctx.drawImage(canvas, left, top, (canvas.width / ratio) * by, (canvas.height / ratio) * by);
}
