// The form works without this file; with it the preview follows every change.
import { Undo, put, seek, settle } from "./order.js";

const form = document.getElementById("order");
const result = document.getElementById("result");
const status = document.getElementById("status");
const wait = document.getElementById("wait");
const WAIT_MS = 250;
const LATE_MS = 400;
const LONG_MS = 1000;
const BUSY_MS = 500;
const LOOK_MS = 2000;

// Only what our own server rendered, with every value escaped.
const own = { createHTML: (text) => text };
const policy = window.trustedTypes?.createPolicy("soleprint", own) ?? own;
function fragment(text) {
  const box = document.createElement("template");
  box.innerHTML = policy.createHTML(text);
  return document.importNode(box.content, true); // its pictures load
}

const post = (address, signal) =>
  fetch(address, { method: "POST", body: new URLSearchParams(new FormData(form)), signal });

// One request at a time, and the latest state wins: a slow server is never flooded.
let running = false;
let again = false;
let seeking;
async function refresh() {
  clearTimeout(pause);
  undo.note();
  seeking?.abort();
  if (running) { again = true; return; }
  running = true;
  const late = setTimeout(() => say(form.dataset.working, ""), LATE_MS);
  const long = setTimeout(() => { wait.hidden = false; }, LONG_MS);
  try {
    const answer = await post(form.dataset.preview);
    if (answer.ok) await show(fragment(await answer.text()));
    else say(fragment(await answer.text()).querySelector("main p")?.textContent ?? answer.statusText, "lost");
    if (answer.status === 503) soon(BUSY_MS);
  } catch {
    say(form.dataset.lost, "lost");
  } finally {
    clearTimeout(late);
    clearTimeout(long);
    if (wait.contains(document.activeElement)) result.focus();
    wait.hidden = true;
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
  const query = content.querySelector("#state").dataset.query;
  if (query !== undefined) {
    history.replaceState(null, "", `${form.getAttribute("action")}?${query}`);
    const to = document.querySelector(".language [name=to]"); // below the prefix, if there is one
    to.value = `${to.value.split("?")[0]}?${query}`;
  }
  say((wrong ?? content.querySelector(".told")).textContent.replace(/\s+/g, " ").trim(), "away"); // to those who hear
  for (const each of result.querySelectorAll("details[open]")) content.getElementById(each.id)?.setAttribute("open", "");
  const lost = result.contains(document.activeElement);
  result.replaceChildren(content);
  if (lost) result.focus();
  more();
}

// Ways that take long to prove come later.
async function more() {
  const remedies = document.getElementById("remedies");
  if (!remedies?.dataset.more) return;
  seeking = new AbortController();
  try {
    const answer = await post(remedies.dataset.more, seeking.signal);
    if (answer.ok && remedies.isConnected) remedies.replaceWith(fragment(await answer.text()));
  } catch { /* the form has changed meanwhile, or the next preview says that the server has gone */ }
}

// Files may be changed by an editor: looked at while the page is seen. What comes of it is drawn in its place.
const followed = document.getElementById("followed");
let choices = 0; // what is chosen meanwhile is why the page is another
async function look() {
  if (document.hidden || running) return;
  const before = choices;
  const since = document.getElementById("state").dataset.folder;
  try {
    const answer = await fetch(`${form.dataset.changed}?since=${since}`);
    if (!answer.ok || !(await answer.json()).changed || running) return;
    await refresh();
    if (choices === before) followed.hidden = since === document.getElementById("state").dataset.folder;
  } catch { /* the studio does not answer: the next preview says so */ }
}
if (form.dataset.changed) setInterval(look, LOOK_MS);

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
function soon(delay) {
  clearTimeout(pause);
  pause = setTimeout(refresh, delay);
}
const undo = new Undo(form, document.getElementById("undo"), refresh);
form.addEventListener("change", (event) => {
  if (!event.target.name) return;
  choices += 1;
  if (followed) followed.hidden = true;
  settle(event.target);
  soon(0);
});
form.addEventListener("input", (event) => {
  if (!event.target.matches("input[type=text], textarea")) return;
  settle(event.target);
  soon(WAIT_MS);
});
form.addEventListener("submit", (event) => {
  const chosen = event.submitter;
  if (chosen?.name && chosen.name !== "change") return; // no remedy: sent as without this file
  event.preventDefault();
  if (chosen?.name) for (const [name, value] of new URLSearchParams(chosen.value)) put(form, name, value);
  soon(0); // also after Enter in a field
});
document.getElementById("stop")?.addEventListener("click", () => post(form.dataset.stop).catch(() => {}));
seek(document.getElementById("seek"), document.querySelectorAll("#routines label"));
// A link to a field in a part that is folded opens it.
document.addEventListener("click", (event) => {
  const target = event.target.closest?.("a[href^='#f-']")?.getAttribute("href");
  if (!target) return;
  event.preventDefault();
  const field = document.querySelector(target);
  field?.closest("details")?.setAttribute("open", "");
  (field?.matches("fieldset") ? field.querySelector("input") : field)?.focus();
  field?.scrollIntoView({ block: "center" });
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = button.dataset.copied;
    say(button.dataset.copied, "away");
  } catch { // not allowed: it is marked, to be copied by hand
    getSelection().selectAllChildren(text);
  }
});
document.documentElement.classList.add("live");
