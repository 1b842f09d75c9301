// The form works without this file; with it keys lead on, and what is typed is not lost by leaving.
const text = document.getElementById("f-text");
const before = text.defaultValue;
let sent = false;

document.addEventListener("keydown", (event) => {
  const way = event.altKey && { ArrowUp: "before", ArrowDown: "after" }[event.key];
  if (!way) return;
  event.preventDefault();
  document.getElementById(way)?.click();
});
text.form.addEventListener("submit", () => { sent = true; });
addEventListener("beforeunload", (event) => { if (!sent && text.value !== before) event.preventDefault(); });
