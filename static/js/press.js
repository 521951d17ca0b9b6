/**
 * Whether somebody is pressing something: what is replaced before it is let go loses its click.
 */

/** Milliseconds after which a press is taken to be over, though nobody has said so. */
const LONGEST = 15_000;
/** When something was pressed that was not let go yet, in milliseconds of performance.now(). */
let since = -Infinity;

export function isPressed() {
  return performance.now() - since < LONGEST;
}

/**
 * Heed presses in a part of the page.
 *
 * @param {EventTarget} part @param {() => void} letGo called after the click that ends a press
 */
export function heedPresses(part, letGo) {
  part.addEventListener("pointerdown", (event) => {
    if (event instanceof PointerEvent && event.button === 0) {
      since = performance.now();
    }
  });
  // Enter does at once what it does; the space bar only when it is let go.
  part.addEventListener("keydown", (event) => {
    if (event instanceof KeyboardEvent && event.key === " ") {
      since = performance.now();
    }
  });
  for (const end of ["pointerup", "pointercancel", "keyup", "blur"]) {
    window.addEventListener(end, () => window.setTimeout(() => {
      since = -Infinity;
      letGo();
    }));
  }
}
