/**
 * The facilitator's steps without leaving the page, so that focus and scroll stay where they are.
 *
 * Without this script each step is a form of its own that posts as any other. While a step is under
 * way, the page changes only by its answer, so that nobody can press what they have not seen. The
 * same step pressed again does nothing; another one is taken after it, if it is offered then.
 */

import { leave } from "./left.js";
import { ask, hold, swap } from "./live.js";

/** Milliseconds after which a step counts as lost; the page then shows whether it was taken. */
const LONGEST = 15_000;
let sending = false;
/** The step under way, and the one that was pressed meanwhile, by where they go. */
let current = "";
let following = "";

/** The step that was pressed meanwhile. */
function follow() {
  const [address, value] = following.split(" ");
  following = "";
  for (const form of document.querySelectorAll("form[data-step]")) {
    if (address && form instanceof HTMLFormElement && form.action === address) {
      form.requestSubmit(form.querySelector(value ? `button[value="${CSS.escape(value)}"]` : "button"));
      return;
    }
  }
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} button */
function addressOf(form, button) {
  return `${form.action} ${button instanceof HTMLButtonElement ? button.value : ""}`;
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} button */
async function step(form, button) {
  sending = true;
  current = addressOf(form, button);
  hold(true);
  const data = new FormData(form);
  if (button instanceof HTMLButtonElement && button.name) {
    data.set(button.name, button.value);
  }
  const left = form.closest("[data-left]");
  const seen = document.querySelector("[data-live] input[name=seen]");
  if (left !== null && seen instanceof HTMLInputElement) {
    data.set("seen", seen.value); // it may have been left behind many steps ago
  }
  const fields = [...data.entries()].map(([name, value]) => [name, String(value)]);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      cache: "no-store",
      signal: AbortSignal.timeout(LONGEST),
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Live-Part": "1" },
      body: new URLSearchParams(fields),
    });
    const version = answer.headers.get("ETag");
    if (version === null) {
      form.submit(); // only a whole page can say what is wrong
      return;
    }
    const html = await answer.text();
    if (answer.ok) {
      form.removeAttribute("data-touched");
      leave(left);
    }
    swap(html, version, { force: true });
    if (!answer.ok) {
      following = ""; // it was pressed before its presser could know
    }
  } catch {
    following = "";
    hold(false);
    ask(); // which says that there is no connection; the step can be taken again
  } finally {
    hold(false);
    sending = false;
  }
  follow();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-step")) {
    return;
  }
  event.preventDefault();
  if (!sending) {
    step(form, event.submitter);
  } else if (addressOf(form, event.submitter) !== current) {
    following = addressOf(form, event.submitter);
  }
});
