"""What can be measured on an open page: rules of axe, width, sizes of targets."""

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

#: The narrowest page that still has to work without scrolling sideways, in CSS pixels.
NARROW = 320
WIDE = {"width": 1280, "height": 900}

#: Every rule of axe: those of the standards and those of good practice.
RUN_ALL = """() => axe.run(document, {resultTypes: ["violations"], preload: false})"""
#: Light and dark differ in colours alone.
RUN_CONTRAST = """() => axe.run(document, {
  resultTypes: ["violations"],
  preload: false,
  runOnly: ["color-contrast", "link-in-text-block"],
})"""

#: Once the page has the other colours and nothing is in transition any more. What inherits a
#: colour begins to change when that has arrived.
SETTLED = """async (scheme) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  do {
    await frame();
    await Promise.allSettled(document.getAnimations().map((each) => each.finished));
  } while (
    document.getAnimations().length > 0
    || !matchMedia(`(prefers-color-scheme: ${scheme})`).matches
  );
}"""

#: Elements that stick out to the right of the window, outside regions that scroll by themselves.
TOO_WIDE = """() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1)
    .filter((each) => each.closest(".scroll-region, svg, pre") === null)
    .slice(0, 5)
    .map((each) => each.outerHTML.slice(0, 120));
}"""

#: Targets below 24 by 24 px. Exempt, as in the standard: links within a sentence, and what is
#: large enough by its label or by a card around it.
TOO_SMALL = """() => {
  const size = (element) => {
    const {width, height} = element.getBoundingClientRect();
    return {width, height};
  };
  const inSentence = (element) => {
    const around = element.closest("p, li, dd, dt, td, th, figcaption, .small, span");
    return element.tagName === "A" && getComputedStyle(element).display === "inline"
      && around !== null && around.textContent.trim() !== element.textContent.trim();
  };
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  return [...document.querySelectorAll(controls)]
    .filter((each) => each.checkVisibility())
    .filter((each) => !each.closest(".visually-hidden, .skip-link, [data-map] svg"))
    .filter((each) => {
      const {width, height} = size(each.closest("label") ?? each);
      return (width < 24 || height < 24) && !inSentence(each)
        && getComputedStyle(each, "::after").position !== "absolute";
    })
    .map((each) => {
      const {width, height} = size(each);
      return `${Math.round(width)}x${Math.round(height)} ${each.outerHTML.slice(0, 120)}`;
    });
}"""


@cache
def axe_script() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


class Look:
    """A look at the page that is open."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def faults(self) -> list[str]:
        """Everything that is wrong with the page, one line each; empty for a good page."""
        return [*self.axe_faults(), *self.narrow_faults()]

    def axe_faults(self) -> list[str]:
        self._page.evaluate(axe_script())
        faults = []
        for scheme, run in (("light", RUN_ALL), ("dark", RUN_CONTRAST)):
            self._page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self._page.evaluate(SETTLED, scheme)
            for violation in self._page.evaluate(run)["violations"]:
                found = " | ".join(node["html"][:150] for node in violation["nodes"][:3])
                faults.append(f"axe {violation['id']} ({scheme}): {violation['help']}: {found}")
        self._page.emulate_media(color_scheme="light")
        return faults

    def narrow_faults(self) -> list[str]:
        """At 320 px, which is also a wide window at a zoom of 400 %."""
        self._page.set_viewport_size({"width": NARROW, "height": 640})
        width = self._page.evaluate("document.documentElement.scrollWidth")
        faults = [f"{width} px wide at {NARROW} px"] if width > NARROW else []
        faults += [f"too wide: {each}" for each in self._page.evaluate(TOO_WIDE)]
        faults += [f"target too small: {each}" for each in self._page.evaluate(TOO_SMALL)]
        self._page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        return faults
