/**
 * A live screen: asks every second for the part of the page that changes, and swaps it.
 *
 * The answer is empty while nothing changed. A tab that wakes up asks at once. While there is
 * no connection the screen says so and goes on asking. What somebody is typing is never
 * swapped away: a form that was touched moves into the new part, with the focus in it. Where the
 * room has gone on meanwhile, a form marked data-keep stays until its writer is done; one that is
 * marked data-keep="typed" stays for its texts, not for what was only chosen. Nor is anything
 * swapped while a finger or key is down, or what is pressed would be gone before it is let go.
 */

import { announce } from "./announce.js";
import { readTimers } from "./countdown.js";
import { askBack, goTo, setAside } from "./left.js";
import { heedPresses, isPressed } from "./press.js";

const EVERY = 1000;
const LATEST = 8000;
/** Milliseconds after which an answer counts as lost: a phone may hang in a dead network. */
const LONGEST = 10_000;

const part = document.querySelector("[data-live]");
const state = document.getElementById("live-state");
const moved = document.getElementById("live-moved");
let wait = EVERY;
let timer = 0;
/** How often was asked: only the answer to the last time counts. */
let asked = 0;
/** Whether there was something new to show during a press. */
let waits = false;
/** While a step of one's own is under way, its answer alone brings the next part. */
let held = false;

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

/** Tell a form that stays what the server knows by now. @param {HTMLFormElement} form @param {HTMLFormElement} copy */
function learn(form, copy) {
  for (const hidden of copy.querySelectorAll("input[type=hidden]")) {
    const own = form.querySelector(`input[type=hidden][name="${hidden.getAttribute("name")}"]`);
    if (own instanceof HTMLInputElement && hidden instanceof HTMLInputElement) {
      own.value = hidden.value;
    }
  }
  for (const text of copy.querySelectorAll("textarea")) {
    const own = form.querySelector(`textarea[name="${CSS.escape(text.name)}"]`);
    if (own instanceof HTMLTextAreaElement) {
      own.defaultValue = text.defaultValue;
    }
  }
  if (copy.dataset.saved !== undefined) {
    form.dataset.saved = copy.dataset.saved;
  }
}

/** Put forms that were touched in place of their new copies. @param {Element} fresh */
function keepTyped(fresh) {
  for (const form of part?.querySelectorAll("form[id][data-touched]") ?? []) {
    const copy = fresh.querySelector(`#${CSS.escape(form.id)}`);
    if (!(form instanceof HTMLFormElement && copy instanceof HTMLFormElement)) {
      continue;
    }
    if (copy.hasAttribute("data-refused")) {
      keepTexts(form, copy); // the copy says what is wrong
    } else {
      learn(form, copy);
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

/** What is to be done now: where the focus goes when what had it is gone. */
function heading() {
  const found = part?.querySelector("[data-now]") ?? part?.querySelector("h1");
  return found instanceof HTMLElement ? found : null;
}

/**
 * Put the focus where it was, or on the heading: the answers of another question are others, even
 * if they are called alike.
 *
 * @param {Element} focused what had it @param {string | null} key @param {boolean} hasMoved
 */
function focusAgain(focused, key, hasMoved) {
  const isAnswer = focused.matches("input, textarea, select, [data-send] *");
  const same = key === null || (hasMoved && isAnswer) ? null : part?.querySelector(key);
  const again = part?.contains(focused) ? focused : same;
  if (again instanceof HTMLElement) {
    again.focus({ preventScroll: true });
    return;
  }
  const next = heading();
  next?.setAttribute("tabindex", "-1");
  next?.focus();
}

/**
 * Show a new version of the part. The focus stays where it is, or goes to the heading.
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
  if (moved instanceof HTMLElement) {
    moved.hidden = true;
  }
  if (hadFocus) {
    focusAgain(focused, key, hasMoved);
  }
  document.dispatchEvent(new CustomEvent("live:swap", { detail: { moved: hasMoved } }));
  readTimers();
  if (hasMoved) {
    window.scrollTo(0, 0);
    if (document.activeElement !== heading()) { // which would be read twice
      announce(heading()?.textContent?.trim() ?? "");
    }
  }
  goTo(left);
}

/** Swap nothing until the answer to a step is here. @param {boolean} on */
export function hold(on) {
  held = on;
}

/** Ask now whether something changed. What was asked before is forgotten: it may be out of date. */
export async function ask() {
  if (!(part instanceof HTMLElement)) {
    return;
  }
  const number = ++asked;
  const seen = part.dataset.version ?? "";
  try {
    const answer = await fetch(source(), {
      cache: "no-store",
      signal: AbortSignal.timeout(LONGEST),
      headers: { "X-Live-Part": "1", "If-None-Match": seen },
    });
    const html = answer.status === 200 ? await answer.text() : "";
    if (number !== asked) {
      return;
    }
    if (answer.status === 200) {
      show(html, seen, answer.headers.get("ETag") ?? "");
    } else if (answer.status === 404) {
      window.location.assign(source());
      return;
    }
    sayLost(answer.status >= 500);
    wait = answer.status >= 500 ? Math.min(wait * 2, LATEST) : EVERY;
  } catch {
    if (number !== asked) {
      return;
    }
    sayLost(true);
    wait = Math.min(wait * 2, LATEST);
  }
  again();
}

/** @param {string} html @param {string} seen the version that was shown when it was asked for @param {string} version */
function show(html, seen, version) {
  // A step that was taken meanwhile has brought a newer part, or is about to.
  if (held || part?.dataset.version !== seen) {
    return;
  }
  if (isPressed()) {
    waits = true;
  } else {
    swap(html, version);
  }
}

/** What was pressed is let go. */
function showWaiting() {
  if (waits) {
    waits = false;
    ask();
  }
}

/** Whether something was typed or chosen in a form before this script was there. @param {HTMLFormElement} form */
function isChanged(form) {
  return [...form.elements].some((each) => {
    const isText = each instanceof HTMLTextAreaElement || each instanceof HTMLInputElement;
    const isOther = isText && each.value !== each.defaultValue;
    return isOther || (each instanceof HTMLInputElement && each.checked !== each.defaultChecked);
  });
}

function again() {
  window.clearTimeout(timer);
  // A little chance keeps the phones of a room from asking all at the same moment.
  timer = window.setTimeout(ask, wait * (0.9 + 0.2 * Math.random()));
}

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  form?.setAttribute("data-touched", "");
});
for (const form of part?.querySelectorAll("form") ?? []) {
  form.toggleAttribute("data-touched", form.hasAttribute("data-touched") || isChanged(form));
}
if (part !== null) {
  heedPresses(part, showWaiting);
}
// Only what a person opened or closed counts, which a click on its summary (or a key on it) is.
document.addEventListener("click", (event) => {
  const summary = event.target instanceof Element ? event.target.closest("summary") : null;
  summary?.parentElement?.setAttribute("data-toggled", "");
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) { wait = EVERY; ask(); } });
window.addEventListener("online", () => { wait = EVERY; ask(); });
again();
