// What HTML alone cannot do yet. Every page works without it.
"use strict";

// A dialog that the server rendered open is modal too: Escape leaves it, and the page behind it is out of reach.
const discardOf = dialog => document.getElementById(`${dialog.id}-discard`);
for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.removeAttribute("open");
  dialog.showModal();
  dialog.querySelector("[aria-invalid=true]")?.focus();
  dialog.addEventListener("close", () => location.assign(discardOf(dialog).action));
}

// Discard closes a dialog that was opened on its page without loading that anew; the focus goes back to what opened it.
document.addEventListener("submit", event => {
  const dialog = document.getElementById(event.target.dataset.discards ?? "");
  if (dialog?.matches(":modal")) {
    event.preventDefault();
    dialog.close();
  }
});

// However it was closed, nothing that was typed waits for the next time.
document.addEventListener("close", event => {
  for (const form of event.target.querySelectorAll("form")) {
    form.reset();
    forget(form);
  }
}, true);

// What Submit would do is shown for what is chosen now.
const first = new WeakMap();
const turns = new WeakMap();
for (const form of document.querySelectorAll("form[data-effect]")) {
  first.set(form, [...areaOf(form).childNodes]);
  form.dataset.live = "";
}

document.addEventListener("change", event => {
  const form = event.target.form;
  if (form?.dataset.effect && form.dataset.terms.split(" ").includes(event.target.name)) {
    ask(form);
  }
});

function areaOf(form) {
  return document.getElementById(form.dataset.effect);
}

function forget(form) {
  if (form.dataset.effect) {
    turns.delete(form);
    form.dataset.live = "";
    areaOf(form).replaceChildren(...first.get(form));
    areaOf(form).removeAttribute("aria-busy");
  }
}

async function ask(form) {
  const turn = {};
  const area = areaOf(form);
  const question = new URLSearchParams(new FormData(form));
  question.set("simulate", "1");
  turns.set(form, turn);
  area.setAttribute("aria-busy", "true");
  let fresh = null;
  try {
    const answer = await fetch(form.action, { method: "post", body: question });
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(area.id);
  } catch {
    // The button asks instead.
  }

  if (turns.get(form) !== turn) {
    return;
  }

  area.removeAttribute("aria-busy");
  if (fresh) {
    area.replaceChildren(...fresh.childNodes);
    form.dataset.live = "";
  } else {
    delete form.dataset.live;
  }
}
