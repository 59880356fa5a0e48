// Where a school and a major lead on to, and who leads to a college or university.

import type { App, Change, Facts, Opened, View } from "../../contract";
import { saveSvg } from "../../parts/download";
import { whenResized } from "../../parts/resized";
import { type Child, h, put } from "../../page/h";
import { contentKey } from "../../page/hash";
import { shownName } from "../../page/name";
import { chooser, ends } from "./choose";
import { diagram, key } from "./diagram";
import { article, routeTable } from "./list";
import { type Asked, counted, fits, ordered, type RawRoutes, readRoutes, type Route, starts } from "./route";
import "./routes.css";
import { strings } from "./strings";
import { lengthOf, sheet, strip } from "./strip";

export const routes: View = {
  id: "routes",
  name: strings.name,
  about: strings.about,
  icon: "M4 18h4c5 0 4-12 9-12h3M17 3l3 3-3 3",
  available: (network) => network.relations.some(({ id }) => id === "feedsInto"),
  open: (root, app) => new RoutesView(root, app),
};

const STEP = 24;
const SHEET = 960;
const BEGIN = 12;
const NONE = { school: null, major: null, field: null, to: null, end: null };

class RoutesView implements Opened {
  readonly #root: HTMLElement;
  readonly #app: App;
  #unwatch: () => void = () => undefined;
  #facts: Facts | undefined;
  #all: readonly Route[] = [];
  #width = 0;
  #shown = STEP;
  /** Years of the longest route found. */
  #longest = 1;
  /** What of the hash was drawn last. */
  #drawn = "";
  #closed = false;

  constructor(root: HTMLElement, app: App) {
    this.#root = root;
    this.#app = app;
    put(root, h("p", { class: "empty" }, app.say(strings.loading)));
    void Promise.all([app.facts(), app.json("routes")]).then(([facts, raw]) => {
      if (this.#closed) return;
      this.#facts = facts;
      this.#all = ordered(readRoutes(raw as RawRoutes));
      this.#draw();
      this.#unwatch = whenResized(root, () => {
        if (this.#room() !== this.#width) this.#fit();
      });
    });
  }

  update(change: Change): void {
    if (!this.#facts) return;
    const other = contentKey(this.#app.state.params) !== this.#drawn;
    if (other) this.#shown = STEP;
    if (other || change.lang) this.#draw();
  }

  close(): void {
    this.#closed = true;
    this.#unwatch();
  }

  /** The width that a strip may take. */
  #room(): number {
    const wide = this.#root.clientWidth;
    return Math.max(260, Math.min(1240, wide) - (wide > 760 ? 48 + 34 : 24 + 26));
  }

  /** Draw the strips anew for another width; what is unfolded under them stays. */
  #fit(): void {
    this.#width = this.#room();
    for (const place of this.#root.querySelectorAll<HTMLElement>("article[data-route]")) {
      const route = this.#all.find(({ index }) => String(index) === place.dataset["route"]);
      const wrap = place.querySelector(".strip-wrap");
      if (route && wrap) put(wrap, strip(this.#app, route, this.#width, this.#longest));
    }
  }

  get #asked(): Asked {
    const { network, state } = this.#app;
    const { school, to, major, field, end } = state.params;
    const node = (id: string | undefined): number | undefined => (id === undefined ? undefined : (this.#app.node(id)?.index ?? -1));
    const place = (found: number | undefined): number | undefined => found;
    return {
      school: node(school),
      to: node(to),
      major: node(major),
      field: place(field === undefined ? undefined : network.fields.findIndex(({ zh }) => zh === field)),
      end: place(end === undefined ? undefined : network.classes.findIndex(({ id }) => id === end)),
    };
  }

  #draw(): void {
    const app = this.#app;
    const facts = this.#facts;
    if (!facts) return;
    if (this.#all.length === 0) return put(this.#root, h("p", { class: "empty" }, app.say(strings.empty)));
    this.#width = this.#room();
    this.#drawn = contentKey(app.state.params);
    const focus = this.#root.contains(document.activeElement) ? document.activeElement?.getAttribute("name") : null;
    const asked = this.#asked;
    const chosen = Object.values(asked).some((value) => value !== undefined);
    const found = this.#all.filter((route) => fits(app.network, route, asked));
    put(
      this.#root,
      h(
        "div",
        { class: "page" },
        h("header", {}, h("h1", {}, app.say(strings.name)), h("p", { class: "lead" }, app.say(strings.lead, { n: this.#all.length }))),
        h(
          "div",
          { class: "bar choose" },
          chooser(app, this.#all, asked),
          chosen && h("button", { type: "button", name: "again", onclick: () => app.go(NONE) }, app.say(strings.again)),
        ),
        chosen ? this.#routes(facts, found, asked) : this.#overview(),
        found.length > 0 && routeTable(app, facts, found),
      ),
    );
    if (focus) this.#root.querySelector<HTMLElement>(`[name="${CSS.escape(focus)}"]`)?.focus();
  }

  /** The routes that fit, each with its stages. */
  #routes(facts: Facts, found: readonly Route[], asked: Asked): Child[] {
    const app = this.#app;
    const longest = Math.max(1, ...found.map(({ stages }) => lengthOf(stages)));
    this.#longest = longest;
    const more = Math.min(STEP, found.length - this.#shown);
    const count = app.say(strings.found, { n: found.length });
    app.announce(count);
    if (found.length === 0) return [h("p", { class: "empty" }, app.say(strings.none))];
    return [
      h(
        "div",
        { class: "found" },
        h("h2", { class: "count" }, count),
        ends(app, this.#all, asked),
        h("span", { class: "save" }, h("button", { type: "button", class: "chip", onclick: () => this.#save(found, longest) }, app.say(strings.svg)), h("button", { type: "button", class: "chip", onclick: () => print() }, app.say(strings.print))),
      ),
      key(app, found),
      h("div", { class: "routes" }, found.slice(0, this.#shown).map((route) => article(app, facts, route, this.#width, longest))),
      more > 0 &&
        h("button", { type: "button", name: "more", onclick: () => ((this.#shown += STEP), this.#draw()) }, app.say(strings.more, { n: more })),
    ];
  }

  /** Nothing is chosen yet: schools to begin with, and all pipelines in one picture. */
  #overview(): Child[] {
    const app = this.#app;
    const by = app.state.params["by"] === "field" ? "field" : "school";
    const schools = [...counted(this.#all, starts)].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, BEGIN);
    const chip = (value: "school" | "field", text: string): HTMLElement =>
      h("button", { type: "button", class: "chip", name: `by-${value}`, "aria-pressed": String(by === value), onclick: () => app.go({ by: value === "school" ? null : value }) }, text);
    const picture = diagram(app, this.#all, by);
    return [
      h(
        "section",
        { class: "begin" },
        h("h2", {}, app.say(strings.begin)),
        h(
          "div",
          { class: "chips" },
          schools.map(([node, n]) => {
            const school = app.network.nodes[node];
            return h("a", { class: "start", href: app.link("routes", { school: school?.id ?? "" }) }, shownName(app, school), app.say(strings.count, { n }));
          }),
        ),
      ),
      picture &&
        h(
          "section",
          { class: "panel picture" },
          h(
            "div",
            { class: "found" },
            h("h2", {}, app.say(strings.picture)),
            h("div", { class: "chips", role: "group", "aria-label": app.say(strings.picture) }, chip("school", app.say(strings.bySchool)), chip("field", app.say(strings.byField))),
            h("span", { class: "save" }, h("button", { type: "button", class: "chip", onclick: () => saveSvg(app.say(strings.file), picture) }, app.say(strings.svg))),
          ),
          h("p", { class: "faint small wide" }, app.say(strings.width)),
          h("p", { class: "faint small slim" }, app.say(strings.narrow)),
          key(app, this.#all),
          h("div", { class: "sankey-wrap" }, picture),
        ),
    ];
  }

  /** The sheet stands in the page while its colours are read. */
  #save(found: readonly Route[], longest: number): void {
    const svg = sheet(this.#app, found, SHEET, longest);
    const place = h("div", { class: "aside", "aria-hidden": "true" }, svg);
    this.#root.append(place);
    saveSvg(this.#app.say(strings.file), svg);
    place.remove();
  }
}
