// A meeting on a screen: it follows what the others do, shows how the time goes, and is led by the keyboard.

const table = document.getElementById("table");
const inner = () => table.querySelector(".wall-inner");
const EVERY = 1500; // milliseconds between two questions
let etag = inner()?.dataset.etag;

// --- Following ----------------------------------------------------------------------------------------------------------
async function ask() {
  if (document.hidden) return;
  try {
    const answer = await fetch(table.dataset.stateUrl, { headers: { "If-None-Match": etag }, cache: "no-store" });
    if (answer.status === 304) return;
    if (answer.status !== 204) return answer.redirected && location.reload();
    etag = answer.headers.get("ETag");
    if (answer.headers.get("X-State") !== "running") return void location.reload();
    // Dialogs stand outside the table, so that nobody's words are touched.
    htmx.ajax("GET", table.dataset.here, { target: "#table", swap: "innerHTML" });
  } catch {
    // Away from the net for a moment: the next question finds out.
  }
}
setInterval(ask, EVERY);
document.addEventListener("visibilitychange", ask);

// Answers may overtake one another: what is older than what is shown would turn the meeting back, and the next key with it.
const revision = (mark) => Number(/(\d+)"?$/.exec(mark)?.[1]);
table.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target !== table) return;
  if (revision(event.detail.xhr.getResponseHeader("ETag")) < revision(inner()?.dataset.etag)) event.detail.shouldSwap = false;
});

table.addEventListener("htmx:afterSwap", () => {
  etag = inner()?.dataset.etag ?? etag;
  tick();
  full();
});

// --- Time: it changes its colour when it is over, and that is all ---------------------------------------------------------
function tick() {
  for (const clock of table.querySelectorAll("[data-since]")) {
    const gone = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.since)) / 1000));
    const shown = clock.querySelector("[data-clock]");
    shown.textContent = `${Math.floor(gone / 60)}:${String(gone % 60).padStart(2, "0")}`;
    clock.classList.toggle("over", gone > Number(clock.dataset.seconds));
  }
}
setInterval(tick, 1000);
tick();

// --- Keys: arrows turn, a letter does what stands on its button ----------------------------------------------------------
const isTyping = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
const on = () => !/(^|; )keys=off/.test(document.cookie);

document.addEventListener(
  "keydown",
  (event) => {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog:modal, :popover-open")) return;
    if (event.key === "Enter" && event.target.closest("button, a")) return;
    const button = table.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    button.click();
  },
  true,
);

// --- The whole screen -----------------------------------------------------------------------------------------------------
function full() {
  const button = table.querySelector("[data-full]");
  if (!button || !document.fullscreenEnabled) return;
  button.hidden = false;
  button.onclick = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
}
full();
