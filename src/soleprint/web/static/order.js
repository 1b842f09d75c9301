// What stands in a form: kept to go back to it, and changed by more than typing.

const fields = (form) => [...form.querySelectorAll("[name]:is(input:not([type=file]), select, textarea)")];
const ticked = (one) => one.matches("[type=checkbox], [type=radio]");

export const state = (form) => fields(form).map((one) => (ticked(one) ? one.checked : one.value));

export function restore(form, saved) {
  fields(form).forEach((one, at) => {
    if (ticked(one)) one.checked = saved[at];
    else one.value = saved[at];
  });
}

// Gives a field a value, in the first of its controls that can say it; the others say nothing.
export function put(form, name, value) {
  let said = false;
  for (const one of fields(form).filter((each) => each.name === name)) {
    const can = !said && says(one, value);
    if (ticked(one)) one.checked = can;
    else one.value = can ? value : "";
    said ||= can;
  }
}

function says(one, value) {
  if (one.matches("select")) return [...one.options].some((each) => each.value === value);
  return !ticked(one) || one.value === value;
}

// Of a size, what was chosen last counts: the other controls that could say another one are emptied.
export function settle(changed) {
  const papers = changed.closest(".papers");
  if (!papers) return;
  const others = fields(papers).filter((one) => one !== changed);
  const silent = others.every((one) => (ticked(one) ? !one.checked : !one.value));
  if (!changed.value && silent) papers.querySelector("[data-usual]").checked = true;
  for (const one of changed.value ? others : []) {
    if (ticked(one)) one.checked = false;
    else one.value = "";
  }
}

export class Undo {
  static MOST = 50;
  #past = [];
  #now;

  constructor(form, button, again) {
    this.#now = state(form);
    this.form = form;
    this.button = button;
    button.addEventListener("click", () => {
      if (!this.#past.length) return;
      this.#now = this.#past.pop();
      restore(form, this.#now);
      this.#show();
      again();
    });
  }

  // Keeps what stood in the form before, if it stands there no longer.
  note() {
    const now = state(this.form);
    if (now.every((one, at) => one === this.#now[at])) return;
    this.#past = [...this.#past, this.#now].slice(-Undo.MOST);
    this.#now = now;
    this.#show();
  }

  #show() {
    this.button.setAttribute("aria-disabled", String(!this.#past.length));
  }
}

// A field that leaves those labels that hold its words, and those that are chosen.
export function seek(input, labels) {
  input?.addEventListener("input", () => {
    const words = input.value.trim().toLocaleLowerCase();
    for (const one of labels) {
      one.hidden = !one.textContent.toLocaleLowerCase().includes(words) && !one.querySelector(":checked");
    }
  });
}
