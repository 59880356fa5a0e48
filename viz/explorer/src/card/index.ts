// The card of a node: what it is, what it has to do with others, and what the reports say of it.

import type { App, Edge, Fact, Facts, Link, Node, Opened } from "../contract";
import { keepingFocus } from "../page/focus";
import { type Child, h, icon, put } from "../page/h";
import { plainName, reading } from "../page/name";
import { symbol } from "../search/combo";
import "./card.css";
import { factEntry, nodeLink } from "./fact";
import { strings } from "./strings";

const CROSS = "M5 5l14 14M19 5L5 19";
const FEW = 8;
const STEP = 20;

/** Fill the card of a node; facts follow as soon as their block is unpacked. */
export function openCard(root: HTMLElement, app: App, node: Node): Opened {
  let open = true;
  const chips = h("div", { class: "chips card-tools" });
  const again = (): void => keepingFocus(chips, () => put(chips, tools(app, node)));
  const draw = (): void => {
    again();
    const slow = h("div", { class: "card-slow" }, h("p", { class: "faint" }, app.say(strings.loading)));
    put(root, head(app, node), chips, ties(app, node), slow);
    root.setAttribute("aria-label", plainName(app, node));
    void app.facts().then((facts) => {
      if (open) put(slow, links(app, facts, node), factList(app, facts, node));
    });
  };
  draw();
  return {
    update: (change) => (change.lang ? draw() : again()),
    close: () => {
      open = false;
      put(root);
    },
  };
}

function head(app: App, node: Node): HTMLElement {
  const look = app.network.classes[node.class];
  const shown = app.say(node.name);
  const other = shown === node.name.zh ? node.name.en : node.name.zh;
  const close = app.say(strings.close);
  return h(
    "header",
    { class: "card-head" },
    h(
      "p",
      { class: "card-class" },
      symbol(app, node.class),
      h("span", {}, look ? app.say(look.name) : ""),
      node.place >= 0 && h("span", { class: "faint" }, "· ", nodeLink(app, node.place)),
      h("button", { type: "button", class: "quiet", "aria-label": close, title: close, onclick: () => app.go({ card: null }) }, icon(CROSS)),
    ),
    h("h2", { lang: shown === node.name.zh ? "zh-CN" : "en" }, shown),
    reading(app, node) && h("p", { class: "faint" }, h("span", { lang: "zh-Latn" }, reading(app, node)), h("small", {}, ` ${app.say(strings.reading)}`)),
    other && other !== shown && h("p", { class: "faint", lang: other === node.name.zh ? "zh-CN" : "en" }, other),
    node.aliases.length > 0 && h("p", { class: "faint card-also" }, `${app.say(strings.also)} ${node.aliases.join(app.lang === "zh" ? "、" : ", ")}`),
  );
}

function tools(app: App, node: Node): Child[] {
  const button = (key: string, name: string, act: (event: Event) => void): HTMLElement =>
    h("button", { type: "button", class: "chip", name: key, onclick: act }, name);
  const here = app.state.view === "network";
  const around = here ? (app.state.params["around"] ?? "").split(",").filter(Boolean) : [];
  const grown = around.includes(node.id);
  return [
    !here && button("network", app.say(strings.network), () => app.go({ card: node.id }, { view: "network" })),
    around.length > 0 && !grown && button("grow", app.say(strings.grow), () => app.go({ around: [...around, node.id].join(",") })),
    !(grown && around.length === 1) && button("around", app.say(strings.around), () => app.go({ card: node.id, around: node.id }, { view: "network" })),
    button("between", app.say(strings.between), () => app.go({ card: node.id, from: node.id, to: null }, { view: "network" })),
    button("copy", app.say(strings.copy), (event) => copyLink(app, event.currentTarget as HTMLElement)),
    button("print", app.say(strings.print), (event) => printCard(event.currentTarget as HTMLElement)),
  ];
}

/** Print the whole card: every neighbour, every kind of fact. */
function printCard(button: HTMLElement): void {
  const card = button.closest("aside");
  card?.querySelectorAll<HTMLElement>(".neighbours button").forEach((more) => more.click());
  card?.querySelectorAll("details").forEach((details) => (details.open = true));
  // What opens is filled once the browser tells of it.
  setTimeout(() => window.print(), 300);
}

function copyLink(app: App, button: HTMLElement): void {
  const done = (): void => {
    button.textContent = app.say(strings.copied);
    app.announce(app.say(strings.copied));
    setTimeout(() => (button.textContent = app.say(strings.copy)), 1600);
  };
  const byHand = (): void => {
    const field = h("textarea", {}, location.href);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    done();
  };
  if (!navigator.clipboard) byHand();
  else navigator.clipboard.writeText(location.href).then(done, byHand);
}

interface Group {
  readonly title: string;
  readonly about: string;
  readonly others: readonly { readonly node: number; readonly facts: number }[];
}

function ties(app: App, node: Node): HTMLElement {
  const groups = tieGroups(app, node);
  return h(
    "section",
    { class: "card-ties" },
    h("h3", {}, app.say(strings.ties)),
    groups.length === 0 && h("p", { class: "faint" }, app.say(strings.noTies)),
    groups.map((group) => tieGroup(app, group)),
  );
}

/** Group the neighbours by relation and direction, in the order of the relations. */
function tieGroups(app: App, node: Node): Group[] {
  const { relations, edges } = app.network;
  const own = edges.filter(({ source, target }) => source === node.index || target === node.index);
  return relations.flatMap((relation, number) =>
    [true, false].flatMap((out): Group[] => {
      const fits = ({ source }: Edge): boolean => !relation.directed || (source === node.index) === out;
      const met = own.filter((edge) => edge.relation === number && fits(edge));
      if (met.length === 0 || (!relation.directed && !out)) return [];
      const name = app.say(relation.name);
      const thing = plainName(app, node);
      const title = relation.directed ? app.say(out ? strings.out : strings.into, { name }) : name;
      const about = relation.directed ? app.say(out ? strings.outTitle : strings.intoTitle, { thing }) : "";
      const others = met
        .map((edge) => ({ node: edge.source === node.index ? edge.target : edge.source, facts: edge.facts.length }))
        .sort((a, b) => b.facts - a.facts || a.node - b.node);
      return [{ title, about, others }];
    }),
  );
}

function tieGroup(app: App, { title, about, others }: Group): HTMLElement {
  const list = h("ul", { class: "neighbours" });
  const draw = (most: number): void =>
    put(
      list,
      others.slice(0, most).map(({ node, facts }) => neighbour(app, node, facts)),
      others.length > most &&
        h("li", {}, h("button", { type: "button", class: "chip", onclick: () => draw(others.length) }, app.say(strings.more, { n: others.length - most }))),
    );
  draw(others.length > FEW + 2 ? FEW : others.length);
  return h("div", { class: "tie-group" }, h("h4", { title: about }, title, h("small", { class: "number faint" }, ` ${others.length}`)), list);
}

function neighbour(app: App, index: number, facts: number): HTMLElement {
  const node = app.network.nodes[index];
  const many = facts > 1 && h("small", { class: "faint number", title: app.say(strings.times, { n: facts }) }, `× ${facts}`);
  return h("li", {}, symbol(app, node?.class ?? -1), h("span", {}, nodeLink(app, index), " ", many));
}

function links(app: App, facts: Facts, node: Node): Child {
  const found = facts.links.filter((link) => link.node === node.index);
  if (found.length === 0) return null;
  return h(
    "section",
    {},
    h("h3", {}, app.say(strings.links)),
    h(
      "ul",
      { class: "elsewhere" },
      found.map((link) =>
        h(
          "li",
          {},
          h("span", { class: "faint" }, app.say(link.register) || app.say(strings.website)),
          outside(link),
          link.relation.zh && h("span", { class: "relation" }, app.say(link.relation)),
          link.confidence && h("span", { class: "faint number small" }, app.say(strings.confidence, { n: link.confidence })),
          link.reason.zh && h("small", { class: "faint reason" }, app.say(link.reason)),
        ),
      ),
    ),
  );
}

/** A link out of the page, as text where it is not to the web. */
function outside({ target, label }: Link): Child {
  const short = target.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");
  if (!/^https?:\/\//.test(target)) return target;
  return h("a", { href: target, target: "_blank", rel: "noopener noreferrer" }, label || short);
}

function factList(app: App, facts: Facts, node: Node): HTMLElement {
  const kinds = new Map<number, Fact[]>();
  for (const fact of facts.of(node.index)) kinds.set(fact.kind, [...(kinds.get(fact.kind) ?? []), fact]);
  const own = [...kinds].sort((a, b) => a[1].length - b[1].length || a[0] - b[0]);
  return h(
    "section",
    { class: "card-facts" },
    h("h3", {}, app.say(strings.facts)),
    own.length === 0 && h("p", { class: "faint" }, app.say(strings.noFacts)),
    own.map(([kind, members], i) => factKind(app, facts, { kind, members, open: i === 0 })),
  );
}

function factKind(app: App, facts: Facts, what: { kind: number; members: readonly Fact[]; open: boolean }): HTMLElement {
  const name = facts.kinds[what.kind]?.name;
  const body = h("div", {});
  const draw = (most: number): void =>
    put(
      body,
      what.members.slice(0, most).map((fact) => factEntry(app, facts, fact, what.members.length === 1)),
      what.members.length > most &&
        h("button", { type: "button", class: "chip", onclick: () => draw(most + STEP) }, app.say(strings.moreFacts, { n: Math.min(STEP, what.members.length - most) })),
    );
  const entry = h(
    "details",
    { class: "kind", open: what.open },
    h("summary", {}, name ? app.say(name) : "", h("small", { class: "number faint" }, ` ${what.members.length}`)),
    body,
  );
  const fill = (): void => (entry.open && !body.firstChild ? draw(STEP) : undefined);
  entry.addEventListener("toggle", fill);
  fill();
  return entry;
}
