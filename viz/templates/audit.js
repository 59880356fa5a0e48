"use strict";
const root = document.documentElement;
const button = document.getElementById("language");
button.addEventListener("click", () => {
  const english = root.dataset.show === "zh";
  root.dataset.show = english ? "en" : "zh";
  root.lang = english ? "en" : "zh-CN";
  button.textContent = english ? "中文" : "English";
});
for (const box of document.querySelectorAll(".tools input")) {
  box.addEventListener("change", () => {
    for (const card of document.querySelectorAll("article." + box.value)) card.hidden = !box.checked;
  });
}
