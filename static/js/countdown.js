/** Running timers, counted down between two answers of the server; that the time is up is said once. */

import { announce } from "./announce.js";

/** When the timers on the page were true, in milliseconds of performance.now(). */
let readAt = performance.now();
/** The seconds that a timer showed last. @type {number | null} */
let shown = null;

/** The timers that are on the page have just come from the server. */
export function readTimers() {
  readAt = performance.now();
  tick();
}

function tick() {
  let now = null;
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
    if (left === 0 && shown !== null && shown > 0) {
      announce(each.parentElement?.querySelector(".timer-up")?.textContent ?? "");
    }
    now = left;
  }
  shown = now;
}

window.setInterval(tick, 500);
tick();
