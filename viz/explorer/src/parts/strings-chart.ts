// What the charts say.

export const strings = {
  legend: { zh: "图例：按一下隐藏或显示", en: "Legend: press to hide or show" },
} as const;
