/**
 * A live screen: asks every second for the part of the page that changes, and swaps it.
 *
 * The answer is empty while nothing changed. A tab that wakes up asks at once. While there is
 * no connection the screen says so and goes on asking. What somebody is typing is never
 * swapped away: a form that was touched moves into the new part, with the focus in it. Where the
 * room has gone on meanwhile, a form marked data-keep stays until its writer is done; one that is
 * marked data-keep="typed" stays for its texts, not for what was only chosen.
 */

import { announce } from "./announce.js";
import { askBack, goTo, setAside } from "./left.js";

const EVERY = 1000;
const LATEST = 8000;
/** Milliseconds after which an answer counts as lost: a phone may hang in a dead network. */
const LONGEST = 10_000;

const part = document.querySelector("[data-live]");
const state = document.getElementById("live-state");
const moved = document.getElementById("live-moved");
let wait = EVERY;
let timer = 0;
let asking = false;
/** While a step of one's own is under way, its answer alone brings the next part. */
let held = false;
/** When the timers on the page were true, in milliseconds of performance.now(). */
let readAt = performance.now();

/** @param {boolean} lost */
function sayLost(lost) {
  if (state instanceof HTMLElement && state.hidden === lost) {
    state.hidden = !lost;
    state.textContent = lost ? state.dataset.lost ?? "" : "";
  }
}

/** @param {ParentNode} root */
function scene(root) {
  return root.querySelector("[data-scene]")?.getAttribute("data-scene");
}

/** Where the part comes from. */
export function source() {
  return (part instanceof HTMLElement && part.dataset.live) || window.location.href;
}

/**
 * What finds an element again in the next part: its id, or what its form does and its own value.
 *
 * @param {Element | null} element @returns {string | null}
 */
function keyOf(element) {
  if (element === null || !part?.contains(element)) {
    return null;
  }
  if (element.id) {
    return `#${CSS.escape(element.id)}`;
  }
  const form = element.closest("form");
  if (element instanceof HTMLButtonElement && form !== null) {
    const value = element.value ? `[value="${CSS.escape(element.value)}"]` : "";
    return `form[action="${form.getAttribute("action")}"] button${value}`;
  }
  const around = element.tagName === "SUMMARY" ? element.parentElement : null;
  if (around?.id) {
    return `#${CSS.escape(around.id)} > summary`;
  }
  return element instanceof HTMLAnchorElement ? `a[href="${element.getAttribute("href")}"]` : null;
}

/** Put forms that were touched in place of their new copies. @param {Element} fresh */
function keepTyped(fresh) {
  for (const form of part?.querySelectorAll("form[id][data-touched]") ?? []) {
    const copy = fresh.querySelector(`#${CSS.escape(form.id)}`);
    if (copy === null) {
      continue;
    }
    for (const hidden of copy.querySelectorAll("input[type=hidden]")) {
      const own = form.querySelector(`input[type=hidden][name="${hidden.getAttribute("name")}"]`);
      if (own instanceof HTMLInputElement && hidden instanceof HTMLInputElement) {
        own.value = hidden.value;
      }
    }
    if (copy.hasAttribute("data-refused")) {
      keepTexts(form, copy); // the copy says what is wrong
    } else {
      copy.replaceWith(form);
    }
  }
}

/** What was typed while the answer was on its way. @param {Element} form @param {Element} copy */
function keepTexts(form, copy) {
  for (const own of form.querySelectorAll("textarea")) {
    const text = copy.querySelector(`textarea[name="${CSS.escape(own.name)}"]`);
    if (text instanceof HTMLTextAreaElement) {
      text.value = own.value;
    }
  }
}

/** Leave open what was opened, and closed what was closed. @param {Element} fresh */
function keepOpen(fresh) {
  for (const each of part?.querySelectorAll("details[id][data-toggled]") ?? []) {
    const copy = fresh.querySelector(`#${CSS.escape(each.id)}`);
    if (copy !== null) {
      copy.toggleAttribute("open", each.hasAttribute("open"));
      copy.setAttribute("data-toggled", "");
    }
  }
}

/** Whether there is a text that the server does not have. @param {HTMLFormElement} form */
function isTyped(form) {
  const texts = [...form.querySelectorAll("textarea")].filter((each) => each.value.trim() !== "");
  const refused = form.hasAttribute("data-refused");
  return texts.some((each) => refused || each.value !== each.defaultValue);
}

/** The form in which somebody writes what the room has left behind. @param {Element} fresh */
function leftForm(fresh) {
  for (const form of part?.querySelectorAll("form[id][data-keep][data-touched]") ?? []) {
    const goes = fresh.querySelector(`#${CSS.escape(form.id)}`) === null;
    if (goes && form instanceof HTMLFormElement && (form.dataset.keep !== "typed" || isTyped(form))) {
      return form;
    }
  }
  return null;
}

/** @param {HTMLFormElement} form */
function sayMoved(form) {
  if (!(moved instanceof HTMLElement) || !(part instanceof HTMLElement) || !moved.hidden) {
    return;
  }
  const button = document.createElement("button");
  button.className = "button button-small";
  button.type = "button";
  button.textContent = part.dataset.look ?? "";
  button.addEventListener("click", () => goOn(form));
  moved.replaceChildren(document.createTextNode(`${part.dataset.movedOn ?? ""} `), button);
  moved.hidden = false;
}

/** Follow the room; what was being written comes along. @param {HTMLFormElement} form */
async function goOn(form) {
  const fields = [...new FormData(form).entries()].map(([name, value]) => [name, String(value)]);
  try {
    const section = await askBack(form.action, new URLSearchParams(fields));
    form.removeAttribute("data-touched");
    await ask();
    goTo(section);
  } catch {
    sayLost(true);
  }
}

/**
 * Show a new version of the part. The focus stays where it is, or goes to what is marked data-now.
 *
 * @param {string} html @param {string} version
 * @param {{force?: boolean}} [how] force: also where somebody is writing
 */
export function swap(html, version, how = {}) {
  if (!(part instanceof HTMLElement)) {
    return;
  }
  const fresh = document.createElement("div");
  fresh.innerHTML = html;
  const left = setAside(fresh);
  const hasMoved = scene(fresh) !== scene(part);
  const writing = how.force ? null : leftForm(fresh);
  if (writing !== null) {
    sayMoved(writing);
    return;
  }
  const focused = document.activeElement;
  const key = keyOf(focused);
  const hadFocus = focused !== null && part.contains(focused);
  keepTyped(fresh);
  keepOpen(fresh);
  part.replaceChildren(...fresh.childNodes);
  part.dataset.version = version;
  readAt = performance.now();
  if (moved instanceof HTMLElement) {
    moved.hidden = true;
  }
  const again = key === null ? null : part.querySelector(key);
  const next = again ?? part.querySelector("[data-now]");
  if (hadFocus && next instanceof HTMLElement) {
    next.focus({ preventScroll: next === again });
  }
  document.dispatchEvent(new CustomEvent("live:swap", { detail: { moved: hasMoved } }));
  tick();
  if (hasMoved) {
    window.scrollTo(0, 0);
    announce(part.querySelector("h1, legend")?.textContent?.trim() ?? "");
  }
  goTo(left);
}

/** Swap nothing until the answer to a step is here. @param {boolean} on */
export function hold(on) {
  held = on;
}

/** Ask now whether something changed. */
export async function ask() {
  if (!(part instanceof HTMLElement) || asking) {
    return;
  }
  asking = true;
  const seen = part.dataset.version ?? "";
  try {
    const answer = await fetch(source(), {
      cache: "no-store",
      signal: AbortSignal.timeout(LONGEST),
      headers: { "X-Live-Part": "1", "If-None-Match": seen },
    });
    if (answer.status === 200) {
      const html = await answer.text();
      // A step that was taken meanwhile has brought a newer part, or is about to.
      if (!held && part.dataset.version === seen) {
        swap(html, answer.headers.get("ETag") ?? "");
      }
    } else if (answer.status === 404) {
      window.location.assign(source());
      return;
    }
    sayLost(answer.status >= 500);
    wait = answer.status >= 500 ? Math.min(wait * 2, LATEST) : EVERY;
  } catch {
    sayLost(true);
    wait = Math.min(wait * 2, LATEST);
  } finally {
    asking = false;
  }
  again();
}

function again() {
  window.clearTimeout(timer);
  // A little chance keeps the phones of a room from asking all at the same moment.
  timer = window.setTimeout(ask, wait * (0.9 + 0.2 * Math.random()));
}

/** Count running timers down between two answers of the server. */
function tick() {
  for (const each of document.querySelectorAll("[data-timer]")) {
    if (!(each instanceof HTMLElement)) {
      continue;
    }
    const gone = each.hasAttribute("data-runs") ? (performance.now() - readAt) / 1000 : 0;
    const left = Math.max(0, Math.round(Number(each.dataset.timer) - gone));
    const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (each.textContent !== text) {
      each.textContent = text;
    }
    each.classList.toggle("timer-over", left === 0);
  }
}

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  form?.setAttribute("data-touched", "");
});
// Only what a person opened or closed counts, which a click on its summary (or a key on it) is.
document.addEventListener("click", (event) => {
  const summary = event.target instanceof Element ? event.target.closest("summary") : null;
  summary?.parentElement?.setAttribute("data-toggled", "");
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) { wait = EVERY; ask(); } });
window.addEventListener("online", () => { wait = EVERY; ask(); });
window.setInterval(tick, 500);
again();
