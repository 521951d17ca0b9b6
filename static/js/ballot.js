/**
 * Voting that survives a lost connection: what was sent is kept on the device until the server
 * has it.
 *
 * Without this script the forms post as any other. With it, each is written to the device's
 * storage first, then sent; "not saved yet" stays visible until the server answers. Of one form
 * only the last word counts, however often it was pressed.
 */

import { announce } from "./announce.js";
import { ask } from "./live.js";

const KEY = `ballots ${window.location.pathname.split("/").slice(0, 3).join("/")}`;
const AGAIN = 2000;
const late = document.getElementById("ballot-late");
/** What has not arrived yet, by where it goes. @type {Record<string, string>} */
let kept = read();
let sending = false;

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

/** @param {string} action */
function formOf(action) {
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
  const answer = await fetch(window.location.href, { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const field = page.querySelector("input[name=csrfmiddlewaretoken]");
  return field instanceof HTMLInputElement ? field.value : "";
}

/** @param {string} action @param {string} body @returns {Promise<Response>} */
async function post(action, body) {
  return fetch(action, {
    method: "POST",
    cache: "no-store",
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

/** @param {string} action @param {Response} answer */
function finished(action, answer) {
  const form = formOf(action);
  form?.removeAttribute("data-touched");
  if (answer.ok) {
    sayLate(null);
    say(form, "saved");
    announce(form?.querySelector("[data-ballot-state]")?.textContent ?? "");
    const then = form instanceof HTMLElement ? form.dataset.then : undefined;
    if (then) {
      window.location.assign(then);
      return;
    }
  } else if (answer.status === 409) {
    sayLate("closed");
  } else if (answer.status === 422 && form instanceof HTMLFormElement) {
    form.submit(); // the whole page says what is wrong
    return;
  } else {
    sayLate("refused");
  }
  ask();
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
      if (kept[action] === body) {
        delete kept[action];
        write();
        finished(action, answer);
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
  const fields = [...data.entries()].map(([name, value]) => [name, String(value)]);
  kept[form.action] = new URLSearchParams(fields).toString();
  write();
  sayLate(null);
  say(form, "waiting");
  flush();
});
window.addEventListener("online", flush);
document.addEventListener("live:swap", sayAgain);
if (Object.keys(kept).length > 0) {
  sayAgain();
  flush();
}
