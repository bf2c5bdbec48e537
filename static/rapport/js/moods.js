// Tapping the chosen face again takes the choice back; so do Backspace and Delete on it.

function takeBack(input) {
  const none = input.closest("[data-moods]").querySelector('input[value=""]');
  none.checked = true;
  none.dispatchEvent(new Event("input", { bubbles: true }));
  none.dispatchEvent(new Event("change", { bubbles: true }));
}

// A radio button that is checked already fires no change: remember how it was when the press began.
let wasChosen = null;
document.addEventListener("pointerdown", (event) => {
  const input = event.target.closest?.("[data-moods] label")?.querySelector("input");
  wasChosen = input?.checked && input.value ? input : null;
});
document.addEventListener("click", (event) => {
  if (!event.target.matches?.("[data-moods] input")) return;
  if (event.target === wasChosen) takeBack(wasChosen);
  wasChosen = null;
});
document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("[data-moods] input") || !["Backspace", "Delete"].includes(event.key)) return;
  event.preventDefault();
  takeBack(event.target);
});

// Where a colleague's mood is not noted, none is sent: the faces hide, and what was chosen before is taken back.
document.addEventListener("picker:change", (event) => {
  if (event.target.dataset.colleague !== "true") return;
  const form = event.target.closest("form.moods-not-for-colleagues");
  for (const input of form?.querySelectorAll("[data-moods] input:checked") ?? []) if (input.value) takeBack(input);
});
