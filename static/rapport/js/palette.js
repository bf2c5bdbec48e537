// The palette: Ctrl+K, then type. Commands that stand in the page are sifted here, partners and issues come from the server.
// A combobox after the ARIA pattern: the focus stays in the field, aria-activedescendant says which option it is.

const palette = document.getElementById("palette");
const input = document.getElementById("palette-input");
const list = document.getElementById("palette-list");
const found = document.getElementById("palette-found");
let made = 0;

const options = () => [...list.querySelectorAll("[role=option]")].filter((option) => !option.hidden);

function choose(option) {
  list.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
  if (!option) return input.removeAttribute("aria-activedescendant");
  option.id ||= `palette-option-${(made += 1)}`;
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
}

function sift() {
  const words = input.value.trim().toLocaleLowerCase();
  for (const option of document.querySelectorAll("#palette-commands [role=option]")) {
    option.hidden = Boolean(words) && !option.textContent.toLocaleLowerCase().includes(words);
  }
  for (const group of list.querySelectorAll("[role=group]")) group.hidden = ![...group.children].some((option) => !option.hidden);
  choose(options()[0]);
}

function openPalette() {
  if (palette.open) return;
  input.value = "";
  found.replaceChildren();
  palette.showModal();
  sift();
}

function move(step) {
  const shown = options();
  const at = shown.findIndex((option) => option.getAttribute("aria-selected") === "true");
  choose(shown[(at + step + shown.length) % shown.length]);
}

if (palette) {
  for (const button of document.querySelectorAll("[data-palette]")) {
    button.hidden = false;
    button.addEventListener("click", openPalette);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    openPalette();
  });

  input.addEventListener("input", () => {
    if (input.value.trim()) input.dispatchEvent(new CustomEvent("palette:search"));
    else found.replaceChildren();
    sift();
  });

  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault(); // a search field would only empty itself
      palette.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      list.querySelector('[aria-selected="true"]')?.dispatchEvent(new MouseEvent("click", { bubbles: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
    }
  });

  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    palette.close();
    const { href } = option.dataset;
    if (!href) return; // [data-opens] is dialog.js' matter
    if (event.ctrlKey || event.metaKey) window.open(href, "_blank");
    else if (option.dataset.inDialog !== undefined) window.htmx.ajax("GET", href, { target: "#dialog-body" });
    else location.assign(href);
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== found) return;
    if (!input.value.trim()) found.replaceChildren();
    // An option holds no link of its own (it could not be reached by those who hear the page): it goes where the link went.
    for (const link of found.querySelectorAll("[role=option] a")) {
      link.closest("[role=option]").dataset.href = link.href;
      link.replaceWith(...link.childNodes);
    }
    sift();
  });
}
