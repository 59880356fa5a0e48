// What has the focus keeps it when a part of the page is drawn anew.

/** Draw a part anew; what had the focus there, by its `name` or `data-key`, has it again. */
export function keepingFocus(root: Element, draw: () => void): void {
  const before = root.contains(document.activeElement) ? document.activeElement : null;
  const sign = ["name", "data-key"].find((attribute) => before?.hasAttribute(attribute));
  const value = sign ? (before?.getAttribute(sign) ?? "") : "";
  draw();
  if (sign) root.querySelector<HTMLElement>(`[${sign}="${CSS.escape(value)}"]`)?.focus({ preventScroll: true });
}
