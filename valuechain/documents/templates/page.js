"use strict";
// Sorting and printing; the page says the same without.
for (const table of document.querySelectorAll("table[data-sortable]")) {
  table.querySelectorAll("thead th[data-kind]").forEach((head) => {
    const column = head.cellIndex;
    const button = document.createElement("button");
    button.type = "button";
    while (head.lastChild && head.lastChild.nodeType === Node.TEXT_NODE) button.prepend(head.lastChild);
    head.append(button);
    button.addEventListener("click", () => {
      const number = head.dataset.kind === "number";
      const down = head.getAttribute("aria-sort") === (number ? null : "ascending");
      const sign = down ? -1 : 1;
      const key = (body) => {
        const cell = body.rows[0].cells[column];
        const text = cell.dataset.sort ?? cell.textContent;
        return number ? Number(text) : text;
      };
      const bodies = [...table.tBodies];
      bodies.sort((a, b) => sign * (number ? key(a) - key(b) : key(a).localeCompare(key(b), document.documentElement.lang)));
      table.append(...bodies);
      table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
    });
  });
}
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((row) => { row.dataset.was = row.open ? "1" : ""; row.open = true; }));
addEventListener("afterprint", () => document.querySelectorAll("details").forEach((row) => { row.open = row.dataset.was === "1"; }));
