// Round numbers for axes.

export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
}

/** Ticks at round numbers that hold all values; from 0, unless all values lie close together. */
export function scale(values: readonly number[], count: number, fromZero: boolean): Scale {
  const least = Math.min(...values, Infinity);
  const most = Math.max(...values, -Infinity);
  if (least > most) return { low: 0, high: 1, ticks: [0, 1] };
  const close = !fromZero && least > 0 && least > 0.6 * most && most > least;
  const low = close ? least : Math.min(0, least);
  const high = Math.max(most, low === most ? most + 1 : most);
  const step = roundStep((high - low) / count);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => rounded((first + i) * step));
  return { low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1, ticks };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough - 1e-12) ?? 10;
  return step * power;
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
