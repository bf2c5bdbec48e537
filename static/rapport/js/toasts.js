// Short words about what just happened. They fade, unless one points at them or clicks them; those with an Undo wait longer, errors stay.
// Others ask for one by the event "toast" on the body (also as an HX-Trigger header): {text, kind?, undo?}.

const box = document.getElementById("toasts");
const LIFE = 8_000;
const LONG_LIFE = 30_000;

function dismiss(toast) {
  toast.classList.add("leaving");
  setTimeout(() => toast.remove(), 260);
}

function live(toast) {
  toast.dataset.toast = "live";
  const life = toast.querySelector("form") ? LONG_LIFE : LIFE;
  let clock = null;
  const stop = () => clearTimeout(clock);
  const start = () => {
    stop();
    if (toast.dataset.kept === undefined && !toast.matches(".error")) clock = setTimeout(() => dismiss(toast), life);
  };
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  toast.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismiss]")) return dismiss(toast);
    toast.dataset.kept = "";
    stop();
  });
  start();
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function make({ text, kind = "success", undo = "" }) {
  const close = element("button", { type: "button", className: "toast-close", ariaLabel: box.dataset.close, textContent: "×" });
  close.dataset.dismiss = "";
  const toast = element("div", { className: `toast ${kind}` }, element("span", { className: "toast-words", textContent: text }));
  if (undo) toast.append(undoForm(undo));
  toast.append(close);
  toast.dataset.toast = "";
  box.append(toast);
}

function undoForm(action) {
  const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
  const token = element("input", { type: "hidden", name: "csrfmiddlewaretoken", value: headers["X-CSRFToken"] ?? "" });
  return element("form", { method: "post", action }, token, element("button", { className: "toast-undo", textContent: box.dataset.undo }));
}

if (box) {
  // What the page came with is put in again, so that it is heard.
  const first = [...box.children];
  first.forEach(live);
  requestAnimationFrame(() => box.append(...first));
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.dataset?.toast === "") live(node);
  }).observe(box, { childList: true });

  document.body.addEventListener("toast", (event) => make(event.detail));
  document.body.addEventListener("htmx:sendError", () => make({ text: box.dataset.offline, kind: "error" }));
  document.body.addEventListener("htmx:responseError", (event) => {
    const words = { 403: box.dataset.refused, 404: box.dataset.gone };
    make({ text: words[event.detail.xhr.status] ?? box.dataset.failed, kind: "error" });
  });

  // Under an open dialog nothing can be clicked or heard: the box moves along.
  const place = () => {
    const home = [...document.querySelectorAll("dialog:modal")].pop() ?? document.body;
    if (box.parentElement !== home) home.append(box);
  };
  new MutationObserver(place).observe(document.body, { attributes: true, attributeFilter: ["open"], subtree: true });
}
