/**
 * What somebody wrote and the room has left behind: it stays above the screen, whatever is shown
 * there, until it is sent or put away.
 *
 * The server writes such sections, [data-left] with the address that writes them again. For other
 * pages of this tab they are remembered together with what is typed into them.
 */

const KEY = `left ${window.location.pathname.split("/").slice(0, 3).join("/")}`;
/** What is no word of the writer. */
const OURS = ["csrfmiddlewaretoken", "seen", "stay"];
/** Milliseconds after which an answer counts as lost. */
const LONGEST = 15_000;
const place = document.getElementById("left");

/** What is typed into each section, by its address. @returns {Record<string, string>} */
function remembered() {
  try {
    return JSON.parse(window.sessionStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {string} address @param {string | null} fields null: forget it */
function remember(address, fields) {
  const all = remembered();
  delete all[address];
  if (fields !== null) {
    all[address] = fields;
  }
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // Private windows may have no storage: then it lives as long as the page.
  }
}

/** @param {Element} section */
function addressOf(section) {
  return section.getAttribute("data-left") ?? "";
}

/** @param {Element} section */
function written(section) {
  const fields = new URLSearchParams();
  for (const each of section.querySelectorAll("textarea, input:not([type=radio]), input:checked")) {
    if (each instanceof HTMLTextAreaElement || each instanceof HTMLInputElement) {
      if (!OURS.includes(each.name)) {
        fields.append(each.name, each.value);
      }
    }
  }
  return fields.toString();
}

/**
 * Move what was left behind out of a page or part, in place of what is there for the same item.
 *
 * @param {ParentNode} root @returns {Element | null} the last that was moved
 */
export function setAside(root) {
  let last = null;
  for (const section of root.querySelectorAll("[data-left]")) {
    const before = place?.querySelector(`#${CSS.escape(section.id)}`);
    if (before) {
      before.replaceWith(section);
    } else {
      place?.append(section);
    }
    section.querySelector("[data-put-away]")?.removeAttribute("hidden");
    remember(addressOf(section), written(section));
    last = section;
  }
  return last;
}

/** The same for what the server wrote as text. @param {string} html */
export function setAsideText(html) {
  const fresh = document.createElement("div");
  fresh.innerHTML = html;
  return setAside(fresh);
}

/** @param {Element | null | undefined} section */
export function goTo(section) {
  const heading = section?.querySelector("h2");
  if (heading instanceof HTMLElement) {
    heading.focus();
  }
}

/**
 * Let the server give back what stands in a form, without taking it.
 *
 * @param {string} address @param {URLSearchParams} fields @returns {Promise<Element | null>}
 */
export async function askBack(address, fields) {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (token instanceof HTMLInputElement) {
    fields.set("csrfmiddlewaretoken", token.value);
  }
  fields.set("aside", "yes");
  const headers = {
    "Content-Type": "application/x-www-form-urlencoded",
    "X-Live-Part": "1",
  };
  const answer = await fetch(address, {
    method: "POST",
    cache: "no-store",
    signal: AbortSignal.timeout(LONGEST),
    headers,
    body: fields,
  });
  if (!answer.ok) {
    throw new Error("it was not given back");
  }
  return setAsideText(await answer.text());
}

/** It was sent or put away. @param {Element | null | undefined} section */
export function leave(section) {
  if (!section) {
    return;
  }
  const hadFocus = section.contains(document.activeElement);
  remember(addressOf(section), null);
  section.remove();
  const next = document.querySelector("[data-live] [data-now]") ?? document.querySelector("[data-live]");
  if (hadFocus && next instanceof HTMLElement) {
    next.focus();
  }
}

/** Show again what was left behind on the page before, in this tab. */
async function bringBack() {
  for (const [address, fields] of Object.entries(remembered())) {
    if (place?.querySelector(`[data-left="${CSS.escape(address)}"]`) !== null) {
      continue;
    }
    try {
      if ((await askBack(address, new URLSearchParams(fields))) === null) {
        remember(address, null); // it is kept by now
      }
    } catch {
      // The next page tries again.
    }
  }
}

place?.addEventListener("input", (event) => {
  const section = event.target instanceof Element ? event.target.closest("[data-left]") : null;
  if (section) {
    remember(addressOf(section), written(section));
  }
});
place?.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-put-away]") : null;
  leave(button?.closest("[data-left]"));
});
setAside(document);
bringBack();
