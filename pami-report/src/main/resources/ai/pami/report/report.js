"use strict";
(() => {
  const data = JSON.parse(document.getElementById("pictures-data").textContent);
  const tables = {};
  for (const [name, hex] of Object.entries(data.colours)) {
    tables[name] = Array.from({ length: 256 }, (_, i) => [0, 2, 4].map((at) => parseInt(hex.substr(6 * i + at, 2), 16)));
  }

  /** Codes of one byte, or two with the lower first, to numbers in 0..1; NaN where nothing is known. */
  function decode(base64, size) {
    const text = atob(base64);
    const unknown = 256 ** size - 1;
    return Float32Array.from({ length: text.length / size }, (_, i) => {
      const code = text.charCodeAt(size * i) + (size > 1 ? 256 * text.charCodeAt(size * i + 1) : 0);
      return code === unknown ? NaN : code / (unknown - 1);
    });
  }

  function number(value) {
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e5)) return value.toExponential(1);
    return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  }

  class Viewer {
    constructor(root, shown) {
      this.root = root;
      this.shown = shown;
      this.maps = shown.targets.map(() => null);
      this.stage = root.querySelector(".stage");
      this.heat = root.querySelector(".heat");
      this.outline = root.querySelector(".outline");
      this.cross = root.querySelector(".cross");
      this.readout = root.querySelector(".readout");
      this.heat.width = shown.map.columns;
      this.heat.height = shown.map.rows;
      for (const layer of [this.heat, this.outline, root.querySelector("svg.parts")]) this.place(layer);
      this.fit();
      window.addEventListener("resize", () => this.fit());
      if (shown.trace) this.tracing = new PamiTracing(this, number);
      this.listen();
      this.choose(0);
      const picture = root.querySelector(".picture");
      if (picture.complete) this.thumbs(picture);
      else picture.addEventListener("load", () => this.thumbs(picture));
    }

    /** Lays a layer over the part of the picture that the map is of. */
    place(layer) {
      const { left, top, width, height } = this.shown.map;
      layer.style.left = (100 * left) / this.shown.width + "%";
      layer.style.top = (100 * top) / this.shown.height + "%";
      layer.style.width = (100 * width) / this.shown.width + "%";
      layer.style.height = (100 * height) / this.shown.height + "%";
    }

    /** As large as the column and the window allow, whatever the picture's shape. */
    fit() {
      const room = this.stage.parentElement.clientWidth;
      const tallest = 0.78 * window.innerHeight;
      const width = Math.min(room, (tallest * this.shown.width) / this.shown.height);
      this.stage.style.width = Math.max(1, width) + "px";
    }

    listen() {
      const on = (selector, event, act) =>
        this.root.querySelectorAll(selector).forEach((e) => e.addEventListener(event, (ev) => act(e, ev)));
      on(".target", "click", (e) => this.choose(Number(e.dataset.target)));
      on(".opacity, .threshold", "input", (e) => {
        e.parentElement.querySelector("output").textContent = e.value + " %";
        this.draw();
      });
      on(".colours, .mode, .grey", "change", () => this.draw());
      on(".partlist input", "change", () => this.outlineParts());
      on(".thumb", "click", (e) => this.outlineOf(e));
      this.stage.addEventListener("pointermove", (e) => this.point(e));
      this.stage.addEventListener("pointerleave", () => this.leave());
      this.stage.addEventListener("click", (e) => this.trace(e));
      this.root.addEventListener("keydown", (e) => this.key(e));
    }

    /** Shows the copies behind the place clicked on. */
    trace(event) {
      const place = this.placeOf(event);
      if (!this.tracing || !place) return;
      this.tracing.section.open = true;
      this.tracing.go(place.x, place.y);
    }

    /** The map's place under the pointer, or null beside the map. */
    placeOf(event) {
      const box = this.heat.getBoundingClientRect();
      const x = Math.floor(((event.clientX - box.left) / box.width) * this.heat.width);
      const y = Math.floor(((event.clientY - box.top) / box.height) * this.heat.height);
      return x < 0 || y < 0 || x >= this.heat.width || y >= this.heat.height ? null : { x, y };
    }

    key(event) {
      if (event.key === "Enter" && event.target.matches(".stage") && this.tracing) {
        this.tracing.section.open = true;
        this.tracing.goToPeak();
        return;
      }
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step || !event.target.matches(".target, .stage")) return;
      event.preventDefault();
      const count = this.shown.targets.length;
      this.choose((this.target + step + count) % count);
      if (event.target.matches(".target")) this.root.querySelector('.target[aria-checked="true"]').focus();
    }

    choose(target) {
      this.target = target;
      this.root.querySelectorAll(".target").forEach((e) => {
        e.setAttribute("aria-checked", String(Number(e.dataset.target) === target));
        e.tabIndex = Number(e.dataset.target) === target ? 0 : -1;
      });
      this.root.querySelectorAll(".found").forEach((e) => {
        e.classList.toggle("chosen", Number(e.dataset.target) === target);
        if (e.classList.contains("chosen")) e.parentElement.append(e);
      });
      if (!this.maps[target]) {
        const { values, margins } = this.shown.targets[target];
        const decoded = decode(values, 2);
        this.maps[target] = { values: decoded, margins: decode(margins, 1), sorted: decoded.filter((v) => !isNaN(v)).sort() };
      }
      this.quality(target);
      this.draw();
      if (this.tracing) this.tracing.show();
    }

    /** Shows what was found of the chosen target's map, and its rival's if there is one. */
    quality(target) {
      this.root.querySelectorAll(".quality, .proof, .partlist").forEach((e) => {
        e.hidden = Number(e.dataset.target) !== target;
      });
      this.outlineParts();
      const { rival } = this.shown.targets[target];
      const mode = this.root.querySelector(".mode");
      const option = mode.querySelector('[value="rival"]');
      option.hidden = option.disabled = !rival;
      option.textContent = rival ? "why not " + rival : "why not another";
      if (!rival && mode.value === "rival") mode.value = "heat";
    }

    outlineParts() {
      this.root.querySelectorAll("svg .part").forEach((e) => {
        const box = this.root.querySelector(`input[data-part="${e.dataset.part}"]`);
        e.toggleAttribute("hidden", !box.checked || !e.dataset.part.startsWith(this.target + "-"));
      });
    }

    /** The rival's map less the target's: red speaks for the rival, blue for the target. */
    drawRival(opacity, threshold) {
      const { rivalMin, rivalMax, rivalValues } = this.shown.targets[this.target];
      const map = this.maps[this.target];
      map.rival = map.rival || decode(rivalValues, 2);
      const most = Math.max(-rivalMin, rivalMax) || 1;
      const context = this.heat.getContext("2d");
      const image = context.createImageData(this.heat.width, this.heat.height);
      for (let i = 0; i < map.rival.length; i++) {
        const t = (rivalMin + map.rival[i] * (rivalMax - rivalMin)) / most;
        const size = isNaN(t) ? 0 : Math.abs(t);
        const colour = t > 0 ? [214, 40, 40] : [30, 100, 220];
        image.data.set([...colour, size < threshold ? 0 : Math.min(255, Math.round(255 * opacity * 1.5 * size))], 4 * i);
      }
      context.putImageData(image, 0, 0);
      const table = Array.from({ length: 256 }, (_, i) => (i < 128 ? [30, 100, 220] : [214, 40, 40]).map((c) => 255 - ((255 - c) * Math.abs(i - 127.5)) / 127.5));
      this.bar(table, -most, most);
    }

    draw() {
      const target = this.shown.targets[this.target];
      const map = this.maps[this.target];
      const mode = this.root.querySelector(".mode").value;
      const table = tables[this.root.querySelector(".colours").value];
      const opacity = this.root.querySelector(".opacity").value / 100;
      const threshold = this.root.querySelector(".threshold").value / 100;
      const numbers = mode === "margin" ? map.margins : map.values;
      this.stage.classList.toggle("grey", this.root.querySelector(".grey").checked && mode !== "light");
      if (mode === "rival") {
        this.drawRival(opacity, threshold);
        return;
      }
      const context = this.heat.getContext("2d");
      const image = context.createImageData(this.heat.width, this.heat.height);
      for (let i = 0; i < numbers.length; i++) {
        const t = numbers[i];
        const hidden = isNaN(t) || map.values[i] < threshold;
        const colour = mode === "light" ? [0, 0, 0] : table[Math.floor((isNaN(t) ? 0 : t) * 255)];
        // What matters little stays clear: the picture is what people want to see.
        const alpha = mode === "light" ? (hidden ? 1 : 1 - t) * opacity * 1.5 : hidden ? 0 : opacity * (0.15 + 1.35 * t);
        image.data.set([colour[0], colour[1], colour[2], Math.min(255, Math.round(255 * alpha))], 4 * i);
      }
      context.putImageData(image, 0, 0);
      this.bar(table, mode === "margin" ? 0 : target.min, mode === "margin" ? target.maxMargin : target.max);
    }

    bar(table, least, greatest) {
      const scale = this.root.querySelector(".scale");
      const context = scale.getContext("2d");
      const image = context.createImageData(256, 1);
      for (let i = 0; i < 256; i++) image.data.set([...table[i], 255], 4 * i);
      context.putImageData(image, 0, 0);
      this.root.querySelector(".least").textContent = number(least);
      this.root.querySelector(".greatest").textContent = number(greatest);
    }

    point(event) {
      const place = this.placeOf(event);
      if (!place) {
        this.readout.textContent = "The model did not see this part of the picture.";
        return;
      }
      const { x, y } = place;
      const target = this.shown.targets[this.target];
      const map = this.maps[this.target];
      const i = y * this.heat.width + x;
      if (isNaN(map.values[i])) {
        this.readout.textContent = `x ${x}, y ${y}: not asked.`;
        return;
      }
      const value = target.min + map.values[i] * (target.max - target.min);
      const margin = map.margins[i] * target.maxMargin;
      const interval = isNaN(margin) ? "" : ` ± ${number(margin)} (95 %)`;
      const below = this.rank(map.sorted, map.values[i]);
      this.readout.innerHTML = `x ${x}, y ${y}: <b>${number(value)}</b>${interval}, higher than ${below} % of the picture`;
    }

    rank(sorted, value) {
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle] < value) low = middle + 1;
        else high = middle;
      }
      return Math.round((100 * low) / sorted.length);
    }

    leave() {
      this.readout.textContent = "Point at the picture to read its values.";
    }

    thumbs(picture) {
      const { left, top, width, height } = this.shown.map;
      this.root.querySelectorAll(".thumb canvas").forEach((canvas) => {
        canvas.width = this.heat.width;
        canvas.height = this.heat.height;
        canvas.getContext("2d").drawImage(picture, left, top, width, height, 0, 0, canvas.width, canvas.height);
      });
    }

    outlineOf(thumb) {
      const on = thumb.getAttribute("aria-pressed") !== "true";
      this.root.querySelectorAll(".thumb").forEach((e) => e.setAttribute("aria-pressed", "false"));
      thumb.setAttribute("aria-pressed", String(on));
      this.outline.hidden = !on;
      if (on) this.outline.src = thumb.querySelector("img").src;
    }
  }

  document.querySelectorAll(".pictures .case").forEach((root, i) => new Viewer(root, data.cases[i]));
})();
