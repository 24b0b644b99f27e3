// Twin of rules/personal_data.py and core/personal_data.py: no personal data in any text. No finding repeats what it found.
import { detect } from "./detection/detect.js";
import { text, word } from "./words.js";

const CODES = { id_number: "R20", old_id_number: "R20", mobile: "R21", mailbox: "R22", account: "R22" };

/** Faults in a filing; `looked`: where to look and for what, `kinds`: the kinds by the number that `looked` names them by. */
export function* noPersonalData({ content }, _lookup, _today, { looked, kinds }) {
  yield* within(content, looked, kinds, []);
}

function* within(record, fields, kinds, place) {
  for (const [key, title, sought, inner] of fields) {
    const value = record[key];
    const items = Array.isArray(value) ? value.map((item, index) => [[...place, key, index], item]) : [[[...place, key], value]];
    for (const [at, item] of items) {
      if (inner && item !== undefined) yield* within(item, inner, kinds, at);
      else if (typeof item === "string" && sought !== null) yield* ofText(item, text(title), kinds[sought], at);
    }
  }
}

function* ofText(value, title, sought, place) {
  const said = new Set();
  for (const { kind, tail } of detect(value)) {
    const code = CODES[kind];
    if (said.has(code) || !sought.includes(kind)) continue;
    said.add(code);
    yield { code, place, values: { title, kind: word(`kind.${kind}`), ending: tail ? word("ending", { tail }) : "" } };
  }
}

export const RULES = { R20: noPersonalData };
