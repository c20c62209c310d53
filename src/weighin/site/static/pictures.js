// Live pictures of judgements, drawn from the fields of the form while they are filled in. The line under each says the same in words.
// Without this file the fields are all there is, and enough.
"use strict";
(() => {
  const WIDE = 320, DAY = 86400000;
  const SVG = "http://www.w3.org/2000/svg";
  const DECIMAL = /^[-+]?[0-9]+(?:[.,][0-9]+)?$/, EITHER = /^[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}$/;
  const GROUPED = /^[-+]?[0-9]{1,3}(?:,[0-9]{3}(?:,[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]{3}(?:\.[0-9]{3})*(?:,[0-9]+)?)$/;
  const DRAWN = {probability, choice, quantity: quantiles, date: quantiles, interval, roulette, axes};

  for (const figure of document.querySelectorAll("figure[data-picture]")) {
    const fields = [...figure.parentElement.querySelectorAll(".judgement input, .judgement select")];
    if (figure.dataset.picture === "roulette") fields.forEach(addSteps);
    const draw = () => drawn(figure, fields);
    for (const field of fields) field.addEventListener("input", draw);
    draw();
  }

  function drawn(figure, fields) {
    const picture = DRAWN[figure.dataset.picture](figure, fields);
    figure.querySelector("svg")?.remove();
    figure.hidden = !picture;
    if (!picture) return;
    figure.querySelector("figcaption").textContent = picture.told;
    if (!picture.shapes) return;
    const svg = shape("svg", {viewBox: `0 0 ${WIDE} ${picture.high}`, "aria-hidden": "true"});
    svg.append(...picture.shapes);
    figure.prepend(svg);
  }

  // One function a kind: the shapes, how high they are, and the same in words; nothing while there is nothing to draw

  function probability(figure, [field]) {
    const value = share(field.value);
    if (!(value >= 0 && value <= 100)) return null;
    const shapes = [bar(0, 4, WIDE, 20, "rest"), bar(0, 4, WIDE * value / 100, 20, "given"), line(WIDE / 2, 0, WIDE / 2, 28)];
    return {shapes, high: 28, told: fill(figure.dataset.probability, {value: plain(value), rest: plain(100 - value)})};
  }

  function choice(figure, fields) {
    const values = fields.map((field) => (field.value.trim() ? share(field.value) : 0));
    if (!values.some((value) => value > 0) || values.some((value) => !(value >= 0))) return null;
    const sum = Math.round(values.reduce((all, value) => all + value, 0) * 100) / 100;
    const most = Math.max(100, sum);
    const shapes = [];
    values.forEach((value, row) => shapes.push(bar(0, row * 18, WIDE, 12, "rest"), bar(0, row * 18, WIDE * value / most, 12, "given")));
    let from = 0;
    const down = values.length * 18 + 6;
    shapes.push(bar(0, down, WIDE * 100 / most, 14, "rest"));
    values.forEach((value, row) => {
      shapes.push(bar(WIDE * from / most, down, WIDE * value / most, 14, row % 2 ? "given second" : "given"));
      from += value;
    });
    if (sum > 100) shapes.push(line(WIDE * 100 / most, down - 4, WIDE * 100 / most, down + 18));
    const words = Math.abs(sum - 100) <= 0.6 ? figure.dataset.sum : sum < 100 ? figure.dataset.left : figure.dataset.over;
    return {shapes, high: down + 18, told: fill(words, {sum: plain(sum), left: plain(Math.abs(100 - sum))})};
  }

  function quantiles(figure, fields) {
    const areDays = figure.dataset.picture === "date";
    const values = fields.map((field) => (areDays ? Date.parse(field.value) / DAY : number(field.value)));
    return spread(figure, values, numbers(figure.dataset.levels), areDays ? "date" : figure.dataset.unit);
  }

  function interval(figure, fields) {
    const typed = (end) => fields.find((field) => field.name.endsWith(end))?.value ?? "", by = (end) => number(typed(end));
    const sure = figure.dataset.confidence ? Number(figure.dataset.confidence) : share(typed(".sure")) / 100;
    if (!(sure >= 0.5 && sure <= 1)) return null;
    return spread(figure, [by(".lowest"), by(".best"), by(".highest")], [(1 - sure) / 2, 0.5, (1 + sure) / 2], figure.dataset.unit);
  }

  function spread(figure, values, levels, unit) {
    if (!values.every(Number.isFinite)) return null;
    if (values.some((value, place) => place && value < values[place - 1])) return {told: figure.dataset.falling};
    const low = values[0], high = values.at(-1), wide = high - low || Math.abs(high) || 1;
    const ends = [low - wide * 0.25, ...values, high + wide * 0.25], reached = [0, ...levels, 1];
    const steps = ends.slice(1).map((end, place) => ({from: ends[place], to: end, mass: reached[place + 1] - reached[place]}));
    const narrow = wide / 40; // a step of no width would be infinitely high
    const heights = steps.map((step) => step.mass / Math.max(step.to - step.from, narrow));
    const most = Math.max(...heights), across = (value) => WIDE * (value - ends[0]) / (ends.at(-1) - ends[0]);
    const shapes = steps.map((step, place) => {
      const tall = 70 * heights[place] / most;
      return bar(across(step.from), 76 - tall, Math.max(across(step.to) - across(step.from), 2), tall, place && place < steps.length - 1 ? "given" : "given second");
    });
    const middle = values[levels.findIndex((level) => Math.abs(level - 0.5) < 1e-9)] ?? values[Math.floor(values.length / 2)];
    shapes.push(line(0, 76, WIDE, 76), line(across(middle), 0, across(middle), 82));
    shapes.push(text(across(low), 94, said(low, unit), "start"), text(across(high), 94, said(high, unit), "end"));
    const inside = plain((levels.at(-1) - levels[0]) * 100);
    return {shapes, high: 100, told: fill(figure.dataset.range, {inside, low: said(low, unit), high: said(high, unit), middle: said(middle, unit)})};
  }

  function roulette(figure, fields) {
    const chips = fields.map((field) => (field.value.trim() ? number(field.value) : 0)), edges = numbers(figure.dataset.edges);
    if (chips.some((count) => !(count >= 0 && Number.isInteger(count)))) return null;
    const all = Number(figure.dataset.chips), placed = chips.reduce((sum, count) => sum + count, 0);
    const column = WIDE / chips.length, size = Math.min(column - 2, 14), most = Math.min(Math.max(...chips, 4), 100), shapes = [];
    chips.forEach((count, place) => {
      for (let chip = 0; chip < Math.min(count, most); chip += 1) {
        shapes.push(bar(place * column + (column - size) / 2, most * 9 - chip * 9, size, 7, "given"));
      }
    });
    const floor = most * 9 + 9;
    shapes.push(line(0, floor, WIDE, floor), text(0, floor + 15, plain(edges[0]), "start"), text(WIDE, floor + 15, plain(edges.at(-1)), "end"));
    return {shapes, high: floor + 20, told: fill(figure.dataset.placed, {placed, all})};
  }

  function axes(figure, [across, up]) {
    const [lowest, highest] = numbers(figure.dataset.edges), at = [number(across.value), number(up.value)];
    if (!at.every(Number.isFinite)) return null;
    const side = 120, cell = side / (highest - lowest + 1), shapes = [];
    for (let step = 0; step <= highest - lowest + 1; step += 1) {
      shapes.push(line(step * cell, 0, step * cell, side), line(0, step * cell, side, step * cell));
    }
    shapes.push(bar((at[0] - lowest) * cell, (highest - at[1]) * cell, cell, cell, "given"));
    return {shapes, high: side + 2, told: fill(figure.dataset.axes, {across: plain(at[0]), up: plain(at[1]), lowest, highest})};
  }

  // Chips are placed by finger too

  function addSteps(field) {
    const place = field.closest(".steps"), label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`).textContent;
    for (const [sign, by, words] of [["−", -1, place.dataset.fewer], ["+", 1, place.dataset.more]]) {
      const button = document.createElement("button");
      Object.assign(button, {type: "button", className: "quiet step", textContent: sign});
      button.setAttribute("aria-label", `${label}: ${words}`);
      button.addEventListener("click", () => {
        field.value = Math.max(0, (number(field.value) || 0) + by);
        field.dispatchEvent(new Event("input", {bubbles: true}));
      });
      if (by < 0) place.prepend(button); else place.append(button);
    }
  }

  // Numbers as the server reads them (asking/numbers.py): what can be read in two ways is none

  function number(typed, isShare = false) {
    const compact = typed.normalize("NFKC").replace(isShare ? "%" : "", "").replace(/[\s'’]/g, "").replace("−", "-");
    if (EITHER.test(compact) && !isShare) return NaN;
    if (DECIMAL.test(compact)) return Number(compact.replace(",", "."));
    if (!GROUPED.test(compact)) return NaN;
    const end = compact.includes(",") && compact.includes(".") ? Math.max(compact.lastIndexOf(","), compact.lastIndexOf(".")) : compact.length;
    return Number(`${compact.slice(0, end).replace(/[.,]/g, "")}.${compact.slice(end + 1)}`);
  }

  function share(typed) {
    return number(typed, true);
  }

  function numbers(told) {
    return told.trim().split(/\s+/).filter(Boolean).map(Number);
  }

  function plain(value) {
    return new Intl.NumberFormat(document.documentElement.lang, {maximumFractionDigits: 2}).format(value);
  }

  function said(value, unit) {
    if (unit === "date") return new Date(value * DAY).toLocaleDateString(document.documentElement.lang, {timeZone: "UTC"});
    return unit ? `${plain(value)} ${unit}` : plain(value);
  }

  function fill(words, parts) {
    return words.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  }

  // Shapes

  function shape(name, attributes) {
    const made = document.createElementNS(SVG, name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  }

  function bar(x, y, width, height, name) {
    return shape("rect", {x, y, width: Math.max(0, width), height: Math.max(0, height), class: name});
  }

  function line(x1, y1, x2, y2) {
    return shape("line", {x1, y1, x2, y2});
  }

  function text(x, y, words, anchor) {
    const made = shape("text", {x: Math.min(Math.max(x, 0), WIDE), y, "text-anchor": anchor});
    made.textContent = words;
    return made;
  }
})();
