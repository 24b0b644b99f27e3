// The questions of scope, one after the other; the answers stand in the page, made from the rules.

const form = document.getElementById("scope");
const questions = new Map([...form.querySelectorAll("[data-question]")].map((part) => [part.dataset.question, part]));
const outcomes = new Map([...form.querySelectorAll("[data-outcome]")].map((part) => [part.dataset.outcome, part]));
const again = document.getElementById("scope-again");
const first = questions.keys().next().value;

/** Shows the questions that the answers lead through, and the outcome if they lead to one. */
function follow() {
  const shown = new Set([first]);
  let next = questions.get(first).querySelector("input:checked")?.value;
  while (next !== undefined && questions.has(next)) {
    shown.add(next);
    next = questions.get(next).querySelector("input:checked")?.value;
  }
  for (const [id, part] of questions) part.hidden = !shown.has(id);
  for (const [id, part] of outcomes) part.hidden = id !== next;
  again.hidden = shown.size === 1 && next === undefined;
}

form.addEventListener("change", ({ target }) => {
  // What was answered to questions after this one belongs to another way.
  let passed = false;
  for (const part of questions.values()) {
    if (passed) for (const input of part.querySelectorAll("input")) input.checked = false;
    if (part.contains(target)) passed = true;
  }
  follow();
});
again.addEventListener("click", () => {
  form.reset();
  follow();
  questions.get(first).querySelector("input").focus();
});
form.hidden = false;
follow();
