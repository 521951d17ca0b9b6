/**
 * Makes the drawing of a mind map zoom, pan, fold and answer to searches and keys.
 *
 * Without this module the drawing can be scrolled, and the list below it has everything.
 * Markup: an element with data-map around the SVG, and components/map_toolbar.html, which names
 * that element in aria-controls. Sentences come from the element's data-text-* attributes.
 */

import { announce } from "./announce.js";
import { MapBranches } from "./map-branches.js";
import { MapPlaces } from "./map-places.js";
import { listenToPointer } from "./map-pointer.js";
import { MapSearch } from "./map-search.js";
import { MapView } from "./map-view.js";

const STEP = 80; // pixels per arrow key
const ZOOM = 1.3;

class MindMap {
  /** @param {HTMLElement} frame @param {SVGSVGElement} svg @param {HTMLElement} toolbar */
  constructor(frame, svg, toolbar) {
    this.frame = frame;
    this.view = new MapView(frame, svg);
    this.branches = new MapBranches(svg);
    this.search = new MapSearch(this.branches, (id, number, count) => this.arrive(id, number, count));
    this.places = new MapPlaces(this.branches, (id, number, count) => this.arrive(id, number, count));
    this.field = toolbar.querySelector("[data-map-search]");
    this.found = toolbar.querySelector("[data-map-found]");
    this.current = this.branches.root;
    this.listen(toolbar);
    this.open();
  }

  /** Begins where the team stands, or at the root, at a size that can be read. */
  open() {
    if (!this.view.isReadable) {
      this.places.open(this.view);
      document.querySelectorAll("[data-map-hint]").forEach((hint) => { hint.hidden = false; });
    }
  }

  /** @param {HTMLElement} toolbar */
  listen(toolbar) {
    toolbar.addEventListener("click", (event) => {
      const action = event.target.closest("[data-map-action]")?.dataset.mapAction;
      this.actions[action]?.();
    });
    this.field.addEventListener("input", () => this.find());
    this.field.addEventListener("keydown", (event) => this.searchKey(event));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    listenToPointer(this.view, (node) => this.click(node));
    new ResizeObserver(() => this.view.resize()).observe(this.frame);
  }

  actions = {
    "zoom-in": () => this.zoom(ZOOM),
    "zoom-out": () => this.zoom(1 / ZOOM),
    fit: () => { this.fit(); this.say("fit"); },
    "fold-all": () => { this.branches.foldAll(); this.stand(this.branches.shownFrom(this.current)); this.fit(); this.say("allFolded"); },
    "next-place": () => { this.frame.scrollIntoView({ block: "nearest" }); this.places.go(1); },
    "unfold-all": () => { this.branches.unfoldAll(); this.fit(); this.say("allUnfolded"); },
  };

  keys = {
    "+": () => this.zoom(ZOOM),
    "=": () => this.zoom(ZOOM),
    "-": () => this.zoom(1 / ZOOM),
    0: () => this.actions.fit(),
    n: () => this.places.go(1),
    p: () => this.places.go(-1),
    "/": () => this.field.focus(),
    ArrowLeft: () => this.view.pan(-STEP, 0),
    ArrowRight: () => this.view.pan(STEP, 0),
    ArrowUp: () => this.view.pan(0, -STEP),
    ArrowDown: () => this.view.pan(0, STEP),
    "Shift+ArrowLeft": () => this.move("left"),
    "Shift+ArrowRight": () => this.move("right"),
    "Shift+ArrowUp": () => this.move("previous"),
    "Shift+ArrowDown": () => this.move("next"),
    Enter: () => this.toggle(this.current),
    Escape: () => this.endSearch(),
  };

  /** Shows all branches that are not folded away. */
  fit() {
    this.view.fit(this.branches.bounds());
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.frame) {
      return;
    }
    const name = event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : event.key;
    const act = this.keys[name];
    if (act !== undefined) {
      event.preventDefault();
      act();
    }
  }

  /** @param {KeyboardEvent} event */
  searchKey(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.search.go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      this.endSearch();
      this.frame.focus();
    }
  }

  find() {
    const count = this.search.find(this.field.value);
    if (this.field.value.trim() === "") {
      this.found.textContent = "";
    } else if (count === 0) {
      this.found.textContent = this.text("nothing");
    } else {
      this.search.go(1);
    }
  }

  endSearch() {
    this.field.value = "";
    this.find();
  }

  /** @param {string} id @param {number} number @param {number} count */
  arrive(id, number, count) {
    this.branches.uncover(id);
    this.stand(id);
    this.view.centre(this.branches.place(id));
    this.found.textContent = this.text("found", { number, count, title: this.branches.title(id) });
  }

  /** @param {number} factor */
  zoom(factor) {
    this.view.zoom(factor);
    this.say("zoom", { percent: this.view.percent });
  }

  /** @param {"left" | "right" | "next" | "previous"} way */
  move(way) {
    const id = this.branches.neighbour(this.current, way);
    if (id !== undefined) {
      this.stand(id);
      this.view.reveal(this.branches.place(id));
      announce(this.branches.title(id));
    }
  }

  /** @param {string} id */
  stand(id) {
    this.branches.nodes.get(this.current)?.classList.remove("is-current");
    this.current = id;
    this.branches.nodes.get(id)?.classList.add("is-current");
  }

  /** @param {SVGGElement} node */
  click(node) {
    this.stand(node.dataset.id);
    this.toggle(node.dataset.id);
  }

  /** @param {string} id */
  toggle(id) {
    if (this.branches.canFold(id)) {
      const folded = this.branches.toggle(id);
      this.say(folded ? "folded" : "unfolded", { title: this.branches.title(id), count: this.branches.countBelow(id) });
    }
  }

  /** @param {string} name @param {Record<string, string | number>} [values] */
  say(name, values) {
    announce(this.text(name, values));
  }

  /** @param {string} name @param {Record<string, string | number>} [values] */
  text(name, values = {}) {
    const pattern = this.frame.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`] ?? "";
    return pattern.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
  }
}

for (const frame of document.querySelectorAll("[data-map]")) {
  const svg = frame.querySelector("svg");
  const toolbar = document.querySelector(`[data-map-toolbar][aria-controls="${frame.id}"]`);
  if (svg !== null && toolbar !== null) {
    toolbar.hidden = false;
    document.querySelectorAll("[data-map-keys]").forEach((keys) => { keys.hidden = false; });
    frame.classList.add("is-live");
    new MindMap(frame, svg, toolbar);
  }
}
