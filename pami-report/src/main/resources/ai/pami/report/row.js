(() => {
  "use strict";
  document.querySelectorAll(".case, .overview").forEach((root) => {
    const show = (k) => {
      root.querySelectorAll("button.target").forEach((b) => b.setAttribute("aria-checked", String(Number(b.dataset.target) === k)));
      root.querySelectorAll("[data-target]:not(button)").forEach((e) => { e.hidden = Number(e.dataset.target) !== k; });
    };
    root.querySelectorAll("button.target").forEach((b) => b.addEventListener("click", () => show(Number(b.dataset.target))));
    show(0);
  });
  document.querySelector(".theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
})();
