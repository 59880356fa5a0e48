// The state of the page as it stands in the URL's hash: #/view?key=value&…

import type { State } from "../contract";

/** Read a hash; what cannot be read is left out. */
export function readHash(hash: string): State {
  const [path = "", query = ""] = split(hash.replace(/^#\/?/, ""));
  const params: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(query)) params[key] = value;
  return { view: path, params };
}

/** Write a hash, keys in alphabetical order, so that the same state has one address. */
export function writeHash({ view, params }: State): string {
  const query = Object.keys(params)
    .filter((key) => params[key] !== undefined)
    .sort()
    .map((key) => `${encode(key)}=${encode(params[key] ?? "")}`)
    .join("&");
  return `#/${view}${query && "?"}${query}`;
}

/** What of a view's part makes its content: all but the card beside it and the order of its tables. */
export function contentKey(params: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(params).filter(([key]) => !/^(card|order\d?)$/.test(key)).sort());
}

function split(text: string): [string, string] {
  const mark = text.indexOf("?");
  return mark < 0 ? [text, ""] : [text.slice(0, mark), text.slice(mark + 1)];
}

/** Escape only what would be read otherwise, so that a shared address stays readable. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
}
