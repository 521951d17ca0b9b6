/**
 * Makes the drawing of the graph zoom, pan and answer to searches.
 *
 * Without this module the drawing is scrolled, its boxes are links, and the table below it has
 * everything. Markup: an element with data-graph around the SVG, and the bar with
 * data-graph-toolbar, which has the sentences.
 */

import { listenToPointer } from "./map-pointer.js";
import { MapSearch } from "./map-search.js";
import { MapView } from "./map-view.js";

const STEP = 80; // pixels per arrow key
const ZOOM = 1.3;
const READABLE = 1.1; // pixels of the screen per unit of the drawing
const LEGIBLE = 0.6; // as small as a drawing may begin, so that all of its width is seen

/** The boxes of a drawing as the search wants them. */
class Boxes {
  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.svg = svg;
    /** @type {Map<string, SVGGElement>} */
    this.nodes = new Map([...svg.querySelectorAll("g.node")].map((node, number) => [String(number), node]));
  }

  /** @param {string} id */
  title(id) {
    return this.nodes.get(id)?.dataset.label ?? "";
  }

  /** Where a box is, in the units of the drawing. @param {SVGGElement} node */
  place(node) {
    const { x, y, width, height } = node.getBBox();
    const own = this.svg.querySelector("g[transform]")?.getAttribute("transform") ?? "";
    const moved = own.match(/translate\(([-\d.]+)[ ,]+([-\d.]+)\)/);
    return { x: x + Number(moved?.[1] ?? 0), y: y + Number(moved?.[2] ?? 0), width, height };
  }
}

/**
 * The middle of what is seen along one side, so that no more than the drawing is seen.
 *
 * @param {number} at @param {number} start @param {number} length @param {number} seen
 */
function within(at, start, length, seen) {
  return length <= seen ? start + length / 2 : Math.min(Math.max(at, start + seen / 2), start + length - seen / 2);
}

/** A drawing with its bar: it zooms, moves and is searched. */
class ResourceGraph {
  /** @param {HTMLElement} frame @param {SVGSVGElement} svg @param {HTMLElement} toolbar */
  constructor(frame, svg, toolbar) {
    this.frame = frame;
    this.svg = svg;
    this.toolbar = toolbar;
    this.boxes = new Boxes(svg);
    this.view = new MapView(frame, svg);
    this.field = toolbar.querySelector("[data-graph-search]");
    this.found = toolbar.querySelector("[data-graph-found]");
    this.search = new MapSearch(this.boxes, (id, number, count) => this.arrive(id, number, count));
    this.listen();
    this.open();
  }

  actions = {
    in: () => this.view.zoom(ZOOM),
    out: () => this.view.zoom(1 / ZOOM),
    fit: () => this.view.fit(),
  };

  keys = {
    "+": this.actions.in,
    "=": this.actions.in,
    "-": this.actions.out,
    0: this.actions.fit,
    "/": () => this.field.focus(),
    ArrowLeft: () => this.view.pan(-STEP, 0),
    ArrowRight: () => this.view.pan(STEP, 0),
    ArrowUp: () => this.view.pan(0, -STEP),
    ArrowDown: () => this.view.pan(0, STEP),
  };

  listen() {
    this.toolbar.addEventListener("click", (event) => {
      this.actions[event.target.closest("[data-graph-action]")?.dataset.graphAction]?.();
    });
    this.field.addEventListener("input", () => this.find());
    this.field.addEventListener("keydown", (event) => this.searchKey(event));
    this.frame.addEventListener("keydown", (event) => this.key(event));
    this.frame.addEventListener("focusin", (event) => this.follow(event));
    this.frame.addEventListener("dragstart", (event) => event.preventDefault());
    listenToPointer(this.view, (node) => { window.location.assign(node.closest("a").href.baseVal); });
    new ResizeObserver(() => this.view.resize()).observe(this.frame);
    window.addEventListener("beforeprint", () => this.showWhole());
    window.addEventListener("afterprint", () => this.view.resize());
  }

  /**
   * Begins with the whole width, if that can be made out, and else at a size that can be read: at
   * the place of what the drawing is about, or of a store.
   */
  open() {
    const start = [".is-focus", ".shape-store", "g.node"].map((each) => this.svg.querySelector(each)).find((each) => each !== null);
    if (start === undefined || this.view.smallestScale >= READABLE) {
      return;
    }
    const middle = this.view.middleOf(this.boxes.place(start));
    const { x, y, width, height } = this.view.whole;
    const fitting = this.frame.clientWidth / width;
    const scale = fitting >= LEGIBLE ? Math.min(fitting, READABLE) : READABLE;
    const seen = this.view.seenAt(scale);
    this.view.look({ x: within(middle.x, x, width, seen.width), y: within(middle.y, y, height, seen.height) }, scale);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const isPlain = event.target === this.frame && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isPlain && event.key in this.keys) {
      event.preventDefault();
      this.keys[event.key]();
    }
  }

  /** A box that has the focus is brought into sight: nothing is scrolled here. @param {FocusEvent} event */
  follow(event) {
    const node = event.target.querySelector?.(":scope > g.node");
    if (node && event.target.matches(":focus-visible")) {
      this.frame.scrollTo(0, 0);
      this.view.reveal(this.boxes.place(node));
    }
  }

  /** @param {KeyboardEvent} event */
  searchKey(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.search.go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      this.field.value = "";
      this.find();
      this.frame.focus();
    }
  }

  find() {
    const count = this.search.find(this.field.value);
    this.found.textContent = this.field.value.trim() === "" || count > 0 ? "" : this.toolbar.dataset.textNothing;
    this.search.go(1);
  }

  /** @param {string} id @param {number} number @param {number} count */
  arrive(id, number, count) {
    this.view.centre(this.boxes.place(this.boxes.nodes.get(id)));
    this.found.textContent = this.toolbar.dataset.textFound.replace("{number}", number).replace("{count}", count);
  }

  /** On paper there is nothing to move: it shows everything. */
  showWhole() {
    const { x, y, width, height } = this.view.whole;
    this.svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  }
}

for (const frame of document.querySelectorAll("[data-graph]")) {
  const svg = frame.querySelector("svg");
  const toolbar = document.querySelector(`[data-graph-toolbar][aria-controls="${frame.id}"]`);
  if (svg !== null && toolbar !== null) {
    frame.classList.add("is-live");
    toolbar.hidden = false;
    new ResourceGraph(frame, svg, toolbar);
  }
}
