// The list of places and indicators to choose from.

import type { App, Text } from "../../contract";
import { h, put } from "../../page/h";
import type { Figure, Place } from "./figure";
import { placeName } from "./list";
import { strings } from "./strings";

export interface Chosen {
  readonly at?: string;
  readonly indicator?: string;
}

const MOST = 60;

export function chooser(app: App, all: readonly Place[], figures: readonly Figure[], chosen: Chosen, pick: (chosen: Chosen) => void): HTMLElement {
  const indicators = byIndicator(figures);
  const search = h("input", { type: "search", placeholder: app.say(strings.find), "aria-label": app.say(strings.find), oninput: () => draw() });
  const several = h("input", { type: "checkbox", onchange: () => draw() });
  const list = h("div", { class: "places" });
  const draw = (): void => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
    const found = all.filter((place) => (!several.checked || place.periods.length > 1) && fits(textOf(app, place)));
    const named = words.length > 0 ? indicators.filter((one) => fits(`${one.name.zh} ${one.name.en}`)).slice(0, MOST) : [];
    put(
      list,
      named.length > 0 && [
        h("h3", {}, app.say(strings.indicators)),
        h("ul", {}, named.map((one) => entry(app, app.say(one.name), one.count, one.years, one.id === chosen.indicator, () => pick({ indicator: one.id })))),
      ],
      app.network.meta.reports.map((report, i) => reportList(app, report.title, found.filter((place) => place.report === i), chosen, pick)),
      found.length + named.length === 0 && h("p", { class: "faint" }, app.say(strings.noneFound)),
    );
  };
  draw();
  return h("div", { class: "chooser-in" }, search, h("label", { class: "several" }, several, app.say(strings.several)), list);
}

function reportList(app: App, title: Text, found: readonly Place[], chosen: Chosen, pick: (chosen: Chosen) => void): HTMLElement | null {
  if (found.length === 0) return null;
  const part = (name: Text, some: readonly Place[]): (HTMLElement | null)[] =>
    some.length === 0
      ? []
      : [
          h("h4", {}, app.say(name)),
          h(
            "ul",
            {},
            some.map((place) =>
              entry(app, placeName(app, place), place.figures.length, place.periods.length, place.id === chosen.at, () => pick({ at: place.id })),
            ),
          ),
        ];
  return h(
    "section",
    {},
    h("h3", {}, app.say(title)),
    part(strings.tables, found.filter((place) => place.tabled)),
    part(strings.text, found.filter((place) => !place.tabled)),
  );
}

function entry(app: App, name: string, count: number, years: number, current: boolean, pick: () => void): HTMLElement {
  const size = years > 1 ? `${app.say(strings.years, { n: years })} · ` : "";
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "place", "aria-pressed": String(current), onclick: pick },
      h("span", {}, name),
      h("small", { class: "faint" }, size + app.say(strings.size, { n: count })),
    ),
  );
}

function textOf(app: App, place: Place): string {
  const names = new Set(place.figures.map((one) => `${one.name.zh} ${one.name.en}`));
  return [place.where, place.place.en, place.title.zh, place.title.en, app.network.meta.reports[place.report]?.title.en, ...names].join(" ");
}

function byIndicator(figures: readonly Figure[]): { id: string; name: Text; count: number; years: number }[] {
  const found = new Map<string, Figure[]>();
  for (const one of figures) {
    const known = found.get(one.indicator);
    if (known) known.push(one);
    else found.set(one.indicator, [one]);
  }
  return [...found].map(([id, some]) => ({
    id,
    name: (some[0] as Figure).name,
    count: some.length,
    years: new Set(some.map(({ period }) => period).filter(Boolean)).size,
  }));
}
