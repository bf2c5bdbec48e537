// Small menus: the browser opens and closes them. This closes them after a choice, moves by arrow keys, and places them where the
// browser cannot do so by itself.

const anchored = CSS.supports("position-area", "block-end span-inline-start");

function place(menu) {
  const at = document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
  const left = Math.max(8, Math.min(at.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8));
  const below = at.bottom + menu.offsetHeight + 8 < innerHeight;
  menu.style.left = `${left}px`;
  menu.style.top = `${below ? at.bottom : Math.max(8, at.top - menu.offsetHeight - 8)}px`;
}

if (!anchored) {
  const onToggle = (event) => {
    if (event.newState === "open" && event.target.matches?.("[data-menu]:not(.more-list)")) place(event.target);
  };
  document.addEventListener("toggle", onToggle, true);
}

document.addEventListener("click", (event) => {
  const menu = event.target.closest("[data-menu]");
  if (menu && event.target.closest("a, button") && !event.target.closest("[data-theme-switch]")) menu.hidePopover();
});

document.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
  const menu = document.querySelector("[data-menu]:popover-open");
  if (!menu || !(menu.contains(event.target) || event.target.getAttribute?.("popovertarget") === menu.id)) return;
  const items = [...menu.querySelectorAll("a, button")].filter((item) => item.offsetParent);
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1, Home: 0, End: items.length - 1 }[event.key];
  event.preventDefault();
  items[(next + items.length) % items.length].focus();
});
