// What every form can do: send once, say when words would be lost, save by Ctrl+Enter, grow with its text, know what time it is.

const buttonsOf = (form) => [...form.elements].filter((element) => element.type === "submit" && !element.disabled);

// --- Once -------------------------------------------------------------------------------------------------------------
function hold(form) {
  form.setAttribute("aria-busy", "true");
  for (const button of buttonsOf(form)) {
    button.disabled = true;
    button.dataset.held = "";
  }
}

function release(form) {
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[data-held]")) {
    button.disabled = false;
    delete button.dataset.held;
  }
}

// htmx prevents the browser's own submit; what is not prevented goes out as a page.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  setTimeout(() => event.defaultPrevented || hold(form)); // after the browser has read which button it was
});
document.addEventListener("htmx:beforeRequest", (event) => event.target.matches?.("form[method=post]") && hold(event.target));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target;
  if (!form.matches?.("form")) return;
  release(form);
  if (event.detail.successful) delete form.dataset.dirty;
});
window.addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form[aria-busy]").forEach(release));

// --- Words that would be lost: [data-calm] says that a form holds none ---------------------------------------------------
document.addEventListener("input", (event) => {
  const form = event.target.form ?? event.target.closest?.("form");
  if (form && form.method === "post" && form.dataset.calm === undefined) form.dataset.dirty = "";
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-dirty]:not([aria-busy])")) event.preventDefault();
});

// A field that is wrong in a folded part unfolds it, or nobody could see the complaint.
document.addEventListener("invalid", (event) => event.target.closest("details")?.setAttribute("open", ""), true);

// --- Saving by key ------------------------------------------------------------------------------------------------------
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.("form") ?? document.querySelector("dialog[open] form[method=post]");
  if (!form) return;
  event.preventDefault();
  const main = form.querySelector("button.main:not([type=button])");
  if (!main?.disabled) form.requestSubmit(main);
});

// --- Putting in order: what is sent goes as it stands on the page ---------------------------------------------------------
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-move]");
  const part = button?.closest("[data-part]");
  if (!part) return;
  const up = button.dataset.move === "up";
  const other = up ? part.previousElementSibling : part.nextElementSibling;
  if (!other?.matches("[data-part]")) return;
  up ? other.before(part) : other.after(part);
  if (getComputedStyle(button).visibility === "hidden") part.querySelector(`[data-move="${up ? "down" : "up"}"]`).focus();
  else button.focus();
});

// --- What a form needs when it appears ------------------------------------------------------------------------------------
const grows = CSS.supports("field-sizing", "content");

function grow(area) {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}

function asLocal(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function prepare(root) {
  for (const input of root.querySelectorAll("input[type=datetime-local][data-now]")) if (!input.value) input.value = asLocal(new Date());
  if (!grows) root.querySelectorAll("textarea").forEach(grow);
  root.querySelector("[data-takes-focus]")?.focus();
}

// What was typed before the scripts had loaded (or was put back by the browser) is kept like what is typed afterwards.
function keepWhatIsThere(root) {
  for (const area of root.querySelectorAll('[hx-post][hx-trigger^="input"] textarea'))
    if (area.value !== area.defaultValue) area.dispatchEvent(new Event("input", { bubbles: true }));
}

if (!grows) document.addEventListener("input", (event) => event.target.tagName === "TEXTAREA" && grow(event.target));
document.addEventListener("htmx:load", (event) => {
  prepare(event.target);
  keepWhatIsThere(event.target);
});
prepare(document);
