// Elements as function calls. Every text becomes a text node, so that no name is ever markup.

export type Child = globalThis.Node | string | number | null | undefined | false;
type Listener = (event: never) => void;
export type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | Listener>
>;

const SVG = "http://www.w3.org/2000/svg";

/** Make an HTML element; `on…` is a listener, true an empty attribute, null, false none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** Make an SVG element, likewise. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, tag) as SVGElementTagNameMap[K], attributes, children);
}

/** Put children in the place of all that stands in an element. */
export function put(parent: Element, ...children: readonly (Child | readonly Child[])[]): void {
  parent.replaceChildren(...nodes(children));
}

/** Draw an icon of 24 by 24 from path data. */
export function icon(path: string): SVGSVGElement {
  return s(
    "svg",
    { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" },
    s("path", { d: path }),
  );
}

function filled<E extends Element>(
  element: E,
  attributes: Attributes,
  children: readonly (Child | readonly Child[])[],
): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children: readonly (Child | readonly Child[])[]): (globalThis.Node | string)[] {
  return children
    .flat()
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === "number" ? String(child) : (child as string)));
}
