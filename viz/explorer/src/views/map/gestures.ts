// Moving and zooming by mouse and fingers: one finger moves, two fingers zoom around their middle.

export interface Gestures {
  /** A movement has begun: what was shown of the thing under the pointer goes. */
  begin(): void;
  move(dx: number, dy: number): void;
  /** Zoom by a factor around a point of the element. */
  zoom(factor: number, at: readonly [number, number]): void;
}

type Spot = readonly [x: number, y: number];

const CLICK = 5;

/** Listen to the pointers of an element; a press without a movement stays a click. */
export function listen(element: Element, act: Gestures): void {
  const down = new Map<number, Spot>();
  let moving = false;
  const take = (): void => {
    if (!moving) act.begin();
    moving = true;
    for (const pointer of down.keys()) element.setPointerCapture(pointer);
  };
  const one = (pointer: number, [x, y]: Spot, to: Spot): void => {
    if (!moving && Math.hypot(to[0] - x, to[1] - y) < CLICK) return;
    if (!moving) take();
    down.set(pointer, to);
    act.move(to[0] - x, to[1] - y);
  };
  const two = (pointer: number, to: Spot): void => {
    if (!moving) take();
    const before = span([...down.values()]);
    down.set(pointer, to);
    const after = span([...down.values()]);
    const box = element.getBoundingClientRect();
    act.move(after.x - before.x, after.y - before.y);
    act.zoom(after.length / Math.max(1, before.length), [after.x - box.left, after.y - box.top]);
  };
  on(element, "pointerdown", (event) => {
    if (event.button === 0) down.set(event.pointerId, [event.clientX, event.clientY]);
  });
  on(element, "pointermove", (event) => {
    const from = down.get(event.pointerId);
    if (!from) return;
    if (!(event.buttons & 1)) down.delete(event.pointerId);
    else if (down.size === 2) two(event.pointerId, [event.clientX, event.clientY]);
    else if (down.size === 1) one(event.pointerId, from, [event.clientX, event.clientY]);
  });
  for (const name of ["pointerup", "pointercancel"] as const) {
    on(element, name, (event) => {
      down.delete(event.pointerId);
      if (down.size === 0) moving = false;
    });
  }
}

function on(element: Element, name: string, act: (event: PointerEvent) => void): void {
  element.addEventListener(name, act as (event: Event) => void);
}

/** The middle of two spots, and how far they are apart. */
function span(spots: readonly Spot[]): { x: number; y: number; length: number } {
  const [[x1, y1], [x2, y2]] = spots as [Spot, Spot];
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, length: Math.hypot(x2 - x1, y2 - y1) };
}
