// The dialog that tells what the page is, and the licences of what is in it.

import type { App, Licence } from "../contract";
import { blockText } from "./blocks";
import { h } from "./h";
import { reportName } from "./report";
import { strings } from "./strings";

const words = {
  version: { zh: "版本 {version}", en: "Version {version}" },
  counts: {
    zh: "{organisations} 家机构、{ties} 条关系、{facts} 条事实、{quads} 个四元组，读自 {lines} 行报告原文。",
    en: "{organisations} organisations, {ties} ties, {facts} facts and {quads} quads, read from {lines} lines of the reports.",
  },
  offline: {
    zh: "此页是一个文件，离线可用，不向任何地方发送请求。",
    en: "This page is one file. It works offline and sends nothing anywhere.",
  },
  reports: { zh: "所读报告", en: "Reports read" },
  licences: { zh: "页面所含软件的许可证", en: "Licences of the software in this page" },
};

/** Open the dialog; it closes by Escape, its button or a click beside it. */
export function about(app: App): void {
  const { meta } = app.network;
  const list = h("ul", { class: "licences" });
  const dialog = h(
    "dialog",
    { class: "about", "aria-labelledby": "about-title", onclose: () => dialog.remove() },
    h(
      "div",
      { class: "about-in" },
      h("h2", { id: "about-title" }, app.say(meta.title)),
      h("p", { class: "faint" }, app.say(words.version, { version: meta.version })),
      h("p", {}, app.say(words.counts, { ...meta.counts })),
      h("p", {}, app.say(words.offline)),
      h("h3", {}, app.say(words.reports)),
      h("ul", {}, meta.reports.map((report, i) => h("li", {}, h("span", { lang: report.title.en ? null : "zh-CN" }, app.say(report.title)), h("small", { class: "faint" }, ` ${app.say(reportName(app.network, i))}`)))),
      h("h3", {}, app.say(words.licences)),
      list,
      h(
        "form",
        { method: "dialog" },
        h("button", { class: "main", autofocus: true }, app.say(strings.close)),
      ),
    ),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  void blockText("licences").then((text) => list.append(...entries(JSON.parse(text))));
}

function entries(licences: readonly Licence[]): HTMLElement[] {
  return licences.map(({ name, version, licence, text }) =>
    h(
      "li",
      {},
      h(
        "details",
        {},
        h("summary", {}, `${name} ${version} `, h("small", {}, licence)),
        h("pre", {}, text || licence),
      ),
    ),
  );
}
