/** Moves the focus to the error summary, so that it is read first after a failed submit. */

function focusSummary() {
  const summary = document.querySelector("[data-error-summary]:not([data-focused])");
  if (summary instanceof HTMLElement) {
    summary.setAttribute("data-focused", "");
    summary.focus();
  }
}

focusSummary();
document.addEventListener("htmx:afterSettle", focusSummary);
