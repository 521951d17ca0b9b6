/**
 * Voting that survives a lost connection: what was sent is kept on the device until the server
 * has it.
 *
 * Without this script the forms post as any other. With it, each is written to the device's
 * storage first, then sent; "not saved yet" stays visible until the server answers. Of one form
 * only the last word counts, however often it was pressed.
 */

import { announce } from "./announce.js";
import { goTo, leave, setAsideText } from "./left.js";
import { ask, source } from "./live.js";

const KEY = `ballots ${window.location.pathname.split("/").slice(0, 3).join("/")}`;
const AGAIN = 2000;
/** Milliseconds after which an answer counts as lost; the vote is then sent again. */
const LONGEST = 15_000;
const late = document.getElementById("ballot-late");
/** What has not arrived yet, by where it goes. @type {Record<string, string>} */
let kept = read();
let sending = false;
/** The form that was last pressed, by where it goes. @type {Map<string, HTMLFormElement>} */
const senders = new Map();

/** @returns {Record<string, string>} */
function read() {
  try {
    return JSON.parse(window.localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

function write() {
  try {
    if (Object.keys(kept).length === 0) {
      window.localStorage.removeItem(KEY);
    } else {
      window.localStorage.setItem(KEY, JSON.stringify(kept));
    }
  } catch {
    // Private windows may have no storage: then it lives as long as the page.
  }
}

/** The form that was pressed, or one that would send the same. @param {string} action */
function formOf(action) {
  const pressed = senders.get(action);
  if (pressed?.isConnected) {
    return pressed;
  }
  const forms = [...document.querySelectorAll("form[data-send]")];
  return forms.find((form) => form instanceof HTMLFormElement && form.action === action) ?? null;
}

/** Say in the form how it stands. @param {Element | null} form @param {"saved" | "unsaved" | "waiting"} what */
function say(form, what) {
  const line = form?.querySelector("[data-ballot-state]");
  const text = line instanceof HTMLElement ? line.dataset[what] ?? "" : "";
  if (line instanceof HTMLElement && line.textContent !== text) {
    line.textContent = text;
    line.classList.toggle("ballot-waiting", what !== "saved");
  }
}

/** Say at the foot of the page what concerns no form that is open. @param {"waiting" | "closed" | "refused" | null} what */
function sayLate(what) {
  if (late instanceof HTMLElement) {
    late.hidden = what === null;
    late.textContent = what === null ? "" : late.dataset[what] ?? "";
  }
}

/** A fresh token for a form that was kept longer than its own token lives. @returns {Promise<string>} */
async function freshToken() {
  const answer = await fetch(source(), { cache: "no-store", signal: AbortSignal.timeout(LONGEST) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const field = page.querySelector("input[name=csrfmiddlewaretoken]");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** @param {string} action @param {string} body @returns {Promise<Response>} */
async function post(action, body) {
  return fetch(action, {
    method: "POST",
    cache: "no-store",
    signal: AbortSignal.timeout(LONGEST),
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Live-Part": "1" },
    body,
  });
}

/** @param {string} action @param {string} body @returns {Promise<Response>} */
async function delivered(action, body) {
  const answer = await post(action, body);
  if (answer.status !== 403) {
    return answer;
  }
  const fields = new URLSearchParams(body);
  fields.set("csrfmiddlewaretoken", await freshToken());
  return post(action, fields.toString());
}

/** What a form would send now. @param {HTMLFormElement} form */
function bodyOf(form) {
  const fields = [...new FormData(form).entries()].map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(fields).toString();
}

/** Whether nothing was changed in a form since it was sent. @param {Element | null} form @param {string} body */
function isAsSent(form, body) {
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-touched")) {
    return true;
  }
  const [now, then] = [new URLSearchParams(bodyOf(form)), new URLSearchParams(body)];
  now.delete("csrfmiddlewaretoken");
  then.delete("csrfmiddlewaretoken");
  return now.toString() === then.toString();
}

/**
 * @param {string} action @param {string} body @param {Response} answer
 * @param {string} html what was left behind, if it came too late
 */
function finished(action, body, answer, html) {
  const form = formOf(action);
  const isAll = isAsSent(form, body);
  if (answer.ok) {
    sayLate(null);
    know(form, body);
    arrived(form, isAll);
  } else if (answer.status === 409) {
    sayLate("closed");
    tooLate(form, isAll, html);
  } else if (answer.status === 422 && form instanceof HTMLFormElement) {
    leave(form.closest("[data-left]"));
    form.submit(); // the whole page says what is wrong
    return;
  } else {
    sayLate("refused");
  }
  ask();
}

/**
 * From now on the form is one that was saved, whatever its sender goes on to change: it may stay
 * as it is for long before a part of the page comes that says so.
 *
 * @param {HTMLFormElement | null} form @param {string} body
 */
function know(form, body) {
  const sent = new URLSearchParams(body);
  for (const text of form?.querySelectorAll("textarea") ?? []) {
    text.defaultValue = sent.get(text.name) ?? "";
  }
  if (form?.dataset.saved !== undefined) {
    form.dataset.saved = "yes";
  }
}

/** @param {Element | null} form @param {boolean} isAll whether it is still as it was sent */
function arrived(form, isAll) {
  if (!isAll) {
    say(form, "unsaved");
    return;
  }
  form?.removeAttribute("data-touched");
  say(form, "saved");
  announce(form?.querySelector("[data-ballot-state]")?.textContent ?? "");
  leave(form?.closest("[data-left]"));
  const then = form instanceof HTMLElement ? form.dataset.then : undefined;
  if (then) {
    window.location.assign(then);
  }
}

/**
 * The room has gone on; what was written stays, as the server gives it back.
 *
 * @param {Element | null} form @param {boolean} isAll @param {string} html
 */
function tooLate(form, isAll, html) {
  const focused = document.activeElement;
  const isFree = focused === null || focused === document.body || Boolean(form?.contains(focused));
  const section = setAsideText(html);
  if (!isAll) {
    say(form, "unsaved");
    return;
  }
  form?.removeAttribute("data-touched");
  if (isFree) {
    goTo(section);
  }
}

/** Send what is kept, one after the other. */
async function flush() {
  if (sending) {
    return;
  }
  sending = true;
  try {
    for (let [next] = Object.entries(kept); next !== undefined; [next] = Object.entries(kept)) {
      const [action, body] = next;
      const answer = await delivered(action, body);
      if (answer.status >= 500) {
        throw new Error("the server is not ready");
      }
      const html = answer.status === 409 ? await answer.text() : "";
      if (kept[action] === body) {
        delete kept[action];
        write();
        finished(action, body, answer, html);
      }
    }
  } catch {
    sayLate("waiting");
    window.setTimeout(flush, AGAIN);
  } finally {
    sending = false;
  }
}

/** Show again, after a swap, how the open form stands. */
function sayAgain() {
  for (const form of document.querySelectorAll("form[data-send]")) {
    if (form instanceof HTMLFormElement && form.action in kept) {
      say(form, "waiting");
    } else if (form.hasAttribute("data-touched")) {
      say(form, "unsaved");
    }
  }
}

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form[data-send]") : null;
  say(form, "unsaved");
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-send")) {
    return;
  }
  const data = new FormData(form);
  if (form.querySelector("[name=option]") !== null && !data.get("option")) {
    return; // the server says what is missing
  }
  event.preventDefault();
  senders.set(form.action, form);
  kept[form.action] = bodyOf(form);
  write();
  sayLate(null);
  say(form, "waiting");
  flush();
});
window.addEventListener("online", flush);
document.addEventListener("live:swap", sayAgain);
sayAgain();
if (Object.keys(kept).length > 0) {
  flush();
}
