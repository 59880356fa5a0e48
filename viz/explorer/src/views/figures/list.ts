// The figures as a table: what is printed, and where.

import type { App, Text } from "../../contract";
import { table, type TableRow } from "../../parts/table";
import { h } from "../../page/h";
import { reportName } from "../../page/report";
import { type Figure, lineNumbers, type Place } from "./figure";
import type { Telling } from "./plot";
import { choices } from "./series";
import { strings } from "./strings";

const NONE: Text = { zh: "", en: "" };

/** Name a place by its number and title. */
export function placeName(app: App, place: Place): string {
  return [app.say(place.place), app.say(place.title)].filter(Boolean).join(" ");
}

/** Make the table of some figures; columns that would say the same in every row are left out. */
export function figureTable(app: App, shown: readonly Figure[], place: Place | undefined, telling: Telling): HTMLElement {
  const told = choices(shown);
  const odd = shown.some((one) => telling.others(one).length > 0);
  const many = new Set(shown.map(({ report }) => report)).size > 1;
  const caption = place ? placeName(app, place) : app.say(shown[0]?.name ?? NONE);
  const row = (one: Figure): TableRow => [
    app.say(one.name),
    ...told.map(({ property }) => app.say(one.dimensions.find((d) => d.property === property)?.value ?? NONE)),
    one.period,
    { value: one.value, shown: () => one.printed },
    app.say(one.unitName),
    app.say(one.note),
    ...(many ? [app.say(reportName(app.network, one.report))] : []),
    app.say(one.place),
    { value: lineNumbers(one), shown: () => evidence(app, one, telling) },
    ...(odd ? [telling.others(one).length > 0 ? "≠" : ""] : []),
  ];
  return table(app, {
    caption,
    columns: [
      { name: strings.indicator },
      ...told.map(({ name }) => ({ name })),
      { name: strings.period },
      { name: strings.value, numeric: true },
      { name: strings.unitHead },
      { name: strings.note },
      ...(many ? [{ name: strings.report }] : []),
      { name: strings.where },
      { name: strings.lines },
      ...(odd ? [{ name: strings.mark }] : []),
    ],
    rows: shown.map(row),
    file: place ? place.id.replaceAll("/", "-") : "figures",
  });
}

function evidence(app: App, one: Figure, telling: Telling): HTMLElement {
  const lines = lineNumbers(one);
  const said = `${lines}: ${app.say(strings.evidence)}, ${app.say(one.fact.label)}`;
  return h("button", { type: "button", class: "linklike", "aria-label": said, onclick: () => telling.open(one) }, lines);
}
