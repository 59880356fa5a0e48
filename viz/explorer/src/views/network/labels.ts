// Which names have room: none over another, the more important first. Knows no canvas.

export interface Wish {
  readonly node: number;
  readonly x: number;
  readonly y: number;
  /** Radius of the mark that the name stands beside. */
  readonly radius: number;
  readonly width: number;
}

export interface Placed {
  readonly node: number;
  /** Left end and middle of the line of text. */
  readonly x: number;
  readonly y: number;
}

const HEIGHT = 15;
const CELL = 48;
const FIRST = 24;

/** Place the names in the order of the wishes: below, above, right or left of the mark, or not. */
export function placeLabels(wishes: readonly Wish[], width: number, height: number): Placed[] {
  const taken = new Grid();
  const placed: Placed[] = [];
  // The first names may lie over the marks of lesser nodes; the others over no mark.
  for (const [i, wish] of wishes.entries()) {
    if (i === 0 || i === FIRST) wishes.slice(i, i ? undefined : FIRST).forEach((w) => taken.add(mark(w)));
    for (const [x, y] of spots(wish)) {
      const box: Box = [x - 4, y - HEIGHT / 2, x + wish.width + 4, y + HEIGHT / 2];
      const inside = box[0] > 0 && box[1] > 0 && box[2] < width && box[3] < height;
      if (!inside || taken.meets(box)) continue;
      taken.add(box);
      placed.push({ node: wish.node, x, y });
      break;
    }
  }
  return placed;
}

function mark({ x, y, radius }: Wish): Box {
  return [x - radius, y - radius, x + radius, y + radius];
}

function spots({ x, y, radius, width }: Wish): readonly (readonly [number, number])[] {
  const gap = radius + 2;
  return [
    [x - width / 2, y + gap + HEIGHT / 2],
    [x - width / 2, y - gap - HEIGHT / 2],
    [x + gap + 2, y],
    [x - gap - 2 - width, y],
  ];
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Boxes by the cells of a grid that they touch. */
class Grid {
  readonly #cells = new Map<string, Box[]>();

  meets(box: Box): boolean {
    return this.#near(box).some((cell) =>
      (this.#cells.get(cell) ?? []).some(
        (other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3],
      ),
    );
  }

  add(box: Box): void {
    for (const cell of this.#near(box)) {
      const known = this.#cells.get(cell);
      if (known) known.push(box);
      else this.#cells.set(cell, [box]);
    }
  }

  #near(box: Box): string[] {
    const [left, top, right, bottom] = box.map((side) => Math.floor(side / CELL)) as [number, number, number, number];
    const cells: string[] = [];
    for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) cells.push(`${x},${y}`);
    return cells;
  }
}
