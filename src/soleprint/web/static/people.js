// The page works without this file; with it the page follows what is being done, and takes a file that is dropped.
const now = document.getElementById("now");
const status = document.getElementById("status");
const POLL_MS = 1000;

// Only what our own server rendered, with every value escaped.
const own = { createHTML: (text) => text };
const policy = window.trustedTypes?.createPolicy("soleprint", own) ?? own;
function fragment(text) {
  const box = document.createElement("template");
  box.innerHTML = policy.createHTML(text);
  return document.importNode(box.content, true);
}

function say(words, kind) {
  if (status.textContent === words) return;
  status.textContent = words;
  status.className = kind;
}

// What has ended is said to those who hear, the rest is only seen. Focus stays where it was.
function show(content) {
  const focused = document.activeElement?.id;
  now.replaceChildren(content);
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  const told = [...now.querySelectorAll("[data-say]")].map((each) => each.textContent.replace(/\s+/g, " ").trim());
  say(told.join(" "), "away");
}

let lost = false;
async function poll() {
  try {
    const answer = await fetch(now.dataset.now);
    if (answer.ok) show(fragment(await answer.text()));
    else say(fragment(await answer.text()).querySelector("main p")?.textContent ?? answer.statusText, "lost");
    lost = !answer.ok;
  } catch {
    say(now.dataset.lost, "lost");
  }
  if (!lost && now.querySelector("[data-works]")) setTimeout(poll, POLL_MS);
}
if (now?.querySelector("[data-works]")) setTimeout(poll, POLL_MS);
// The last download ends the table.
now?.addEventListener("click", (event) => { if (event.target.closest("a[download]")) setTimeout(poll, POLL_MS); });

const drop = document.getElementById("drop");
const file = drop?.querySelector("input[type=file]");
function check() {
  const error = document.getElementById(`${file.id}-error`);
  const large = file.files[0]?.size > Number(drop.dataset.most);
  error.textContent = large ? drop.dataset.tooLarge : "";
  error.hidden = !large;
  file.toggleAttribute("aria-invalid", large);
  if (large) file.setAttribute("aria-invalid", "true");
  return !large;
}
if (file) {
  file.addEventListener("change", check);
  file.form.addEventListener("submit", (event) => { if (!check()) { event.preventDefault(); file.focus(); } });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.toggle("over", kind === "dragover"); });
  }
  drop.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    check();
    file.focus();
  });
}
document.documentElement.classList.add("live");
