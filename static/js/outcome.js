/**
 * Says aloud what a swap has brought: the text of each new element with data-announce, in one go.
 *
 * A live region that is itself replaced is not read by every screen reader; the page's own stays.
 */

import { announce } from "./announce.js";

/** @param {Element} element */
function words(element) {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.target instanceof Element ? event.target : document.body;
  const sentences = [...swapped.querySelectorAll("[data-announce]")].map(words);
  if (sentences.length > 0) {
    announce(sentences.join(" "));
  }
});

/** @param {HTMLSelectElement} select */
function isTouched(select) {
  const given = [...select.options].findIndex((option) => option.defaultSelected);
  return select.selectedIndex !== Math.max(given, 0);
}

// What was chosen before htmx was ready, or what the browser has kept, was not sent yet.
document.addEventListener(
  "htmx:load",
  () => {
    const form = document.getElementById("what-if");
    if ([...(form?.querySelectorAll("select") ?? [])].some(isTouched)) {
      form?.dispatchEvent(new Event("change", { bubbles: true }));
    }
  },
  { once: true },
);
