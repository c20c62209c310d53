// Questions in another order, by drag or by keyboard, saved at once. Without this file each question has its buttons up and down.
// The list stays as it was where somebody else has changed it since: then nothing is overwritten, and the page says so.
"use strict";
(() => {
  const form = document.querySelector("form[data-order]");
  const list = form && document.getElementById(form.dataset.order);
  if (!list || list.children.length < 2 || !list.firstElementChild.dataset.question) return;
  const told = document.getElementById("order-told");
  const items = () => [...list.children];
  const order = () => items().map((item) => item.dataset.question);
  const place = (item) => `Place ${items().indexOf(item) + 1} of ${items().length}.`;
  let seen = form.dataset.seen.trim().split(/\s+/), lifted = null, before = [], saving = Promise.resolve();

  for (const item of items()) {
    const handle = Object.assign(document.createElement("button"), {type: "button", className: "quiet handle", textContent: "⠿"});
    handle.dataset.label = "Move question {n}";
    handle.setAttribute("aria-describedby", "order-help");
    handle.addEventListener("pointerdown", (event) => { if (event.button === 0) begin(item, event); });
    handle.addEventListener("keydown", (event) => press(event, item));
    handle.addEventListener("blur", () => { if (lifted === item && !dragging) putBack(); });
    item.querySelector(".actions").prepend(handle);
  }
  number();

  // By pointer: the lifted question stays where it is in the document, and its neighbours pass it, so that the pointer never loses it

  let dragging = false;

  function begin(item, event) {
    event.preventDefault();
    lift(item);
    dragging = true;
    addEventListener("pointermove", drag);
    addEventListener("pointerup", drop, {once: true});
    addEventListener("pointercancel", giveUp, {once: true});
    addEventListener("keydown", escape);
  }

  function drag(event) {
    const above = lifted.previousElementSibling, below = lifted.nextElementSibling;
    if (above && event.clientY < middle(above)) pass(above);
    else if (below && event.clientY > middle(below)) pass(below);
    if (event.clientY < 60) scrollBy(0, -12);
    else if (event.clientY > innerHeight - 60) scrollBy(0, 12);
  }

  function drop() { stop(); putDown(); }
  function giveUp() { stop(); putBack(); }
  function escape(event) { if (event.key === "Escape") giveUp(); }

  function stop() {
    dragging = false;
    removeEventListener("pointermove", drag);
    removeEventListener("pointerup", drop);
    removeEventListener("pointercancel", giveUp);
    removeEventListener("keydown", escape);
  }

  function middle(item) {
    const box = item.getBoundingClientRect();
    return box.top + box.height / 2;
  }

  // By keyboard

  function press(event, item) {
    if (dragging) return;
    const isLifted = lifted === item;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (isLifted) putDown();
      else lift(item);
    } else if (isLifted && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const neighbour = event.key === "ArrowUp" ? item.previousElementSibling : item.nextElementSibling;
      if (neighbour) pass(neighbour);
      item.scrollIntoView({block: "nearest"});
      say(place(item));
    } else if (isLifted && event.key === "Escape") {
      event.preventDefault();
      putBack();
      item.querySelector(".handle").focus();
    }
  }

  // What both do

  function lift(item) {
    lifted = item;
    before = order();
    item.classList.add("lifted");
    say(`Lifted. ${place(item)}`);
  }

  function pass(neighbour) {
    const isAbove = neighbour === lifted.previousElementSibling;
    list.insertBefore(neighbour, isAbove ? lifted.nextElementSibling : lifted);
  }

  function putDown() {
    const item = lifted;
    release();
    if (order().join() === before.join()) { say(`Put down. ${place(item)}`); return; }
    number();
    const wanted = order(), was = before;
    saving = saving.then(() => save(wanted, was, place(item)));
  }

  function putBack() {
    release();
    arrange(before);
    say("Left where it was.");
  }

  function release() {
    lifted.classList.remove("lifted");
    lifted = null;
  }

  function arrange(wanted) {
    const byName = new Map(items().map((item) => [item.dataset.question, item]));
    for (const name of wanted) list.append(byName.get(name));
    number();
  }

  function number() {
    items().forEach((item, at) => {
      for (const one of item.querySelectorAll("[data-label]")) one.setAttribute("aria-label", one.dataset.label.replace("{n}", at + 1));
      for (const one of item.querySelectorAll("[data-told]")) one.textContent = one.dataset.told.replace("{n}", at + 1);
    });
  }

  async function save(wanted, was, where) {
    const sent = new FormData(form);
    sent.append("seen", seen.join(" "));
    for (const name of wanted) sent.append("question", name);
    try {
      const response = await fetch(form.action, {method: "POST", body: sent, headers: {Accept: "application/json"}});
      const answer = response.redirected ? {told: "Not saved: sign in again."} : await response.json();
      if (response.ok && !response.redirected) { seen = wanted; say(`${where} ${answer.told}`); return; }
      arrange(was);
      say(answer.told, response.status === 409);
    } catch {
      arrange(was);
      say("Not saved: the site cannot be reached. The questions stand as they were.");
    }
  }

  function say(words, isOverlooked = false) {
    told.textContent = words;
    if (isOverlooked) told.append(" ", Object.assign(document.createElement("a"), {href: location.pathname, textContent: "Show them as they are now"}));
  }
})();
