// What tells a report from others in a few words: where, of which level, and of which year.

import type { Network, Text } from "../contract";

/** Region, level and year of the data: enough to tell two reports apart in a legend. */
export function reportName(network: Network, number: number): Text {
  const report = network.meta.reports[number];
  if (!report) return { zh: "", en: "" };
  const { level, dataYear, region } = report;
  return { zh: `${region}${level.zh}${dataYear}`, en: `${inEnglish(network, region)} ${level.en || level.zh} ${dataYear}` };
}

/** The same in a word less: without the region where all reports share one. */
export function shortReportName(network: Network, number: number): Text {
  const regions = new Set(network.meta.reports.map(({ region }) => inEnglish(network, region)));
  const report = network.meta.reports[number];
  if (!report || regions.size > 1) return reportName(network, number);
  const { level, dataYear } = report;
  return { zh: `${level.zh} ${dataYear}`, en: `${level.en || level.zh} ${dataYear}` };
}

/** A region is printed in Chinese; the graph may know its English name. */
function inEnglish(network: Network, region: string): string {
  const known = network.nodes.find(({ name, aliases }) => name.en && (name.zh === region || aliases.includes(region)));
  return known?.name.en ?? region;
}
