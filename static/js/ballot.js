/**
 * Voting that survives a lost connection: a vote is kept on the device until the server has it.
 *
 * Without this script the form posts as any other. With it, the vote is written to the
 * device's storage first, then sent; "not saved yet" stays visible until the server answers.
 */

import { announce } from "./announce.js";

const KEY = `ballot ${window.location.pathname}`;
const AGAIN = 2000;
let sending = false;

/** @returns {{action: string, body: string} | null} */
function kept() {
  try {
    return JSON.parse(window.localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}

/** @param {{action: string, body: string} | null} vote */
function keep(vote) {
  try {
    if (vote === null) {
      window.localStorage.removeItem(KEY);
    } else {
      window.localStorage.setItem(KEY, JSON.stringify(vote));
    }
  } catch {
    // Private windows may have no storage: then the vote lives as long as the page.
  }
}

/** @param {"waiting" | "saved" | "closed"} what */
function say(what) {
  const line = document.querySelector("[data-ballot-state]");
  if (line instanceof HTMLElement) {
    line.textContent = line.dataset[what] ?? "";
    line.classList.toggle("ballot-waiting", what === "waiting");
    announce(line.textContent);
  }
}

/** @param {{action: string, body: string}} vote */
async function send(vote) {
  if (sending) {
    return;
  }
  sending = true;
  try {
    const answer = await fetch(vote.action, {
      method: "POST",
      cache: "no-store",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-Live-Part": "1" },
      body: vote.body,
    });
    if (answer.status >= 500) {
      throw new Error("the server is not ready");
    }
    keep(null);
    document.querySelector("form[data-ballot]")?.removeAttribute("data-touched");
    if (answer.ok) {
      say("saved");
    } else if (answer.status === 409) {
      say("closed");
    } else {
      window.location.reload();
    }
  } catch {
    say("waiting");
    window.setTimeout(flush, AGAIN);
  } finally {
    sending = false;
  }
}

function flush() {
  const vote = kept();
  if (vote !== null) {
    send(vote);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.hasAttribute("data-ballot")) {
    return;
  }
  const data = new FormData(form);
  if (!data.get("option")) {
    return; // the server says what is missing
  }
  event.preventDefault();
  const fields = [...data.entries()].map(([name, value]) => [name, String(value)]);
  const vote = { action: form.action, body: new URLSearchParams(fields).toString() };
  keep(vote);
  say("waiting");
  send(vote);
});
window.addEventListener("online", flush);
document.addEventListener("live:swap", flush);
flush();
