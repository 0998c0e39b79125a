// What is typed into the entry form is kept in this browser until the server says that it was saved: a closed tab, a power cut or a
// lost connection lose nothing. A draft is of one user and one address, holds the form's own token (so that sending it again after
// a lost answer saves once), and can be thrown away.
"use strict";
(() => {
  const form = document.querySelector("[data-entry]");
  if (!form) return;

  const KEY = `chuan-xa:draft:${form.dataset.user}:${location.pathname}`;
  const notice = document.querySelector("[data-draft-notice]");
  const state = form.querySelector("[data-draft-state]");
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "once", "do"]);
  const shown = (moment) => new Date(moment).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });

  function typed() {
    const values = {};
    for (const field of form.elements) {
      if (!field.name || NOT_KEPT.has(field.name)) continue;
      if (field.type === "radio") continue;
      values[field.name] = field.type === "checkbox" ? field.checked : field.value;
    }
    return values;
  }

  const asServed = JSON.stringify(typed());
  const isAnswer = Boolean(document.querySelector("#loi, #trung, #xung-dot"));

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  let waiting = 0;
  function keep() {
    waiting = 0;
    const values = typed();
    if (JSON.stringify(values) === asServed && !isAnswer) return;
    try {
      localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), values }));
      state.textContent = `Đã giữ bản nháp lúc ${shown(Date.now())}`;
    } catch {
      state.textContent = "Trình duyệt này không giữ được bản nháp: lưu thường xuyên.";
    }
  }

  function restore(values) {
    for (const [name, value] of Object.entries(values)) {
      if (!name.endsWith("-rows")) continue;
      const count = form.elements.namedItem(name);
      const key = name.replace(/-rows$/, "");
      while (count && Number(count.value) < Number(value)) form.addRowTo(key);
      while (count && Number(count.value) > Number(value)) form.dropRowOf(key);
    }
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements.namedItem(name);
      if (!field || field instanceof RadioNodeList || name.endsWith("-rows")) continue;
      if (field.type === "checkbox") field.checked = value;
      else field.value = value;
    }
    form.followAll();
  }

  const draft = read();
  if (draft?.values && !isAnswer) {
    restore(draft.values);
    notice.querySelector("[data-draft-said]").textContent = `Đã khôi phục bản nháp chưa lưu, gõ lúc ${shown(draft.at)}. Bản nháp chỉ có trong máy này.`;
    notice.hidden = false;
  }

  notice.querySelector("[data-draft-drop]").addEventListener("click", () => {
    localStorage.removeItem(KEY);
    location.reload();
  });
  form.addEventListener("input", () => {
    waiting ||= setTimeout(keep, 300);
  });
  const now = () => waiting && (clearTimeout(waiting), keep());
  form.addEventListener("submit", keep);
  window.addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", now);
})();
