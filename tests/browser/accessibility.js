// Finds what keeps people from using a page; returns one sentence a fault. Measured on the page as
// it is drawn, not on its source: colours and sizes are the browser's computed ones.
() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const told = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
  const fault = (what, element) => faults.push(`${what}: ${told(element)}`);
  const text = (element) => (element ? element.textContent.trim() : "");
  const name = (element) =>
    element.getAttribute("aria-label") ||
    (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean)
      .map((id) => text(document.getElementById(id))).join(" ").trim();

  // Names
  for (const field of all("input:not([type=hidden]), select, textarea"))
    if (shown(field) && !name(field) && ![...(field.labels || [])].some(text)) fault("field without label", field);
  for (const one of all("a[href], button"))
    if (!text(one) && !name(one)) fault("link or button without name", one);
  for (const image of all("img:not([alt])")) fault("image without text", image);
  for (const frame of all("iframe:not([title])")) fault("frame without title", frame);
  for (const group of all("fieldset"))
    if (!text(group.querySelector("legend"))) fault("group of choices without legend", group);

  // Structure
  if (!document.documentElement.lang) faults.push("page without language");
  if (!document.title) faults.push("page without title");
  if (all("h1").length !== 1) faults.push(`${all("h1").length} main headings`);
  if (all("main").length !== 1 || all("body > header").length !== 1)
    faults.push("page without its landmarks");
  let level = 0;
  for (const heading of all("h1, h2, h3, h4")) {
    if (heading.tagName[1] > level + 1) fault("heading skips a level", heading);
    level = Number(heading.tagName[1]);
  }
  const ids = all("[id]").map((element) => element.id);
  for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place)))
    faults.push(`id given twice: ${id}`);
  for (const attribute of ["aria-labelledby", "aria-describedby", "for"])
    for (const element of all(`[${attribute}]`))
      for (const id of element.getAttribute(attribute).split(" ").filter(Boolean))
        if (!document.getElementById(id)) fault(`${attribute} names nothing`, element);
  for (const element of all("[tabindex]"))
    if (element.tabIndex > 0) fault("tab order is not the page's", element);

  // Tables
  for (const table of all("table")) {
    const section = table.closest("section");
    if (!text(table.caption) && !(section && (name(section) || section.querySelector("h2"))))
      fault("table that nothing names", table);
    for (const head of table.querySelectorAll("th"))
      if (!head.scope) fault("heading cell without scope", head);
    if (!table.querySelector("th")) fault("table without heading cells", table);
  }
  for (const box of all("*")) {
    const scrolls = /auto|scroll/.test(getComputedStyle(box).overflowX);
    if (scrolls && box.scrollWidth > box.clientWidth && box.tagName !== "TEXTAREA")
      if (box.tabIndex < 0 && !box.querySelector("a[href], button, input, select"))
        fault("cut off, and the keyboard cannot scroll it", box);
  }

  // Contrast (WCAG 2.2: 4.5, large text 3)
  const paint = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([red, green, blue]) => {
    const part = (value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const ratio = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [red, green, blue, alpha = 1] = paint(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [red, green, blue];
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !shown(element)) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const found = ratio(paint(style.color), behind(element));
    if (found < (large ? 3 : 4.5)) fault(`contrast ${found.toFixed(2)}`, element);
  }

  // What the walk with the Tab key asks of the focused element (see test_accessibility.py)
  window.focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const before = window.last;
    window.last = element;
    return {
      told: told(element),
      forward: !before || Boolean(before.compareDocumentPosition(element) & 4),
      ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
      contrast: ratio(paint(style.outlineColor), behind(element.parentElement)),
      frame: element.tagName === "IFRAME",
    };
  };
  return faults;
}
