// Texts with values in them: {n} is the value, {n:row|rows} the word that goes with it.

type Values = Readonly<Record<string, string | number>>;

/** Set the values into a text; what has no value stays as it stands. */
export function withValues(text: string, values: Values, number: (value: number) => string): string {
  return text.replace(/\{(\w+)(?::([^{}|]*)\|([^{}|]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one !== undefined) return value === 1 ? one : (many ?? "");
    return typeof value === "number" ? number(value) : value;
  });
}
