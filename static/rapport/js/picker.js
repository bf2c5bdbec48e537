// Choosing several of many by typing: a combobox (ARIA 1.2 pattern) over a <select multiple>, which stays what the form sends.
// Fires "picker:change" with detail.items = [{id, name, kind, colleague}].

const SELECTOR = "[data-picker]";
const PAUSE = 150;

class Picker {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.select = root.querySelector("select");
    this.colleagues = new Set((this.words.colleagues ?? "").split(/[\s,]+/).filter(Boolean));
    this.results = [];
    this.at = -1;
    this.build();
    this.listen();
    this.draw();
    this.items();
    if (this.words.autofocus !== undefined && !root.closest("form")?.querySelector("[data-takes-focus]")) this.input.focus();
  }

  build() {
    const { select } = this;
    const id = select.id;
    const label = this.root.querySelector("label");
    label.id ||= `${id}_label`;
    const autofocus = this.words.autofocus !== undefined;
    this.input = element("input", { type: "text", id, maxLength: 200, autocomplete: "off", spellcheck: false, autofocus }, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}_list` });
    for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    if (select.required) this.input.setAttribute("aria-required", "true");
    select.required = false; // what is hidden cannot show the browser's complaint; the server has the last word
    select.id = `${id}_select`;
    select.hidden = true;
    this.chips = element("ul", { className: "picked" }, { "aria-labelledby": label.id });
    this.list = element("ul", { id: `${id}_list`, className: "picker-list", hidden: true }, { role: "listbox", "aria-labelledby": label.id });
    this.live = element("span", { className: "for-ears" }, { role: "status" });
    this.box = element("div", { className: `picker-box${select.getAttribute("aria-invalid") ? " wrong" : ""}` });
    this.box.append(this.chips, this.input, this.list, this.live);
    select.after(this.box);
  }

  listen() {
    const { box, chips, input, list } = this;
    box.addEventListener("click", (event) => event.target === box && input.focus());
    input.addEventListener("input", (event) => {
      event.stopPropagation(); // what is typed here is not yet said
      clearTimeout(this.clock);
      this.clock = setTimeout(() => this.search(), PAUSE);
    });
    input.addEventListener("click", () => list.hidden && this.search());
    input.addEventListener("blur", () => this.shut());
    input.addEventListener("keydown", (event) => this.onKey(event));
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option][data-index]");
      if (option) this.add(this.results[Number(option.dataset.index)]);
    });
    chips.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) this.remove(button.value);
    });
  }

  onKey(event) {
    const { key } = event;
    const isOpen = !this.list.hidden;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (isOpen) this.point(this.at + (key === "ArrowDown" ? 1 : -1));
      else this.search();
    } else if (key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (isOpen && this.results[this.at]) this.add(this.results[this.at]);
    } else if (key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.shut();
    } else if (key === "Backspace" && !this.input.value && this.chosen().length) {
      this.remove(this.chosen().at(-1).value);
    }
  }

  chosen() {
    return [...this.select.selectedOptions].filter((option) => option.value);
  }

  async search() {
    this.request?.abort();
    this.request = new AbortController();
    const url = new URL(this.words.url, location.href);
    url.searchParams.set("q", this.input.value.trim());
    try {
      const answer = await fetch(url, { signal: this.request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const taken = new Set(this.chosen().map((option) => option.value));
      this.results = (await answer.json()).results.filter((result) => !taken.has(String(result.id)));
      if (!this.results.length && this.words.createUrl && this.input.value.trim()) this.results = [this.unknown()];
      this.show(this.words.none);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.results = [];
      this.show(this.words.failed);
    }
  }

  // Whom one does not find can be added, in a tab of its own: what is written here stays.
  unknown() {
    const address = new URL(this.words.createUrl, location.href);
    address.searchParams.set("name", this.input.value.trim());
    return { name: this.input.value.trim(), hint: this.words.create, address };
  }

  show(instead) {
    if (document.activeElement !== this.input) return;
    this.list.replaceChildren(...this.results.map((result, index) => drawOption(result, index, this.input.id)));
    if (!this.results.length) this.list.append(element("li", { className: "picker-none", textContent: instead }, { role: "option", "aria-disabled": "true", "aria-selected": "false" }));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point(0);
    this.live.textContent = this.results.some((result) => result.id) ? `${this.words.found}: ${this.results.length}` : instead;
  }

  point(to) {
    const all = this.results.length;
    this.at = all ? (to + all) % all : -1;
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    if (!all) return this.input.removeAttribute("aria-activedescendant");
    const option = this.list.children[this.at];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  shut() {
    clearTimeout(this.clock);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  add(result) {
    if (result.address) return window.open(result.address, "_blank", "noopener");
    const value = String(result.id);
    if (this.words.single !== undefined) for (const option of this.chosen()) option.selected = false;
    const option = [...this.select.options].find((each) => each.value === value) ?? new Option(result.name, value);
    option.dataset.kind = result.kind ?? "";
    this.select.append(option);
    option.selected = true;
    if (result.colleague) this.colleagues.add(value);
    this.input.value = "";
    this.shut();
    this.changed(`${result.name} ${this.words.added}`);
  }

  remove(value) {
    const option = this.chosen().find((each) => each.value === value);
    if (!option) return;
    option.selected = false;
    this.changed(`${option.text} ${this.words.removed}`);
    this.input.focus();
    this.shut();
  }

  changed(words) {
    this.draw();
    this.live.textContent = words;
    const items = this.items();
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.root.dispatchEvent(new CustomEvent("picker:change", { bubbles: true, detail: { items } }));
  }

  items() {
    const items = this.chosen().map((option) => ({ id: option.value, name: option.text, kind: option.dataset.kind ?? "", colleague: this.colleagues.has(option.value) }));
    this.words.colleague = String(items.some((item) => item.colleague));
    return items;
  }

  draw() {
    const chosen = this.chosen();
    this.chips.replaceChildren(...chosen.map((option) => drawChip(option, this.words.remove)));
    this.chips.hidden = !chosen.length;
    this.input.placeholder = chosen.length ? "" : (this.words.placeholder ?? "");
  }
}

function element(name, properties, attributes = {}) {
  const made = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function drawChip(option, remove) {
  const chip = element("li", {});
  const button = element("button", { type: "button", value: option.value, textContent: "×" }, { "aria-label": `${remove}: ${option.text}` });
  chip.append(element("span", { textContent: option.text }), button);
  return chip;
}

function drawOption(result, index, id) {
  const option = element("li", { id: `${id}_option_${index}` }, { role: "option", "data-index": index });
  const kind = result.colleague ? "colleague" : (result.kind ?? "");
  const words = element("span", { className: "grow" });
  words.append(element("span", { className: "row-title", textContent: result.name }));
  if (result.hint) words.append(element("span", { className: "row-about", textContent: result.hint }));
  option.append(element("span", { className: `avatar small ${kind}`, textContent: initials(result.name) }, { "aria-hidden": "true" }), words);
  return option;
}

function initials(name) {
  const words = name.replaceAll("-", " ").split(" ").filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const taken = words.length > 1 ? [words[0], words.at(-1)] : words;
  return taken.map((word) => [...word][0]).join("").toLocaleUpperCase() || "?";
}

function start(root) {
  for (const each of [root, ...root.querySelectorAll(SELECTOR)]) {
    if (!each.matches?.(SELECTOR) || each.dataset.ready !== undefined || !each.querySelector("select")) continue;
    each.dataset.ready = "";
    new Picker(each);
  }
}

start(document);
document.addEventListener("htmx:load", (event) => start(event.target));
// In a dialog at once, before it opens: who types right after pressing "c" loses no letter.
document.addEventListener("htmx:afterSwap", (event) => start(event.detail.target), true);
