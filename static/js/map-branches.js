/**
 * The branches of a drawing: who is whose parent, what is folded, where a node stands.
 * The server writes data-id, data-parent and data-label on nodes, data-from and data-to on edges.
 *
 * @typedef {import("./map-view.js").Box} Box
 */

const SVG = "http://www.w3.org/2000/svg";
const AWAY = "is-away";
const AROUND = 24; // free space around what is shown

/** The box around several, with some free space. @param {Box[]} boxes @returns {Box} */
export function around(boxes) {
  const x = Math.min(...boxes.map((box) => box.x)) - AROUND;
  const y = Math.min(...boxes.map((box) => box.y)) - AROUND;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + AROUND;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + AROUND;
  return { x, y, width: right - x, height: bottom - y };
}

export class MapBranches {
  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.svg = svg;
    /** @type {Map<string, SVGGElement>} */
    this.nodes = new Map();
    /** @type {Map<string, string[]>} */
    this.children = new Map();
    /** @type {Set<string>} */
    this.folded = new Set();
    for (const node of svg.querySelectorAll("g.node")) {
      this.nodes.set(node.dataset.id, node);
      const siblings = this.children.get(node.dataset.parent) ?? [];
      this.children.set(node.dataset.parent, [...siblings, node.dataset.id]);
    }
    this.edges = [...svg.querySelectorAll("g.edge")];
  }

  get root() {
    return this.childrenOf(undefined)[0];
  }

  /** @param {string | undefined} id */
  childrenOf(id) {
    return this.children.get(id) ?? [];
  }

  /** @param {string} id */
  parentOf(id) {
    return this.nodes.get(id)?.dataset.parent;
  }

  /** @param {string} id */
  title(id) {
    return this.nodes.get(id)?.dataset.label ?? "";
  }

  /** How many nodes stand below one. @param {string} id */
  countBelow(id) {
    return Number(this.nodes.get(id)?.dataset.below ?? 0);
  }

  /** @param {string} id */
  canFold(id) {
    return id !== this.root && this.childrenOf(id).length > 0;
  }

  /** @param {string} id @returns {boolean} whether it is folded now */
  toggle(id) {
    const folds = !this.folded.has(id);
    folds ? this.folded.add(id) : this.folded.delete(id);
    this.show();
    return folds;
  }

  /** Folds every branch that hangs on the root. */
  foldAll() {
    this.folded = new Set(this.childrenOf(this.root).filter((id) => this.canFold(id)));
    this.show();
  }

  unfoldAll() {
    this.folded.clear();
    this.show();
  }

  /** Unfolds whatever hides a node. @param {string} id */
  uncover(id) {
    for (let above = this.parentOf(id); above !== undefined; above = this.parentOf(above)) {
      this.folded.delete(above);
    }
    this.show();
  }

  /** Hides what stands below folded nodes, with the edges that lead there. */
  show() {
    this.showBelow(this.root, false);
    for (const edge of this.edges) {
      edge.classList.toggle(AWAY, this.isAway(edge.dataset.from) || this.isAway(edge.dataset.to));
    }
  }

  /** @param {string} id @param {boolean} away */
  showBelow(id, away) {
    const node = this.nodes.get(id);
    const folded = this.folded.has(id);
    node.classList.toggle(AWAY, away);
    node.classList.toggle("is-folded", folded);
    this.badge(node, folded);
    this.childrenOf(id).forEach((child) => this.showBelow(child, away || folded));
  }

  /** @param {string} id */
  isAway(id) {
    return this.nodes.get(id)?.classList.contains(AWAY) ?? true;
  }

  /** Writes beside a folded node how many are hidden. @param {SVGGElement} node @param {boolean} folded */
  badge(node, folded) {
    node.querySelector(".fold-badge")?.remove();
    if (!folded) {
      return;
    }
    const own = node.getBBox();
    const right = !this.isLeft(node.dataset.id);
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("class", "fold-badge");
    text.setAttribute("x", String(right ? own.x + own.width + 6 : own.x - 6));
    text.setAttribute("y", String(own.y + own.height / 2 + 4));
    text.setAttribute("text-anchor", right ? "start" : "end");
    text.textContent = `+${this.countBelow(node.dataset.id)}`;
    node.append(text);
  }

  /** Where a node stands, in the units of the viewBox. @param {string} id @returns {Box} */
  place(id) {
    const node = this.nodes.get(id);
    const { x, y, width, height } = node.getBBox();
    const shift = node.parentElement.transform?.baseVal.consolidate()?.matrix;
    return { x: x + (shift?.e ?? 0), y: y + (shift?.f ?? 0), width, height };
  }

  /** The node itself, or the nearest one above it that is shown. @param {string} id */
  shownFrom(id) {
    let shown = id;
    while (this.isAway(shown)) {
      shown = this.parentOf(shown);
    }
    return shown;
  }

  /** The box around all that is shown. @returns {Box} */
  bounds() {
    return around([...this.nodes.keys()].filter((id) => !this.isAway(id)).map((id) => this.place(id)));
  }

  /** Whether a node stands left of the root, where children are further left. @param {string} id */
  isLeft(id) {
    return this.place(id).x < this.place(this.root).x;
  }

  /**
   * The neighbour of a node: a sibling, or the parent or first child on that side.
   *
   * @param {string} id
   * @param {"left" | "right" | "next" | "previous"} way
   * @returns {string | undefined}
   */
  neighbour(id, way) {
    if (way === "next" || way === "previous") {
      const siblings = this.childrenOf(this.parentOf(id));
      return siblings[siblings.indexOf(id) + (way === "next" ? 1 : -1)];
    }
    if (id !== this.root && this.isLeft(id) !== (way === "left")) {
      return this.parentOf(id);
    }
    const children = this.folded.has(id) ? [] : this.childrenOf(id);
    return children.find((child) => this.isLeft(child) === (way === "left"));
  }
}
