// Rows of a form that can be added and removed. Without this the page shows three empty ones and a box "Remove" in each.

function setUp(section) {
  const prefix = section.dataset.rows;
  const list = section.querySelector("[data-rows-list]");
  const template = section.querySelector("template");
  const total = section.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const add = section.querySelector("[data-add-row]");

  function prepare(row) {
    const box = row.querySelector('input[type="checkbox"][name$="-DELETE"]');
    const button = row.querySelector("[data-remove-row]");
    if (!box || !button) return;
    box.closest(".field").hidden = true;
    button.hidden = false;
    button.addEventListener("click", () => {
      box.checked = true;
      row.hidden = true;
      row.querySelectorAll("[required]").forEach((field) => (field.required = false));
      row.dispatchEvent(new Event("input", { bubbles: true }));
      add.focus();
    });
    if (box.checked) row.hidden = true;
  }

  function addRow(focus) {
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    total.value = Number(total.value) + 1;
    const row = holder.content.firstElementChild;
    list.append(row);
    prepare(row);
    if (focus) row.querySelector("input:not([type=hidden], [type=checkbox]), select")?.focus();
  }

  const empty = [...list.querySelectorAll("[data-form-row][data-empty]")].filter((row) => !row.querySelector(".errors"));
  const filled = list.children.length - empty.length;
  empty.slice(filled ? 0 : 1).forEach((row) => (row.hidden = true)); // a row too many sends nothing, and its number stays right
  list.querySelectorAll("[data-form-row]").forEach(prepare);
  add.hidden = false;
  add.addEventListener("click", () => {
    const spare = [...list.children].find((row) => row.hidden && row.dataset.empty !== undefined && !row.querySelector('[name$="-DELETE"]').checked);
    if (!spare) return addRow(true);
    spare.hidden = false;
    spare.querySelector("input:not([type=hidden], [type=checkbox]), select")?.focus();
  });
}

document.querySelectorAll("[data-rows]").forEach(setUp);
