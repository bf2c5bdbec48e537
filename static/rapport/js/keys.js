// Single keys, never while one types. They can be switched off (WCAG 2.1.4), which the cookie "keys" remembers.

const places = { t: "goT", p: "goP", i: "goI", w: "goW", d: "goD", r: "goR" };
const box = document.querySelector("[data-keys-switch]");
let waiting = 0; // until when a letter after "g" counts
let on = !/(^|; )keys=off/.test(document.cookie);

if (box) {
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    document.cookie = `keys=${on ? "on" : "off"}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  });
}

const isTyping = (element) =>
  element.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !/^(checkbox|button|submit)$/.test(element.type));

function move(step) {
  const rows = [...document.querySelectorAll("main [data-row]")].filter((row) => row.checkVisibility());
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  const target = next.querySelector(".row-title a, .story-title a, a, button");
  if (target) target.focus({ preventScroll: true });
  else {
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }
  next.scrollIntoView({ block: "nearest" });
}

function log() {
  const link = document.querySelector(".side [data-log]");
  if (link) link.click();
  else location.assign(document.body.dataset.logUrl);
}

function search() {
  const field = document.querySelector("main [data-search]");
  if (field) field.select();
  else document.querySelector("[data-palette]")?.click();
}

const single = {
  c: log,
  "/": search,
  j: () => move(1),
  k: () => move(-1),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog:modal, :popover-open")) return;
  if (event.key === "g") return void (waiting = event.timeStamp + 1500);
  const place = event.timeStamp < waiting && document.body.dataset[places[event.key]];
  waiting = 0;
  if (!place && !Object.hasOwn(single, event.key)) return;
  event.preventDefault();
  if (place) location.assign(place);
  else single[event.key]();
});
