// Dialogs. The shared one (#dialog) opens when #dialog-body gets content from the server and closes on the event "dialog:close"
// (an HX-Trigger header). Others open by [data-opens="id"]. Before unsaved words are dropped, #discard asks. Focus goes back by itself:
// the browser remembers what had it.

const shared = document.getElementById("dialog");
const body = document.getElementById("dialog-body");
const discard = document.getElementById("discard");
let leaving = null; // the dialog that waits for an answer

// Where no field asks for the focus the first one takes it, not the button that closes.
const firstField = ".sheet-body :is(input:checked, input:not([type=hidden], [type=radio]), textarea, select)";

const unsaved = (dialog) => [...dialog.querySelectorAll("form[data-dirty]")].length > 0;

function open(dialog) {
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector("[data-takes-focus], [autofocus]") ?? dialog.querySelector(firstField);
  if (first) first.focus();
}

function shut(dialog) {
  for (const form of dialog.querySelectorAll("form[data-dirty]")) delete form.dataset.dirty;
  dialog.close();
}

function tryToShut(dialog) {
  if (!unsaved(dialog) || dialog === discard) return shut(dialog);
  leaving = dialog;
  open(discard);
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    opener.closest("dialog")?.close();
    return open(document.getElementById(opener.dataset.opens));
  }
  const dialog = event.target.closest("dialog");
  if (!dialog) return;
  if (event.target.closest("[data-discard]")) {
    shut(discard);
    if (leaving) shut(leaving);
    leaving = null;
  } else if (event.target.closest("[data-close]")) tryToShut(dialog);
});

// The ground beside a dialog closes it, when the press began there, too (not at the end of marking text).
let pressed = null;
document.addEventListener("pointerdown", (event) => (pressed = event.target));
document.addEventListener("click", (event) => {
  if (event.target.tagName === "DIALOG" && pressed === event.target && event.target.id !== "discard") tryToShut(event.target);
});

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("cancel", (event) => {
    if (event.target !== dialog || dialog === discard || !unsaved(dialog)) return;
    event.preventDefault();
    tryToShut(dialog);
  });
  // A second Escape closes without asking in some browsers unless the key itself is held back.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || dialog === discard || !unsaved(dialog)) return;
    event.preventDefault();
    tryToShut(dialog);
  });
  if (dialog.dataset.opened !== undefined) open(dialog);
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== body || !body.firstElementChild) return;
  document.getElementById("palette")?.close();
  open(shared);
});

// The first answer is an answer to a click on a link: without a title its dialog would be nameless.
document.body.addEventListener("dialog:close", () => shared.open && shut(shared));
shared?.addEventListener("close", () => body.replaceChildren());
