/**
 * What part of a drawing is seen: zooming and panning by the viewBox alone, so that lines and
 * letters stay sharp and no style is written.
 *
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {{x: number, y: number}} Point
 */

const CLOSEST = 3; // pixels of the screen per unit of the drawing
const LARGEST_FIT = 1.6;
const WELL_SEEN = 0.9; // the smallest letters of the drawing have 11 units
const MARGIN = 12;

export class MapView {
  /**
   * @param {HTMLElement} frame
   * @param {SVGSVGElement} svg
   */
  constructor(frame, svg) {
    this.frame = frame;
    this.svg = svg;
    const { x, y, width, height } = svg.viewBox.baseVal;
    this.whole = { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
    this.box = { ...this.whole };
    this.fit();
  }

  /** Pixels per unit of the drawing. */
  get scale() {
    return this.frame.clientWidth / this.box.width;
  }

  get smallestScale() {
    return Math.min(this.frame.clientWidth / this.whole.width, this.frame.clientHeight / this.whole.height);
  }

  /** How large the drawing is seen, in per cent of its own size. */
  get percent() {
    return Math.round(this.scale * 75); // a CSS pixel is three quarters of a point
  }

  /** Shows a part of the drawing in the middle of the frame, as large as it fits. @param {Box} [part] */
  fit(part = this.whole) {
    const fitting = Math.min(this.frame.clientWidth / part.width, this.frame.clientHeight / part.height);
    this.look(this.middleOf(part), Math.min(fitting, LARGEST_FIT));
  }

  /** Whether the whole drawing can be read without zooming. */
  get isReadable() {
    return this.smallestScale >= WELL_SEEN;
  }

  /** How much of the drawing the frame shows at a scale. @param {number} scale */
  seenAt(scale) {
    return { width: this.frame.clientWidth / scale, height: this.frame.clientHeight / scale };
  }

  /** Shows a part as large as it fits, but no smaller than asked. @param {Box} part @param {number} smallest */
  open(part, smallest) {
    const fitting = Math.min(this.frame.clientWidth / part.width, this.frame.clientHeight / part.height);
    this.look(this.middleOf(part), Math.min(Math.max(fitting, smallest), LARGEST_FIT));
  }

  /** Keeps the middle and the scale when the frame changes its size. */
  resize() {
    this.look(this.middleOf(this.box), Math.max(this.lastScale, this.smallestScale));
  }

  /**
   * @param {number} factor
   * @param {Point} [at] a place in the frame in pixels that stays where it is
   */
  zoom(factor, at = { x: this.frame.clientWidth / 2, y: this.frame.clientHeight / 2 }) {
    const fixed = { x: this.box.x + at.x / this.scale, y: this.box.y + at.y / this.scale };
    const scale = Math.min(Math.max(this.scale * factor, this.smallestScale), CLOSEST);
    this.look({
      x: fixed.x + (this.frame.clientWidth / 2 - at.x) / scale,
      y: fixed.y + (this.frame.clientHeight / 2 - at.y) / scale,
    }, scale);
  }

  /** @param {number} right @param {number} down both in pixels of the frame */
  pan(right, down) {
    const middle = this.middleOf(this.box);
    this.look({ x: middle.x + right / this.scale, y: middle.y + down / this.scale }, this.scale);
  }

  /** Brings a box into the middle, at a size that can be read. @param {Box} box */
  centre(box) {
    this.look(this.middleOf(box), Math.max(this.scale, 1.2));
  }

  /** Moves only as far as is needed to see a box. @param {Box} box */
  reveal(box) {
    const seen = box.x >= this.box.x && box.x + box.width <= this.box.x + this.box.width
      && box.y >= this.box.y && box.y + box.height <= this.box.y + this.box.height;
    if (!seen || this.scale < 0.8) {
      this.centre(box);
    }
  }

  /** @param {Box} box @returns {Point} */
  middleOf(box) {
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** @param {Point} middle @param {number} scale */
  look(middle, scale) {
    const width = this.frame.clientWidth / scale;
    const height = this.frame.clientHeight / scale;
    const x = Math.min(Math.max(middle.x, this.whole.x), this.whole.x + this.whole.width);
    const y = Math.min(Math.max(middle.y, this.whole.y), this.whole.y + this.whole.height);
    this.lastScale = scale;
    this.box = { x: x - width / 2, y: y - height / 2, width, height };
    this.svg.setAttribute("viewBox", `${this.box.x} ${this.box.y} ${width} ${height}`);
  }
}
