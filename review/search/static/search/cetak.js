// Shows the print button, which needs a script; without one the page says which keys to press.
for (const button of document.querySelectorAll("[data-cetak]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
