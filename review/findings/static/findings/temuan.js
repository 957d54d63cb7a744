// Comforts on the pages about findings, which work without this file: n and p follow the links to
// the next and previous finding, and a box above the queue's boxes ticks them all.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const relation = { n: "next", p: "prev" }[event.key];
  const link = relation && document.querySelector(`a[rel="${relation}"]`);
  if (link) link.click();
});

const heading = document.querySelector("th.pilih");
if (heading) {
  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", "Pilih semua di halaman ini");
  all.addEventListener("change", () => {
    for (const box of document.querySelectorAll("td.pilih input")) box.checked = all.checked;
  });
  heading.replaceChildren(all);
}
