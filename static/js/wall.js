/**
 * The pages of the wall: what does not fit at once follows one after the other.
 *
 * Arrow keys turn them by hand, and then they stay until the scene changes.
 */

const EVERY = 12_000;
let shown = 0;
let byHand = false;

function pages() {
  return [...document.querySelectorAll("[data-page]")];
}

/** @param {number} number */
function show(number) {
  const all = pages();
  shown = all.length ? (number + all.length) % all.length : 0;
  for (const [place, each] of all.entries()) {
    each.toggleAttribute("hidden", place !== shown);
  }
  const name = document.querySelector("[data-page-name]");
  if (name !== null) {
    name.textContent = all[shown]?.getAttribute("data-page-label") ?? "";
  }
}

document.addEventListener("live:swap", (event) => {
  const moved = event instanceof CustomEvent && event.detail.moved;
  byHand = byHand && !moved;
  show(moved ? 0 : Math.min(shown, Math.max(0, pages().length - 1)));
  if (moved) {
    begin();
  }
});
document.addEventListener("keydown", (event) => {
  const steps = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
  if (event.key in steps) {
    byHand = true;
    show(shown + steps[/** @type {keyof typeof steps} */ (event.key)]);
  }
});

let turning = 0;
function begin() {
  window.clearInterval(turning);
  turning = window.setInterval(() => { if (!byHand) { show(shown + 1); } }, EVERY);
}
begin();
