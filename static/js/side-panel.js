/**
 * Remembers whether a panel was folded, for this browser only.
 *
 * The panel is a details element and folds without this module. Its name comes from data-remember.
 * Storage can be refused by the browser; the panel then only forgets.
 */

const PREFIX = "panel:";

/** @param {string} name */
function readChoice(name) {
  try {
    return window.localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {boolean} open */
function writeChoice(name, open) {
  try {
    window.localStorage.setItem(PREFIX + name, open ? "open" : "closed");
  } catch {
    // Nothing to do: the choice lasts until the next page.
  }
}

/** @param {HTMLDetailsElement} panel */
function remember(panel) {
  const name = panel.dataset.remember ?? "";
  const choice = readChoice(name);
  if (choice !== null) {
    panel.open = choice === "open";
  }
  panel.addEventListener("toggle", () => writeChoice(name, panel.open));
}

/** @param {ParentNode} root */
function rememberAll(root) {
  root.querySelectorAll("details[data-remember]:not([data-remembered])").forEach((panel) => {
    panel.setAttribute("data-remembered", "");
    remember(/** @type {HTMLDetailsElement} */ (panel));
  });
}

rememberAll(document);
document.addEventListener("htmx:afterSettle", () => rememberAll(document));
