// The entry form with a script: rows are added in place, the level's list follows its ladder, the posts a commune lacks follow the
// commune, and the keys stated on the page work. Without it every button asks the server for the same.
"use strict";
(() => {
  const form = document.querySelector("[data-entry]");
  if (!form) return;

  // --- rows -----------------------------------------------------------------------------------------------------------------

  function addRow(section) {
    const count = section.querySelector("[data-rows]");
    const number = Number(count.value);
    const copy = section.querySelector("template").content.cloneNode(true);
    for (const element of copy.querySelectorAll("*")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace("__n__", number));
      }
    }
    copy.querySelector("[data-number]").textContent = number + 1;
    section.querySelector("[data-list]").append(copy);
    count.value = number + 1;
    return section.querySelector("[data-list]").lastElementChild;
  }

  const firstField = (row) => row.querySelector("input:not([type=hidden]), select");

  function addAndGo(section) {
    firstField(addRow(section)).focus();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add]");
    if (!button) return;
    event.preventDefault();
    addAndGo(button.closest("[data-section]"));
  });

  const showGone = (box) => box.closest("[data-row]").classList.toggle("entry__row--gone", box.checked);

  // --- lists that follow a field --------------------------------------------------------------------------------------------

  function follow(field) {
    if (field.name.endsWith("-ladder")) {
      const level = form.elements.namedItem(field.name.replace(/ladder$/, "level"));
      if (field.value) level.setAttribute("list", `ds-${field.value}`);
      else level.removeAttribute("list");
    }
    if (field.name.endsWith("-commune")) showLacking(field.value);
    if (field.name.endsWith("-gone")) showGone(field);
  }

  async function showLacking(commune) {
    const box = form.querySelector("[data-lacking-box]");
    try {
      const answer = await fetch(`${form.dataset.lacking}?xa=${encodeURIComponent(commune)}`);
      if (!answer.ok) return;
      box.innerHTML = await answer.text();
    } catch {
      return; // no connection: the list stays as it was
    }
    const free = new Set((box.querySelector("[data-lacking]")?.dataset.lacking || "").split("|"));
    for (const option of document.querySelectorAll("#ds-chuc-danh option")) {
      if (free.has(option.value)) option.label = "còn trống";
      else if (option.label === "còn trống") option.removeAttribute("label");
    }
  }

  form.addEventListener("change", (event) => follow(event.target));
  for (const box of form.querySelectorAll("[name$=-gone]:checked")) showGone(box);

  // --- keys -----------------------------------------------------------------------------------------------------------------

  const sections = () => [...form.querySelectorAll("section.card")];

  function step(by) {
    const all = sections();
    const here = all.findIndex((section) => section.contains(document.activeElement));
    const target = all[Math.min(Math.max(here + by, 0), all.length - 1)];
    target.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
    target.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter") {
      const button = form.querySelector(event.shiftKey ? "[data-save-next]" : "[data-save]");
      if (!button) return;
      event.preventDefault();
      form.requestSubmit(button);
    } else if (event.altKey && event.key === "Insert") {
      const section = document.activeElement.closest("[data-entry] [data-section]");
      if (!section) return;
      event.preventDefault();
      addAndGo(section);
    } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    }
  });

  // --- once -----------------------------------------------------------------------------------------------------------------

  // The server saves a form once anyway; this keeps the second press from waiting in line.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);

  // Where to start: at what was refused, at the field that the address names (Việc cần làm), or at the name of somebody new.
  const FIELD = "input:not([type=hidden]), select, textarea";
  const asked = location.hash.length > 1 ? form.querySelector(`#${CSS.escape(location.hash.slice(1))}`) : null;
  const start = asked?.matches(FIELD) ? asked : (asked || form.querySelector("[data-new]"))?.querySelector(FIELD);
  const begin = () => (document.querySelector("#loi, #trung, #xung-dot") || start)?.focus();
  if (asked) window.addEventListener("load", () => setTimeout(begin)); // a browser takes the focus away when it goes to a fragment
  else begin();
  form.addRowTo = (key) => addRow(form.querySelector(`[data-section="${key}"]`));
  form.dropRowOf = (key) => {
    const section = form.querySelector(`[data-section="${key}"]`);
    section.querySelector("[data-list]").lastElementChild.remove();
    section.querySelector("[data-rows]").value -= 1;
  };
  form.followAll = () => {
    for (const field of form.querySelectorAll("[name$=-ladder], [name$=-gone]")) follow(field);
  };
})();
