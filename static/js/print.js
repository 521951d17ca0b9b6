/** Buttons with data-print open the print dialogue; they appear only where this module runs. */

document.querySelectorAll("button[data-print][hidden]").forEach((button) => { button.removeAttribute("hidden"); });

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("button[data-print]")) {
    window.print();
  }
});
