// The figures of the reports: over the years, side by side, each with the line it stands on.

import type { App, Change, Facts, Opened, View } from "../../contract";
import { factEntry } from "../../card/fact";
import { chart, type Drawn, legend, type Series } from "../../parts/chart";
import { saveSvg } from "../../parts/download";
import { scale } from "../../parts/scale";
import { h, put } from "../../page/h";
import { contentKey } from "../../page/hash";
import { reportName } from "../../page/report";
import { type Chosen, chooser } from "./chooser";
import { atOdds, type Figure, type Odds, type Place, places, readFigures, telling } from "./figure";
import "./figures.css";
import { figureTable, placeName } from "./list";
import { barSeries, lineSeries, type Telling } from "./plot";
import { choices, type Group, grouped } from "./series";
import { strings } from "./strings";

export const figures: View = {
  id: "figures",
  name: strings.name,
  about: strings.about,
  icon: "M4 20V4M4 20h16M8 15l4-4 3 3 5-6",
  open: (root, app) => new FiguresView(root, app),
};

const DIMENSION = "d.";

class FiguresView implements Opened {
  readonly #root: HTMLElement;
  readonly #app: App;
  readonly #work = h("div", { class: "work" });
  #facts: Facts | undefined;
  #all: readonly Figure[] = [];
  #places: readonly Place[] = [];
  #odds: Odds = new Map();
  readonly #telling: Telling = {
    others: (one) => this.#odds.get(one.fact.index) ?? [],
    open: (one) => this.#evidence(one),
  };
  #drawn: Drawn[] = [];
  #chosen = "";
  #narrow = "";
  #closed = false;

  constructor(root: HTMLElement, app: App) {
    this.#root = root;
    this.#app = app;
    put(root, h("p", { class: "empty" }, app.say(strings.loading)));
    void app.facts().then((facts) => {
      if (this.#closed) return;
      this.#facts = facts;
      this.#all = readFigures(facts, app.network);
      this.#places = places(this.#all, facts, app.network);
      this.#odds = atOdds(this.#all);
      this.#frame();
    });
  }

  update(change: Change): void {
    if (!this.#facts) return;
    if (change.lang || this.#key() !== this.#chosen) this.#frame();
    else if (change.state && this.#narrowing() !== this.#narrow) this.#draw();
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  #stop(): void {
    for (const one of this.#drawn) one.close();
    this.#drawn = [];
  }

  get #state(): Chosen {
    const { at, indicator } = this.#app.state.params;
    if (indicator !== undefined) return { indicator };
    const found = this.#places.find(({ id }) => id === at) ?? telling(this.#places);
    return found ? { at: found.id } : {};
  }

  #key(): string {
    return JSON.stringify(this.#state);
  }

  /** All of the hash that a drawing depends on. */
  #narrowing(): string {
    return contentKey(this.#app.state.params);
  }

  #frame(): void {
    const app = this.#app;
    if (this.#all.length === 0) {
      put(this.#root, h("p", { class: "empty" }, app.say(strings.empty)));
      return;
    }
    this.#chosen = this.#key();
    const before = this.#root.querySelector(".chooser")?.scrollTop ?? 0;
    const search = this.#root.querySelector<HTMLInputElement>(".chooser input[type=search]")?.value ?? "";
    const list = chooser(app, this.#places, this.#all, this.#state, (chosen) => this.#pick(chosen));
    const aside = h("details", { class: "chooser", open: innerWidth > 900 }, h("summary", {}, app.say(strings.choose)), list);
    put(this.#root, h("div", { class: "figures-page" }, aside, this.#work));
    const input = aside.querySelector<HTMLInputElement>("input[type=search]");
    if (input && search) (input.value = search), input.dispatchEvent(new Event("input"));
    aside.scrollTop = before;
    this.#draw();
  }

  #pick({ at, indicator }: Chosen): void {
    const old = Object.keys(this.#app.state.params).filter((name) => name !== "card");
    const gone = Object.fromEntries(old.map((name) => [name, null]));
    this.#app.go({ ...gone, at: at ?? null, indicator: indicator ?? null });
    this.#root.scrollTop = 0;
  }

  #draw(): void {
    const app = this.#app;
    this.#stop();
    this.#narrow = this.#narrowing();
    const { at, indicator } = this.#state;
    const place = this.#places.find(({ id }) => id === at);
    const all = place ? place.figures : this.#all.filter((one) => one.indicator === indicator);
    const shown = this.#narrowed(all);
    const groups = grouped(shown, (report) => reportName(app.network, report));
    put(
      this.#work,
      this.#heading(place, all),
      this.#controls(all),
      shown.length === 0 && h("p", { class: "empty" }, app.say(strings.nothing)),
      this.#remarks(shown, groups),
      groups.filter(isDrawn).map((group, i) => this.#chart(group, i)),
      h("div", { class: "evidence", hidden: true }),
      shown.length > 0 && figureTable(app, groups.flatMap(({ lines }) => lines.flatMap((line) => line.figures)), place, this.#telling),
    );
  }

  #heading(place: Place | undefined, all: readonly Figure[]): HTMLElement {
    const app = this.#app;
    const report = place && app.network.meta.reports[place.report];
    const name = place ? placeName(app, place) : app.say(all[0]?.name ?? { zh: "", en: "" });
    const spread = new Set(all.map((one) => `${one.report}/${one.where}`)).size;
    return h(
      "header",
      {},
      h("h1", {}, name),
      report && h("p", { class: "lead" }, app.say(report.title)),
      !place && spread > 1 && h("p", { class: "lead" }, app.say(strings.spread, { n: spread })),
    );
  }

  #narrowed(all: readonly Figure[]): Figure[] {
    const { params } = this.#app.state;
    const wanted = choices(all).flatMap(({ property }) => {
      const value = params[DIMENSION + this.#propertyId(property)];
      return value === undefined ? [] : [{ property, value }];
    });
    return all.filter(
      (one) =>
        (params["year"] === undefined || one.period === params["year"]) &&
        wanted.every(({ property, value }) => one.dimensions.some((d) => d.property === property && d.key === value)),
    );
  }

  #propertyId(property: number): string {
    return this.#facts?.properties[property]?.id ?? "";
  }

  #controls(all: readonly Figure[]): HTMLElement | null {
    const app = this.#app;
    const years = [...new Set(all.map(({ period }) => period).filter(Boolean))].sort();
    const select = (key: string, name: string, none: string, options: readonly (readonly [string, string])[]): HTMLElement =>
      h(
        "label",
        { class: "field" },
        h("span", {}, name),
        h(
          "select",
          { name: key, onchange: (event: Event) => app.go({ [key]: (event.target as HTMLSelectElement).value || null }) },
          h("option", { value: "" }, none),
          options.map(([value, text]) => h("option", { value, selected: app.state.params[key] === value }, text)),
        ),
      );
    const fields = [
      ...(years.length > 1 ? [select("year", app.say(strings.period), app.say(strings.overYears), years.map((year) => [year, year]))] : []),
      ...choices(all)
        .filter(({ values }) => values.length < all.length)
        .slice(0, 4)
        .map(({ property, name, values }) =>
          select(DIMENSION + this.#propertyId(property), app.say(name), app.say(strings.all), values.map(({ key, value }) => [key, app.say(value)])),
        ),
      select("sort", app.say(strings.order), app.say(strings.printed), [["size", app.say(strings.bySize)]]),
    ];
    return h("div", { class: "bar" }, fields);
  }

  #remarks(shown: readonly Figure[], groups: readonly Group[]): (HTMLElement | null)[] {
    const app = this.#app;
    const odds = shown.filter((one) => this.#odds.has(one.fact.index)).length;
    const alone = groups.filter((group) => !isDrawn(group)).flatMap(({ lines }) => lines.flatMap((line) => line.figures)).length;
    return [
      odds > 0 ? h("p", { class: "odds" }, app.say(strings.odds, { n: odds })) : null,
      alone > 0 ? h("p", { class: "faint" }, app.say(strings.alone, { n: alone })) : null,
    ];
  }

  #chart(group: Group, number: number): HTMLElement {
    const app = this.#app;
    const key = `off${number}`;
    const off = new Set((app.state.params[key] ?? "").split(".").filter(Boolean).map(Number));
    const name = group.name ? app.say(group.name) : "";
    const unit = group.unitName.zh ? app.say(strings.unit, { unit: app.say(group.unitName) }) : app.say(strings.noUnit);
    const title = name || unit;
    const bySize = app.state.params["sort"] === "size";
    const series = group.kind === "line" ? lineSeries(app, group, this.#telling) : [];
    const kept = series.filter((_, i) => !off.has(i));
    const bars = group.kind === "bar" ? barSeries(app, group, this.#telling, bySize) : undefined;
    const places = bars ? bars.points.map(({ at }) => at) : group.periods;
    const drawn = chart(app, { title, unit: app.say(group.unitName), kind: group.kind, series: bars ? [bars] : kept, places });
    this.#drawn.push(drawn);
    const turn = (text: string): void => {
      const i = series.findIndex((one) => one.name === text);
      if (off.has(i)) off.delete(i);
      else off.add(i);
      app.go({ [key]: off.size > 0 ? [...off].sort((a, b) => a - b).join(".") : null }, { quiet: true });
      this.#work.querySelectorAll(".figure")[number]?.querySelectorAll<HTMLElement>(".legend button")[i]?.focus();
    };
    const hidden = new Set(series.filter((_, i) => off.has(i)).map((one) => one.name));
    const elsewhere = group.name && this.#elsewhere(group);
    return h(
      "section",
      { class: "panel figure" },
      h(
        "div",
        { class: "figure-head" },
        h("h2", {}, title, name && h("small", { class: "faint" }, ` ${unit}`)),
        elsewhere && h("a", { class: "small", href: app.link("figures", { indicator: elsewhere }) }, app.say(strings.everywhere)),
        h("button", { type: "button", class: "chip", onclick: () => { const svg = drawn.svg(); if (svg) saveSvg(title, svg); } }, app.say(strings.svg)),
      ),
      series.length > 1 && legend(app, series, hidden, turn),
      drawn.element,
      this.#footnotes(group, kept),
    );
  }

  /** The indicator of a group, where it stands in other places as well. */
  #elsewhere(group: Group): string | undefined {
    const here = group.lines[0]?.figures[0];
    if (!here || this.#state.indicator !== undefined) return undefined;
    const other = this.#all.some((one) => one.indicator === here.indicator && (one.where !== here.where || one.report !== here.report));
    return other ? here.indicator : undefined;
  }

  #footnotes(group: Group, kept: readonly Series[]): HTMLElement | null {
    const app = this.#app;
    if (group.kind === "bar") return null;
    const values = kept.flatMap((one) => one.points.map((point) => point.value));
    const notes = [
      ...(values.length > 0 && scale(values, 5, false).low > 0 ? [strings.notZero] : []),
      ...(kept.some((one) => one.points.some((point) => point.loose)) ? [strings.loose] : []),
    ];
    return notes.length > 0 ? h("p", { class: "faint small" }, notes.map((note) => app.say(note)).join(app.lang === "zh" ? "" : " ")) : null;
  }

  #evidence(one: Figure): void {
    const app = this.#app;
    const place = this.#work.querySelector<HTMLElement>(".evidence");
    if (!place || !this.#facts) return;
    place.hidden = false;
    const hide = (): void => {
      place.hidden = true;
    };
    put(
      place,
      h("div", { class: "figure-head" }, h("h2", {}, app.say(strings.evidence)), h("button", { type: "button", class: "chip", onclick: hide }, app.say(strings.closeEvidence))),
      [one, ...(this.#odds.get(one.fact.index) ?? [])].map((figure) => factEntry(app, this.#facts as Facts, figure.fact, true)),
    );
    place.scrollIntoView({ block: "nearest" });
  }
}

/** A bar beside no other says no more than the table; indicators stand side by side in tables only. */
function isDrawn({ kind, lines, name }: Group): boolean {
  const figures = lines.flatMap((line) => line.figures);
  return kind === "line" || (figures.length > 1 && (name !== undefined || figures.every(({ tabled }) => tabled)));
}
