(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("signal-data").textContent);
  const root = document.querySelector(".case");
  const plot = root.querySelector(".plot");
  const readout = root.querySelector(".readout");
  const cursor = plot.querySelector(".cursor");
  const columns = data.starts.length - 1;
  const length = data.starts[columns];
  const asked = readout.textContent;
  let target = 0;

  const number = (v) => v === null ? "not asked about" : (v > 0 ? "+" : "") + (Math.abs(v) >= 1e-3 || v === 0 ? v.toFixed(3) : v.toExponential(1));

  const parts = () => {
    const on = new Set([...root.querySelectorAll(`.partlist[data-target="${target}"] input:checked`)].map((box) => box.dataset.part));
    plot.querySelectorAll(".outline").forEach((path) => path.classList.toggle("on", on.has(path.dataset.name)));
  };

  const show = (k) => {
    target = k;
    root.querySelectorAll("button.target").forEach((b) => b.setAttribute("aria-checked", String(Number(b.dataset.target) === k)));
    root.querySelectorAll("[data-target]:not(button):not(.outline)").forEach((e) => { e.toggleAttribute("hidden", Number(e.dataset.target) !== k); });
    plot.querySelectorAll("g[data-target]").forEach((g) => { g.style.display = Number(g.dataset.target) === k ? "" : "none"; });
    parts();
  };

  const columnOf = (value) => {
    let low = 0;
    let high = columns - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (data.starts[middle] <= value) low = middle; else high = middle - 1;
    }
    return low;
  };

  const time = (t) => data.rate > 0
    ? `${(data.starts[t] / data.rate).toFixed(3)}–${(data.starts[t + 1] / data.rate).toFixed(3)} s`
    : data.starts[t + 1] - data.starts[t] === 1 ? `value ${data.starts[t]}` : `values ${data.starts[t]}–${data.starts[t + 1] - 1}`;

  const point = (event) => {
    const box = event.target.getBoundingClientRect();
    const x = Math.min(0.999999, Math.max(0, (event.clientX - box.left) / box.width));
    const y = Math.min(0.999999, Math.max(0, (event.clientY - box.top) / box.height));
    const t = columnOf(x * length);
    const values = data.values[target];
    let row = Number(event.target.dataset.row);
    if (event.target.dataset.picture === "true") row = Math.floor((1 - y) * data.rows.length);
    const value = row >= 0
      ? values[row * columns + t]
      : data.rows.reduce((sum, _, r) => sum + (values[r * columns + t] ?? 0), 0) / data.rows.length;
    const at = Number(event.target.getAttribute("width")) * x;
    cursor.setAttribute("x1", at);
    cursor.setAttribute("x2", at);
    cursor.style.display = "inline";
    readout.replaceChildren();
    const bold = document.createElement("b");
    bold.textContent = number(value);
    readout.append(`${row >= 0 ? data.rows[row] : "mean of all bands"}, ${time(t)}: `, bold);
  };

  plot.querySelectorAll(".pointer").forEach((area) => {
    area.addEventListener("mousemove", point);
    area.addEventListener("mouseleave", () => { cursor.style.display = "none"; readout.textContent = asked; });
  });
  root.querySelectorAll("button.target").forEach((b) => b.addEventListener("click", () => show(Number(b.dataset.target))));
  root.querySelectorAll(".partlist input").forEach((box) => box.addEventListener("change", parts));
  show(0);
})();
