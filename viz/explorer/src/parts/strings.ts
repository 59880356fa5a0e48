// What the shared parts say.

export const strings = {
  rows: { zh: "{n} 行", en: "{n} {n:row|rows}" },
  csv: { zh: "下载 CSV", en: "Download CSV" },
  more: { zh: "再显示 {n} 行", en: "Show {n} more" },
  nothing: { zh: "没有符合条件的行。", en: "No rows fit." },
} as const;
