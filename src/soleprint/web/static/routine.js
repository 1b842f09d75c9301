// The page works without this file; with it the caret goes to what is wrong, and the card follows the files.
const text = document.getElementById("f-text");
const lines = document.getElementById("lines");
const preview = document.getElementById("preview");
const LOOK_MS = 2000;

const own = { createHTML: (html) => html };
const policy = window.trustedTypes?.createPolicy("soleprint", own) ?? own;

// Numbers beside the lines.
function count() {
  const all = text.value.split("\n").length;
  text.rows = all + 1;
  lines.textContent = Array.from({ length: all }, (_, n) => `${n + 1}\n`).join("");
}
text?.addEventListener("input", count);

document.addEventListener("click", (event) => {
  const { line, column } = event.target.closest?.("[data-line]")?.dataset ?? {};
  if (!text || !Number(line)) return;
  event.preventDefault();
  const before = text.value.split("\n").slice(0, line - 1);
  const at = before.reduce((sum, one) => sum + one.length + 1, 0) + Math.max(0, column - 1);
  text.focus({ preventScroll: true });
  text.setSelectionRange(at, at);
  const high = parseFloat(getComputedStyle(text).lineHeight);
  scrollTo({ top: scrollY + text.getBoundingClientRect().top + before.length * high - innerHeight / 3 });
});

// What is typed and not saved is not lost by leaving.
const forms = [...document.querySelectorAll(".order form")];
let sent = false;
for (const form of forms) form.addEventListener("submit", () => { sent = true; });
const typed = () => [...document.querySelectorAll(".order textarea")].some((one) => one.value !== one.defaultValue);
addEventListener("beforeunload", (event) => { if (!sent && typed()) event.preventDefault(); });

// Files may be changed by another program too: looked at while the page is seen.
async function look() {
  if (document.hidden) return;
  try {
    const since = document.getElementById("state").dataset.folder;
    const answer = await fetch(`${preview.dataset.changed}?since=${since}`);
    if (!answer.ok || !(await answer.json()).changed) return;
    const drawn = await fetch(preview.dataset.preview);
    if (!drawn.ok) return;
    const box = document.createElement("template");
    box.innerHTML = policy.createHTML(await drawn.text());
    preview.replaceChildren(document.importNode(box.content, true));
    const stamp = document.querySelector(".order [name=stamp]")?.value;
    document.getElementById("elsewhere").hidden = !stamp || stamp === document.getElementById("state").dataset.file;
  } catch { /* the studio does not answer: the next look may be answered */ }
}
setInterval(look, LOOK_MS);
