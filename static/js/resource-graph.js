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

/** @param {HTMLElement} frame @param {SVGSVGElement} svg @param {HTMLElement} toolbar */
function makeLive(frame, svg, toolbar) {
  frame.classList.add("is-live");
  toolbar.hidden = false;
  const boxes = new Boxes(svg);
  const view = new MapView(frame, svg);
  const field = toolbar.querySelector("[data-graph-search]");
  const found = toolbar.querySelector("[data-graph-found]");

  const search = new MapSearch(boxes, (id, number, count) => {
    view.centre(boxes.place(boxes.nodes.get(id)));
    found.textContent = toolbar.dataset.textFound.replace("{number}", number).replace("{count}", count);
  });
  const find = () => {
    const count = search.find(field.value);
    found.textContent = field.value.trim() === "" || count > 0 ? "" : toolbar.dataset.textNothing;
    search.go(1);
  };

  /** Begins at what the drawing is about, or at a store, at a size that can be read. */
  const open = () => {
    const start = svg.querySelector(".is-focus") ?? svg.querySelector(".shape-store") ?? svg.querySelector("g.node");
    if (start !== null && view.smallestScale < READABLE) {
      const middle = view.middleOf(boxes.place(start));
      const { x, y, width, height } = view.whole;
      const seen = view.seenAt(READABLE);
      view.look({ x: within(middle.x, x, width, seen.width), y: within(middle.y, y, height, seen.height) }, READABLE);
    }
  };

  const actions = { in: () => view.zoom(ZOOM), out: () => view.zoom(1 / ZOOM), fit: () => view.fit() };
  const keys = {
    "+": actions.in,
    "=": actions.in,
    "-": actions.out,
    0: actions.fit,
    "/": () => field.focus(),
    ArrowLeft: () => view.pan(-STEP, 0),
    ArrowRight: () => view.pan(STEP, 0),
    ArrowUp: () => view.pan(0, -STEP),
    ArrowDown: () => view.pan(0, STEP),
  };
  toolbar.addEventListener("click", (event) => actions[event.target.closest("[data-graph-action]")?.dataset.graphAction]?.());
  frame.addEventListener("keydown", (event) => {
    if (event.target === frame && !event.ctrlKey && !event.metaKey && !event.altKey && event.key in keys) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  // A box that has the focus is brought into sight: nothing is scrolled here.
  frame.addEventListener("focusin", (event) => {
    const node = event.target.querySelector?.(":scope > g.node");
    if (node && event.target.matches(":focus-visible")) {
      frame.scrollTo(0, 0);
      view.reveal(boxes.place(node));
    }
  });
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      search.go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      field.value = "";
      find();
      frame.focus();
    }
  });
  listenToPointer(view, (node) => { window.location.assign(node.closest("a").href.baseVal); });
  new ResizeObserver(() => view.resize()).observe(frame);
  // On paper there is nothing to move: it shows everything.
  window.addEventListener("beforeprint", () => {
    const { x, y, width, height } = view.whole;
    svg.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  });
  window.addEventListener("afterprint", () => view.resize());
  open();
}

for (const frame of document.querySelectorAll("[data-graph]")) {
  const svg = frame.querySelector("svg");
  const toolbar = document.querySelector(`[data-graph-toolbar][aria-controls="${frame.id}"]`);
  if (svg !== null && toolbar !== null) {
    makeLive(frame, svg, toolbar);
  }
}
