// The expert's form while it is written in: saves a moment after typing stops, keeps a copy in this browser while there is no connection, says
// what another window saved, counts words. Without this file the form works by its buttons. Nothing is sent before something is typed.
"use strict";
(() => {
  const PAUSE = 1200, SHORTEST_WAIT = 4000, LONGEST_WAIT = 60000; // milliseconds
  const COPY = "weigh-in answers ";

  for (const mark of document.querySelectorAll("[data-submitted]")) dropCopies(mark.dataset.submitted);
  const form = document.querySelector("form[data-answers-of]");
  if (!form) return;
  const told = document.getElementById("saving");
  const seen = form.querySelector("input[name=seen]");
  const open = form.querySelector("input[name=asked]");
  const conditional = [...form.querySelectorAll("[data-condition]")];
  const owner = form.dataset.answersOf;
  const ownCopy = `${COPY}${owner} ${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
  let kept = written(), sending = null, timer = null, wait = SHORTEST_WAIT, isSubmitting = false;
  const unconfirmed = new Set(); // what was sent and may have arrived although no answer came

  form.addEventListener("input", (event) => {
    count(event.target);
    saveIn(PAUSE);
  });
  form.addEventListener("change", (event) => { if (event.target.closest("[data-opens]")) saveIn(0); });
  openAsked(open.value.trim().split(/\s+/));
  form.addEventListener("submit", submit);
  window.addEventListener("online", () => saveIn(0));
  window.addEventListener("pagehide", () => { if (!isSubmitting && written() !== kept) { keepCopy(); send(true).catch(() => {}); } });
  offerCopies();

  function fields() {
    const found = {};
    for (const [name, value] of new FormData(form)) if (name !== "seen" && name !== "asked") found[name] = value.replace(/\r\n?/g, "\n");
    return found;
  }

  function written() {
    return JSON.stringify(fields());
  }

  function saveIn(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  async function save() {
    if (sending) return sending.then(save);
    const now = written();
    if (now === kept) return undefined;
    unconfirmed.add(now);
    sending = send(false).then((answer) => saved(now, answer), () => notSaved()).finally(() => { sending = null; });
    return sending;
  }

  async function send(isLeaving) {
    const body = new URLSearchParams({...fields(), seen: seen.value, do: "save"});
    const answer = await fetch(form.getAttribute("action"), {
      method: "POST", body, headers: {Accept: "application/json"}, referrerPolicy: "no-referrer", keepalive: isLeaving,
    });
    if (!answer.ok && answer.status !== 409 && answer.status !== 413) throw new Error(`status ${answer.status}`);
    return answer.json();
  }

  function saved(text, answer) {
    if (answer.number === undefined) return say(answer.told, true); // refused, and why
    kept = text;
    wait = SHORTEST_WAIT;
    seen.value = answer.number;
    openAsked(answer.asked);
    forget(ownCopy);
    const isOwn = answer.other && [...unconfirmed].some((sent) => isSame(JSON.parse(sent), answer.other));
    unconfirmed.clear();
    if (answer.other && !isOwn) showOther(answer.other);
    say(answer.other && !isOwn ? told.dataset.conflict : answer.told, answer.other && !isOwn);
  }

  // Questions under a condition: the server says which are asked; what was typed in the others stays in the form and is saved with the rest

  function openAsked(asked) {
    const said = document.getElementById("opened");
    for (const question of conditional) {
      const isAsked = asked.includes(question.id), wasHidden = question.hidden;
      question.classList.toggle("not-asked", !isAsked);
      question.hidden = !isAsked && !question.contains(document.activeElement);
      if (isAsked && wasHidden) said.textContent = `${said.dataset.opened} ${question.querySelector("legend").textContent.trim()}`;
    }
    open.value = asked.join(" ");
  }

  function notSaved() {
    say(keepCopy() ? told.dataset.offline : told.dataset.lost, true);
    saveIn(wait);
    wait = Math.min(LONGEST_WAIT, wait * 2);
  }

  async function submit(event) {
    if (sending) { // else the server would take our own save for another window's
      event.preventDefault();
      clearTimeout(timer);
      await sending;
      form.requestSubmit(event.submitter);
      return;
    }
    clearTimeout(timer);
    isSubmitting = true;
    if (written() !== kept) keepCopy(); // dropped by the page that says it has arrived
  }

  function say(text, isBad) {
    told.textContent = text;
    told.classList.toggle("warning", Boolean(isBad));
    told.hidden = false;
  }

  // What another window saved

  function showOther(other) {
    const here = fields();
    for (const old of form.querySelectorAll(".overlooked")) old.remove();
    for (const name of new Set([...Object.keys(here), ...Object.keys(other)])) {
      if ((here[name] ?? "") === (other[name] ?? "") || !other[name]) continue;
      const field = form.elements.namedItem(name);
      const place = field && (field.closest ? field : field[0]).closest("[data-field]");
      if (!place) continue;
      const shown = document.getElementById("overlooked").content.cloneNode(true);
      shown.querySelector(".typed").textContent = other[name];
      place.append(shown);
    }
  }

  function isSame(one, other) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => (one[name] ?? "") === (other[name] ?? "").replace(/\r\n?/g, "\n"));
  }

  // Copies in this browser: one for each window, so that two that are offline do not overwrite each other

  function keepCopy() {
    try {
      localStorage.setItem(ownCopy, JSON.stringify({at: new Date().toISOString(), fields: fields()}));
      return true;
    } catch {
      return false; // full, or forbidden by the browser
    }
  }

  function offerCopies() {
    for (const [name, copy] of copiesOf(owner)) {
      if (isSame(copy.fields, fields())) { forget(name); continue; }
      const offer = document.getElementById("copy").content.cloneNode(true).firstElementChild;
      Object.assign(offer.querySelector("time"), {dateTime: copy.at, textContent: new Date(copy.at).toLocaleString(document.documentElement.lang)});
      offer.querySelector(".typed").textContent = Object.values(copy.fields).filter((value) => value.trim()).join("\n\n");
      offer.querySelector("[data-take]").addEventListener("click", () => { take(copy.fields); offer.remove(); save().then(() => { if (written() === kept) forget(name); }); });
      offer.querySelector("[data-drop]").addEventListener("click", () => { forget(name); offer.remove(); });
      told.before(offer);
    }
  }

  function take(copied) {
    for (const field of form.elements) {
      if (!field.name || ["seen", "asked"].includes(field.name) || field.type === "submit" || !(field.name in copied)) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === copied[field.name];
      else field.value = copied[field.name];
      field.dispatchEvent(new Event("input", {bubbles: true}));
    }
  }

  function count(field) {
    const place = field.name && document.getElementById(`${field.name}.words`);
    if (place) place.textContent = (field.value.match(new RegExp(form.dataset.word, "gu")) ?? []).length;
  }

  function forget(name) {
    try { localStorage.removeItem(name); } catch { /* forbidden by the browser: there is nothing to forget */ }
  }

  function copiesOf(panelist) {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(`${COPY}${panelist} `));
      return names.map((name) => [name, JSON.parse(localStorage.getItem(name))]);
    } catch {
      return [];
    }
  }

  function dropCopies(panelist) {
    for (const [name] of copiesOf(panelist)) forget(name);
  }
})();
