// Quick days of the day form: the chips fill in the fields and send the form. Without this script the chips stay hidden.
"use strict";
(() => {
  const form = document.querySelector("[data-day-form]");
  const chips = form && form.querySelector("[data-quick]");
  if (!chips) return;

  const written = (day) => [day.getDate(), day.getMonth() + 1].map((part) => String(part).padStart(2, "0")).join("/") + "/" + day.getFullYear();

  const read = (text) => {
    const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
    return parts ? new Date(Number(parts[3]), Number(parts[2]) - 1, Number(parts[1])) : new Date();
  };

  const yearsBefore = (day, years) => {
    const last = new Date(day.getFullYear() - years, day.getMonth() + 1, 0).getDate();
    return new Date(day.getFullYear() - years, day.getMonth(), Math.min(day.getDate(), last));
  };

  const days = {
    today: (now) => now,
    year: (now) => new Date(now.getFullYear(), 0, 0),
  };

  chips.hidden = false;
  chips.addEventListener("click", (event) => {
    const chip = event.target.closest("button");
    if (!chip) return;
    const day = form.elements.namedItem("ngay");
    if (chip.dataset.day) day.value = written(days[chip.dataset.day](new Date()));
    else form.elements.namedItem("so-voi").value = written(yearsBefore(read(day.value), Number(chip.dataset.compare)));
    form.requestSubmit();
  });

  // An empty field asks nothing, and stays out of the address that people share.
  form.addEventListener("submit", () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    for (const field of form.elements) field.disabled = false;
  });
})();
