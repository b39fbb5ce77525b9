"use strict";
/** Follows a place of the map back to the masked copies that held it. */
class PamiTracing {
  static MOST = 24;

  /**
   * @param viewer of the case: its target, what is shown of it, its elements
   * @param number writes a number as the page does
   */
  constructor(viewer, number) {
    this.viewer = viewer;
    this.number = number;
    this.shown = viewer.shown;
    this.section = viewer.root.querySelector(".tracing");
    this.list = this.section.querySelector(".copies");
    this.note = this.section.querySelector(".note");
    this.x = this.section.querySelector(".at-x");
    this.y = this.section.querySelector(".at-y");
    for (const input of [this.x, this.y]) {
      input.addEventListener("change", () => this.go(Number(this.x.value), Number(this.y.value)));
    }
    this.section.querySelector(".peak").addEventListener("click", () => this.goToPeak());
  }

  goToPeak() {
    const values = this.viewer.maps[this.viewer.target].values;
    const peak = values.reduce((best, v, i) => (best < 0 ? (isNaN(v) ? -1 : i) : v > values[best] ? i : best), -1);
    if (peak >= 0) this.go(peak % this.shown.map.columns, Math.floor(peak / this.shown.map.columns));
  }

  async go(x, y) {
    const { columns, rows, left, top, width, height } = this.shown.map;
    this.x.value = x = Math.max(0, Math.min(columns - 1, Math.floor(x) || 0));
    this.y.value = y = Math.max(0, Math.min(rows - 1, Math.floor(y) || 0));
    this.place = y * columns + x;
    this.viewer.cross.style.left = (100 * (left + ((x + 0.5) / columns) * width)) / this.shown.width + "%";
    this.viewer.cross.style.top = (100 * (top + ((y + 0.5) / rows) * height)) / this.shown.height + "%";
    this.viewer.cross.hidden = false;
    try {
      this.ready = this.ready || this.load();
      await this.ready;
    } catch (e) {
      this.note.textContent = "This browser can't unpack the copies (" + e.message + ").";
      return;
    }
    this.show();
  }

  async load() {
    const bytes = Uint8Array.from(atob(this.shown.trace), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    this.data = await new Response(stream).json();
    const { columns, rows, left, top, width, height } = this.shown.map;
    this.labels = this.data.partitions.map((runs) => {
      const labels = new Int32Array(columns * rows);
      for (let i = 0, at = 0; i < runs.length; at += runs[i], i += 2) labels.fill(runs[i + 1], at, at + runs[i]);
      return labels;
    });
    const pixels = (image, ...from) => {
      const canvas = document.createElement("canvas");
      canvas.width = columns;
      canvas.height = rows;
      const context = canvas.getContext("2d");
      context.drawImage(image, ...from, 0, 0, columns, rows);
      return context.getImageData(0, 0, columns, rows);
    };
    this.picture = pixels(this.viewer.root.querySelector(".picture"), left, top, width, height);
    this.backgrounds = await Promise.all(
      this.data.backgrounds.map(async (url) => {
        const image = new Image();
        image.src = url;
        await image.decode();
        return pixels(image, 0, 0, image.naturalWidth, image.naturalHeight);
      }),
    );
  }

  /** Whether a mask holds each element: all of them, or the one at a place. */
  held(number) {
    const mask = this.data.masks[number];
    if (mask.runs) {
      const held = new Uint8Array(this.picture.width * this.picture.height);
      for (let i = 0, at = 0; i + 1 < mask.runs.length; i += 2) {
        at += mask.runs[i];
        held.fill(1, at, at + mask.runs[i + 1]);
        at += mask.runs[i + 1];
      }
      return held;
    }
    const named = new Set(mask.in || mask.out);
    return Uint8Array.from(this.labels[mask.p], (label) => (named.has(label) === Boolean(mask.in) ? 1 : 0));
  }

  holds(number, place) {
    const mask = this.data.masks[number];
    if (mask.runs) {
      for (let i = 0, at = 0; i + 1 < mask.runs.length; i += 2) {
        at += mask.runs[i];
        if (place < at) return false;
        at += mask.runs[i + 1];
        if (place < at) return true;
      }
      return false;
    }
    return (mask.in || mask.out).includes(this.labels[mask.p][place]) === Boolean(mask.in);
  }

  /** Lists the copies for the viewer's target. */
  show() {
    if (this.place === undefined || !this.data) return;
    const target = this.shown.targets[this.viewer.target];
    const copies = this.data.copies
      .filter((copy) => this.holds(copy[0], this.place))
      .map(([mask, shows, background, uses, ...scores]) => {
        const score = scores[this.viewer.target];
        return { mask, shows, background, uses, score, evidence: shows ? score - target.backgroundScore : target.score - score };
      })
      .sort((a, b) => b.evidence - a.evidence);
    const shown = copies.slice(0, PamiTracing.MOST);
    this.list.replaceChildren(...shown.map((copy) => this.item(copy)));
    const rest = copies.length - shown.length;
    const otherwise = this.data.otherwise
      ? ` ${this.data.otherwise} questions about shifted or turned pictures, soft masks or orders are not among them.`
      : "";
    this.note.textContent =
      (copies.length === 0
        ? "No copy's part holds this place."
        : `${copies.length} ${copies.length === 1 ? "copy" : "copies"} of the picture held this place in the part that was shown or hidden, strongest first` +
          (rest > 0 ? `; ${rest} more are not drawn.` : ".")) + otherwise;
  }

  item(copy) {
    const { width, height } = this.picture;
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    const image = context.createImageData(width, height);
    const inside = copy.shows ? this.picture : this.backgrounds[copy.background];
    const outside = copy.shows ? this.backgrounds[copy.background] : this.picture;
    const held = this.held(copy.mask);
    for (let i = 0; i < held.length; i++) {
      const from = held[i] ? inside : outside;
      for (let c = 4 * i; c < 4 * i + 4; c++) image.data[c] = from.data[c];
    }
    context.putImageData(image, 0, 0);
    const x = (this.place % width) + 0.5;
    const y = Math.floor(this.place / width) + 0.5;
    for (const [colour, line] of [["#000", 4], ["#fff", 2]]) {
      context.strokeStyle = colour;
      context.lineWidth = (line * Math.max(width, height)) / 224;
      context.beginPath();
      context.arc(x, y, Math.max(width, height) / 32, 0, 2 * Math.PI);
      context.stroke();
    }
    const sign = copy.evidence < 0 ? "−" : "+";
    const against = copy.shows
      ? `${copy.evidence < 0 ? "below" : "above"} the bare background`
      : `${copy.evidence < 0 ? "above" : "below"} the picture`;
    const size = this.number(Math.abs(copy.evidence));
    const item = document.createElement("li");
    const text = document.createElement("p");
    const score = document.createElement("b");
    score.textContent = this.number(copy.score);
    const small = document.createElement("small");
    small.textContent =
      `${copy.shows ? "shows it" : "hides it"}: ${size} ${against}` + (copy.uses > 1 ? `, counted ${copy.uses} times` : "");
    text.append("score ", score, small);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `A copy that ${copy.shows ? "shows" : "hides"} the place, evidence ${sign}${size}`);
    item.append(canvas, text);
    return item;
  }
}
