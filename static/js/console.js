/**
 * The facilitator's steps without leaving the page, so that focus and scroll stay where they are.
 *
 * Without this script each step is a form of its own that posts as any other. A second press while
 * a step is under way does nothing; so that nobody can press what is new and be ignored, the page
 * changes only by the answer to the step.
 */

import { leave } from "./left.js";
import { ask, hold, swap } from "./live.js";

/** Milliseconds after which a step counts as lost; the page then shows whether it was taken. */
const LONGEST = 15_000;
let sending = false;

/** @param {HTMLFormElement} form @param {HTMLElement | null} button */
async function step(form, button) {
  sending = true;
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
  } catch {
    hold(false);
    ask(); // which says that there is no connection; the step can be taken again
  } finally {
    hold(false);
    sending = false;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-step")) {
    return;
  }
  event.preventDefault();
  if (!sending) {
    step(form, event.submitter);
  }
});
