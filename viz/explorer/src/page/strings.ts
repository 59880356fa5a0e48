// What the frame of the page says.

export const strings = {
  views: { zh: "视图", en: "Views" },
  language: { zh: "English", en: "中文" },
  toDark: { zh: "深色", en: "Dark" },
  toLight: { zh: "浅色", en: "Light" },
  about: { zh: "关于此页", en: "About this page" },
  close: { zh: "关闭", en: "Close" },
  skip: { zh: "跳到内容", en: "Skip to content" },
  failed: { zh: "这个视图出了错：{why}", en: "This view has failed: {why}" },
  none: { zh: "没有这个视图。", en: "There is no such view." },
} as const;
