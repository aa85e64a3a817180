// Shows the sentence behind a mark where the reader is. Without this script a mark leads to the annex, which shows it too.
const sheet = document.createElement("div");
sheet.className = "sheet";
sheet.tabIndex = -1;
sheet.setAttribute("popover", "auto");
sheet.setAttribute("role", "dialog");
document.querySelector("main").append(sheet);

function button(text) {
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = text;
  close.addEventListener("click", () => sheet.hidePopover());
  return close;
}

function part(cell) {
  const copy = document.createElement("div");
  copy.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
  copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  return copy;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !sheet.showPopover) return;
  if (sheet.contains(link)) return sheet.hidePopover();
  const row = link.hash.startsWith("#evidence-") && document.getElementById(link.hash.slice(1))?.closest("tr, li");
  if (!row) return;
  event.preventDefault();
  const all = document.createElement("a");
  all.href = link.hash;
  all.textContent = document.documentElement.dataset.annex;
  const cells = row.matches("tr") ? [...row.cells] : [row];
  sheet.replaceChildren(...cells.map(part), all, button(document.documentElement.dataset.close));
  sheet.setAttribute("aria-label", link.textContent);
  sheet.showPopover({ source: link });
  sheet.focus();
});
