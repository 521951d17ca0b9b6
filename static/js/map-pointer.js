/**
 * Mouse, pen and fingers on the map: drag to move, two fingers or the wheel to zoom, click to fold.
 *
 * @typedef {import("./map-view.js").MapView} MapView
 */

const CLICK = 4; // pixels: a shorter way is a click

/**
 * @param {MapView} view
 * @param {(node: SVGGElement) => void} click called with the node that was clicked
 */
export function listenToPointer(view, click) {
  const { frame } = view;
  /** @type {Map<number, {x: number, y: number}>} */
  const down = new Map();
  let way = 0;
  /** @type {SVGGElement | null} */
  let pressed = null;

  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) {
      return;
    }
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    way = down.size > 1 ? CLICK : 0;
    pressed = event.target.closest("g.node");
    frame.setPointerCapture(event.pointerId);
  });

  frame.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (before === undefined) {
      return;
    }
    const now = { x: event.clientX, y: event.clientY };
    if (down.size === 2) {
      const other = [...down].find(([id]) => id !== event.pointerId)[1];
      pinch(view, before, now, other);
    } else {
      view.pan(before.x - now.x, before.y - now.y);
    }
    way += Math.hypot(now.x - before.x, now.y - before.y);
    down.set(event.pointerId, now);
  });

  frame.addEventListener("pointerup", (event) => {
    if (down.delete(event.pointerId) && way < CLICK && pressed !== null) {
      click(pressed);
    }
  });
  frame.addEventListener("pointercancel", (event) => down.delete(event.pointerId));

  frame.addEventListener("wheel", (event) => {
    // Without Ctrl the wheel scrolls the page, until somebody has clicked into the drawing.
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== frame) {
      return;
    }
    event.preventDefault();
    view.zoom(Math.exp(-event.deltaY / (event.ctrlKey ? 120 : 400)), inFrame(frame, event.clientX, event.clientY));
  }, { passive: false });
}

/**
 * @param {MapView} view
 * @param {{x: number, y: number}} before
 * @param {{x: number, y: number}} now
 * @param {{x: number, y: number}} other the finger that rests
 */
function pinch(view, before, now, other) {
  const apart = Math.hypot(before.x - other.x, before.y - other.y);
  if (apart > 0) {
    const factor = Math.hypot(now.x - other.x, now.y - other.y) / apart;
    view.zoom(factor, inFrame(view.frame, (now.x + other.x) / 2, (now.y + other.y) / 2));
  }
}

/** @param {HTMLElement} frame @param {number} x @param {number} y */
function inFrame(frame, x, y) {
  const bounds = frame.getBoundingClientRect();
  return { x: x - bounds.left, y: y - bounds.top };
}
