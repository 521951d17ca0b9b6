/**
 * A live screen: asks every second for the part of the page that changes, and swaps it.
 *
 * The answer is empty while nothing changed. A tab that wakes up asks at once. While there is
 * no connection the screen says so and goes on asking. What somebody is typing is never
 * swapped away: as long as the scene stays the same, a focused or changed form waits.
 */

import { announce } from "./announce.js";

const EVERY = 1000;
const LATEST = 8000;

const part = document.querySelector("[data-live]");
const state = document.getElementById("live-state");
let wait = EVERY;
let timer = 0;
let asking = false;

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

/** Whether somebody is in the middle of a form that the swap would throw away. */
function isBusy() {
  return part?.querySelector("form[data-touched]") !== null;
}

/** @param {string} html @param {string} version */
function swap(html, version) {
  if (!(part instanceof HTMLElement)) {
    return;
  }
  const fresh = document.createElement("div");
  fresh.innerHTML = html;
  if (scene(fresh) === scene(part) && isBusy()) {
    return;
  }
  const moved = scene(fresh) !== scene(part);
  part.replaceChildren(...fresh.childNodes);
  part.dataset.version = version;
  document.dispatchEvent(new CustomEvent("live:swap", { detail: { moved } }));
  if (moved) {
    announce(part.querySelector("h1, legend, h2")?.textContent?.trim() ?? "");
  }
}

async function ask() {
  if (!(part instanceof HTMLElement) || asking) {
    return;
  }
  asking = true;
  try {
    const answer = await fetch(window.location.href, {
      cache: "no-store",
      headers: { "X-Live-Part": "1", "If-None-Match": part.dataset.version ?? "" },
    });
    if (answer.status === 200) {
      swap(await answer.text(), answer.headers.get("ETag") ?? "");
    } else if (answer.status === 404) {
      window.location.reload();
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
    const left = Math.max(0, Number(each.dataset.timer) - (each.hasAttribute("data-runs") ? 1 : 0));
    each.dataset.timer = String(left);
    each.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    each.classList.toggle("timer-over", left === 0);
  }
}

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  form?.setAttribute("data-touched", "");
});
document.addEventListener("visibilitychange", () => { if (!document.hidden) { wait = EVERY; ask(); } });
window.addEventListener("online", () => { wait = EVERY; ask(); });
window.setInterval(tick, 1000);
again();
