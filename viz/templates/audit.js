"use strict";
const root = document.documentElement;
const button = document.getElementById("language");
const speak = (english) => {
  root.dataset.show = english ? "en" : "zh";
  root.lang = english ? "en" : "zh-CN";
  button.textContent = english ? "中文" : "English";
};
button.addEventListener("click", () => speak(root.dataset.show === "zh"));
if (!navigator.language.toLowerCase().startsWith("zh")) speak(true);
for (const box of document.querySelectorAll(".tools input")) {
  box.addEventListener("change", () => {
    for (const card of document.querySelectorAll("article." + box.value)) card.hidden = !box.checked;
  });
}
