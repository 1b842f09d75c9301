// The form works without this file; with it the preview follows every change.
const form = document.getElementById("order");
const result = document.getElementById("result");
const status = document.getElementById("status");
const WAIT_MS = 250;

// Only what our own server rendered, with every value escaped.
const own = { createHTML: (text) => text };
const policy = window.trustedTypes?.createPolicy("soleprint", own) ?? own;
function fragment(text) {
  const box = document.createElement("template");
  box.innerHTML = policy.createHTML(text);
  return document.importNode(box.content, true); // its pictures load
}

// One request at a time, and the latest state wins: a slow server is never flooded.
let running = false;
let again = false;
async function refresh() {
  if (running) { again = true; return; }
  running = true;
  const late = setTimeout(() => say(form.dataset.working, ""), 400);
  try {
    const answer = await fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.ok) await show(fragment(await answer.text()));
    else say(fragment(await answer.text()).querySelector("main p")?.textContent ?? answer.statusText, "lost");
  } catch {
    say(form.dataset.lost, "lost");
  } finally {
    clearTimeout(late);
    running = false;
    if (again) { again = false; refresh(); }
  }
}

function say(words, kind) {
  status.textContent = words;
  status.className = kind;
}

// The old page stays until the new one is drawn; the last that worked stays, pale, beside what is wrong.
async function show(content) {
  const wrong = content.querySelector("#problems");
  const sheets = result.querySelector(".sheets");
  await content.querySelector(".paper")?.decode().catch(() => {});
  if (wrong && sheets) {
    const note = document.createElement("p");
    note.className = "hint";
    note.textContent = form.dataset.stale;
    sheets.classList.add("stale");
    content.append(note, sheets);
  }
  mark(content);
  const here = `${form.getAttribute("action")}?${content.querySelector("#state").dataset.query}`;
  history.replaceState(null, "", here);
  document.querySelector(".language [name=to]").value = here;
  say((wrong ?? content.querySelector(".told")).textContent.replace(/\s+/g, " ").trim(), "away"); // to those who hear
  result.replaceChildren(content);
}

// Every problem stands beside its field too.
function mark(content) {
  for (const each of form.querySelectorAll(".error")) { each.hidden = true; each.textContent = ""; }
  for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  for (const each of content.querySelectorAll("#problems [data-field]")) {
    const name = each.dataset.field;
    const error = name && document.getElementById(`f-${name}-error`);
    if (!error || !error.hidden) continue;
    error.textContent = each.textContent;
    error.hidden = false;
    document.getElementById(`f-${name}`)?.setAttribute("aria-invalid", "true");
  }
}

let pause;
function soon(wait) {
  clearTimeout(pause);
  pause = setTimeout(refresh, wait);
}
form.addEventListener("change", () => soon(0));
form.addEventListener("input", (event) => { if (event.target.matches("input[type=text], textarea")) soon(WAIT_MS); });
form.addEventListener("submit", (event) => {
  // Enter in a field. Downloads and remedies are sent as without this file.
  if (!event.submitter?.name) { event.preventDefault(); soon(0); }
});
// A link to a field in a part that is folded opens it.
document.addEventListener("click", (event) => {
  const target = event.target.closest?.("#problems a")?.getAttribute("href");
  if (!target) return;
  event.preventDefault();
  const field = document.querySelector(target);
  field?.closest("details")?.setAttribute("open", "");
  (field?.matches("fieldset") ? field.querySelector("input") : field)?.focus();
  field?.scrollIntoView({ block: "center" });
});
document.documentElement.classList.add("live");
