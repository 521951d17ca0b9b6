/**
 * A whole folder as files: the control appears where a browser can choose one.
 *
 * Files that declare no infrastructure by their names are left out before anything is sent, and where
 * each file lies in the folder goes along in hidden fields, since a browser's form sends names alone.
 */

import { announce } from "./announce.js";

/** What a browser says of a file that came with its folder. @param {File} file */
const pathOf = (file) => file.webkitRelativePath || file.name;

/** @param {string} words @param {Record<string, string | number>} values */
const filled = (words, values) => words.replace(/%\((\w+)\)/g, (_all, name) => String(values[name] ?? ""));

/** @param {HTMLInputElement} input */
function isWanted(input) {
  const endings = new Set((input.dataset.endings ?? "").split(" "));
  const fetched = new Set((input.dataset.fetched ?? "").split(" "));
  /** @param {File} file */
  return (file) => {
    const [, ...parts] = pathOf(file).split("/");
    const name = parts.at(-1) ?? file.name;
    const dot = name.lastIndexOf(".");
    return dot > 0 && endings.has(name.slice(dot)) && !parts.some((part) => fetched.has(part));
  };
}

/** Keep these files of the control alone. @param {HTMLInputElement} input @param {File[]} files */
function keep(input, files) {
  const chosen = new DataTransfer();
  files.forEach((file) => chosen.items.add(file));
  input.files = chosen.files;
}

/** The paths go along in hidden fields. @param {HTMLFormElement} form @param {string[]} paths */
function send(form, paths) {
  form.querySelectorAll("input[name=paths]").forEach((each) => each.remove());
  for (const path of paths) {
    const hidden = document.createElement("input");
    hidden.type = "hidden";
    hidden.name = "paths";
    hidden.value = path;
    form.append(hidden);
  }
}

/**
 * What there is to say of a choice, and whether it is more than may be sent.
 *
 * @param {DOMStringMap} words @param {File[]} wanted
 */
function judged(words, wanted) {
  const bytes = wanted.reduce((sum, file) => sum + file.size, 0);
  if (wanted.length > Number(words.mostFiles)) {
    return { said: words.tooMany, isTooMuch: true };
  }
  if (bytes > Number(words.limit) * 1e6) {
    return { said: words.tooLarge, isTooMuch: true };
  }
  return { said: wanted.length === 0 ? words.none : words.chosen, isTooMuch: false };
}

/** @param {HTMLElement} field */
function heed(field) {
  const input = field.querySelector("input[type=file]");
  const saying = field.querySelector("[data-folder-said]");
  if (!(input instanceof HTMLInputElement) || !(saying instanceof HTMLElement) || !input.form) {
    return;
  }
  const form = input.form;
  input.addEventListener("change", () => {
    const all = [...(input.files ?? [])];
    const wanted = all.filter(isWanted(input));
    const { said, isTooMuch } = judged(field.dataset, wanted);
    const sent = isTooMuch ? [] : wanted;
    // Before the control is given its files anew: a copy may no longer know its folder.
    send(form, sent.map(pathOf));
    keep(input, sent);
    const values = { files: wanted.length, skipped: all.length - wanted.length, most: field.dataset.mostFiles ?? "", limit: field.dataset.limit ?? "" };
    saying.textContent = all.length > 0 ? filled(said ?? "", values) : "";
    announce(saying.textContent);
  });
  field.hidden = false;
}

if ("webkitdirectory" in HTMLInputElement.prototype) {
  document.querySelectorAll("[data-folder]").forEach((field) => {
    if (field instanceof HTMLElement) {
      heed(field);
    }
  });
}
