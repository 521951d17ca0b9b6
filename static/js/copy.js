/**
 * Buttons that copy the text of another element: data-copy="id of that element".
 *
 * The buttons are hidden in the page and appear here, because without JavaScript or without a secure
 * connection they could do nothing. What happened is said in the button and in the live region.
 */

import { announce } from "./announce.js";

const SHOWN_FOR = 2500;

/** @param {Element} source */
function textOf(source) {
  return source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement ? source.value : source.textContent ?? "";
}

/** @param {HTMLElement} button */
async function copy(button) {
  const source = document.getElementById(button.dataset.copy ?? "");
  const label = button.querySelector("[data-copy-label]");
  if (source === null || label === null) {
    return;
  }
  await navigator.clipboard.writeText(textOf(source));
  const before = label.textContent ?? "";
  const done = button.dataset.copied ?? before;
  label.textContent = done;
  announce(done);
  window.setTimeout(() => { label.textContent = before; }, SHOWN_FOR);
}

/** @param {ParentNode} root */
function reveal(root) {
  root.querySelectorAll("button[data-copy][hidden]").forEach((button) => { button.removeAttribute("hidden"); });
}

if (navigator.clipboard) {
  reveal(document);
  document.addEventListener("htmx:afterSettle", () => reveal(document));
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-copy]") : null;
    if (button instanceof HTMLElement && !button.hasAttribute("data-copying")) {
      button.setAttribute("data-copying", "");
      copy(button)
        .catch(() => announce(button.dataset.copyFailed ?? ""))
        .finally(() => window.setTimeout(() => button.removeAttribute("data-copying"), SHOWN_FOR));
    }
  });
}
