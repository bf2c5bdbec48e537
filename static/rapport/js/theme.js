// Light, dark, or as the device: kept in a cookie, so that the server renders the next page right at once.

const root = document.documentElement;
const switches = document.querySelectorAll("[data-theme-switch]");

function show() {
  for (const button of document.querySelectorAll("[data-theme-switch] button")) button.setAttribute("aria-pressed", String(button.value === root.dataset.theme));
}

for (const group of switches) {
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    root.dataset.theme = button.value;
    document.cookie = `theme=${button.value}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    show();
  });
}
show();
