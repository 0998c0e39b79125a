// The boxes of a list: mark a whole page at once, and say how many are marked. Without this script each box still works.
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
