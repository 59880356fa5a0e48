// Files that the page hands to its reader; nothing leaves the browser.

/** Offer a file for download. */
export function save(name: string, content: Blob | string, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Offer rows as CSV; spreadsheets need the mark at the head to read Chinese. */
export function saveCsv(name: string, csv: string): void {
  save(`${name}.csv`, `\uFEFF${csv}`, "text/csv;charset=utf-8");
}

/** Offer an SVG element as a file that stands by itself, its colours as they are computed now. */
export function saveSvg(name: string, svg: SVGSVGElement): void {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const shown = svg.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, i) => {
    const look = getComputedStyle(shown[i] as Element);
    for (const property of ["fill", "stroke", "stroke-width", "opacity", "font-size", "font-family"]) {
      element.setAttribute(property, look.getPropertyValue(property));
    }
  });
  save(`${name}.svg`, new XMLSerializer().serializeToString(copy), "image/svg+xml");
}
