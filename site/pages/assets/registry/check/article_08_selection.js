// Twin of rules/article_08_selection.py: an institution has a selection system, and chooses among apps whose filing is complete.
import { undecidedUses } from "./undecided.js";

function* usedNumberExists({ content }, lookup) {
  for (const [index, { number }] of content.uses.entries()) {
    if (number !== undefined && !lookup.byNumber(number)) yield { place: ["uses", index, "number"], values: { number } };
  }
}

function* selectionSystemIsNamed(file, lookup) {
  if (file.content.institution.selection_system !== undefined) return;
  const selected = undecidedUses(file, lookup).find(([, use]) => use.basis === "self_selected");
  if (selected) yield { place: ["institution"], values: { use: selected[1].id } };
}

export const RULES = { "A08-1": usedNumberExists, "A08-2": selectionSystemIsNamed };
