// What the search says.

export const strings = {
  label: { zh: "搜索", en: "Search" },
  hint: { zh: "学校、企业、专业……中文、拼音或首字母", en: "Name, pinyin or initials" },
  none: { zh: "没有找到“{query}”", en: "Nothing found for “{query}”" },
  found: { zh: "找到 {n} 个", en: "{n} found" },
} as const;
