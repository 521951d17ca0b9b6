/**
 * Says a sentence to screen readers through the page's live region.
 *
 * @param {string} sentence
 */
export function announce(sentence) {
  const region = document.getElementById("live-region");
  if (region === null) {
    return;
  }
  region.textContent = "";
  window.requestAnimationFrame(() => { region.textContent = sentence; });
}
