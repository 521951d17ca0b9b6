/**
 * The places of the map where the team or one of its stores stands, and where the drawing opens.
 *
 * @typedef {import("./map-branches.js").MapBranches} MapBranches
 * @typedef {import("./map-view.js").Box} Box
 * @typedef {import("./map-view.js").MapView} MapView
 * @typedef {{width: number, height: number}} Size
 */

import { around } from "./map-branches.js";

const READABLE = 1.1; // pixels per unit: the smallest letters have 11 units
const READABLE_HEADS = 0.8; // those of branches and root have 15 and more
const MARGIN = 24;
const VERDICT_WEIGHT = 3; // a node in full colour names stores with their verdicts

export class MapPlaces {
  /**
   * @param {MapBranches} branches
   * @param {(id: string, number: number, count: number) => void} arrive called with each place
   */
  constructor(branches, arrive) {
    this.branches = branches;
    this.arrive = arrive;
    this.ids = [...branches.nodes].filter(([, node]) => node.classList.contains("is-here")).map(([id]) => id);
    this.current = -1;
  }

  /** @param {number} step 1 for the next place, -1 for the one before */
  go(step) {
    const count = this.ids.length;
    if (count === 0) {
      return;
    }
    this.current = this.current === -1 && step < 0 ? count - 1 : (this.current + step + count) % count;
    this.arrive(this.ids[this.current], this.current + 1, count);
  }

  /** Begins where most places are near each other, and without any at the root. @param {MapView} view */
  open(view) {
    const densest = this.densest(view.seenAt(READABLE));
    if (densest.length > 0) {
      view.open(around(densest), READABLE);
    } else {
      view.open(this.trunk(view.seenAt(READABLE_HEADS)), READABLE_HEADS);
    }
  }

  /** The boxes of as many places as can be seen at once around one of them. @param {Size} size */
  densest(size) {
    const places = this.ids.map((id) => ({ box: this.branches.place(id), weight: this.weight(id) }));
    let [best, most] = [[], 0];
    for (const middle of places) {
      const near = places.filter((place) => fits(place.box, middle.box, size));
      const weight = near.reduce((sum, place) => sum + place.weight, 0);
      if (weight > most) {
        [best, most] = [near.map((place) => place.box), weight];
      }
    }
    return best;
  }

  /** @param {string} id */
  weight(id) {
    return this.branches.nodes.get(id).classList.contains("is-head") ? VERDICT_WEIGHT : 1;
  }

  /** The root with its branches, or where these are too large what is around the root. @param {Size} size @returns {Box} */
  trunk(size) {
    const { root } = this.branches;
    const whole = around([root, ...this.branches.childrenOf(root)].map((id) => this.branches.place(id)));
    if (whole.width <= size.width && whole.height <= size.height) {
      return whole;
    }
    const { x, y, width, height } = this.branches.place(root);
    return { x: x + (width - size.width) / 2, y: y + (height - size.height) / 2, ...size };
  }
}

/**
 * Whether a box can be seen while another one stands in the middle.
 *
 * @param {Box} box
 * @param {Box} middle
 * @param {Size} size
 */
function fits(box, middle, size) {
  const [x, y] = [middle.x + middle.width / 2, middle.y + middle.height / 2];
  const [width, height] = [size.width / 2 - MARGIN, size.height / 2 - MARGIN];
  return Math.max(x - box.x, box.x + box.width - x) <= width
    && Math.max(y - box.y, box.y + box.height - y) <= height;
}
