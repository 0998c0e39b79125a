// The boxes of a list: mark a whole page at once, and say how many are marked. Without this script each box still works.
// What a hand has ticked, and where it stands, outlives a part of the page that is read anew meanwhile.
const list = document.querySelector("[data-choosing]");
if (list) {
  const said = list.querySelector("[data-count]");
  const boxes = () => [...document.querySelectorAll("input[name=nguoi]")];
  const tell = () => {
    const marked = boxes().filter((box) => box.checked).length;
    said.textContent = marked ? `Đã đánh dấu ${marked} người` : "";
    const all = document.querySelector("[data-all]");
    if (all) {
      all.hidden = false;
      all.checked = marked > 0 && marked === boxes().length;
      all.indeterminate = marked > 0 && marked < boxes().length;
    }
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
    if (event.target.matches("[data-all], input[name=nguoi]")) tell();
  });
  document.addEventListener("htmx:after:swap", tell);
  tell();
}

const BOXES = "input[type=checkbox][name]";
const alike = (within, box) => [...within.querySelectorAll(BOXES)].find((one) => one.name === box.name && one.value === box.value);
let standing = () => null;

document.addEventListener("htmx:before:swap", (event) => {
  for (const { target: asked, fragment } of event.detail.tasks) {
    const target = typeof asked === "string" ? document.querySelector(asked) : asked;
    if (!target || !fragment) continue;
    for (const box of target.querySelectorAll(BOXES)) {
      const heir = alike(fragment, box);
      if (heir) heir.checked = box.checked;
    }
    const at = document.activeElement;
    if (!target.contains(at) || at.id) continue;
    const place = `#${CSS.escape(target.id)}`;
    standing = () => at.matches(BOXES) ? alike(document.querySelector(place), at) : document.querySelector(`${place} > ${at.localName}`);
  }
});
document.addEventListener("htmx:after:swap", () => {
  if (document.activeElement === document.body) standing()?.focus({ preventScroll: true });
  standing = () => null;
});
