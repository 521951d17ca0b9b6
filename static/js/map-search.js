/**
 * Finding branches by their words. The text of the field is compared with every label; Enter goes
 * from one find to the next.
 *
 * @typedef {import("./map-branches.js").MapBranches} MapBranches
 */

export class MapSearch {
  /**
   * @param {MapBranches} branches
   * @param {(id: string, number: number, count: number) => void} arrive called with each find
   */
  constructor(branches, arrive) {
    this.branches = branches;
    this.arrive = arrive;
    /** @type {string[]} */
    this.found = [];
    this.current = -1;
  }

  /** @param {string} text @returns {number} how many labels contain it */
  find(text) {
    const wanted = text.trim().toLocaleLowerCase();
    this.found = wanted === "" ? [] : [...this.branches.nodes.keys()].filter(
      (id) => this.branches.title(id).toLocaleLowerCase().includes(wanted),
    );
    this.current = -1;
    this.branches.svg.classList.toggle("is-searching", wanted !== "");
    for (const [id, node] of this.branches.nodes) {
      node.classList.toggle("is-found", this.found.includes(id));
    }
    return this.found.length;
  }

  /** @param {number} step 1 for the next find, -1 for the one before */
  go(step) {
    const count = this.found.length;
    if (count === 0) {
      return;
    }
    this.current = this.current === -1 && step < 0 ? count - 1 : (this.current + step + count) % count;
    this.arrive(this.found[this.current], this.current + 1, count);
  }
}
