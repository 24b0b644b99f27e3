// Twin of rules/judge.py: all rules on a filing of the right form, in the order of the rule book.
import { RULES as personalData } from "./personal_data.js";

const RULES = { ...personalData };

/** Faults of a file `{kind, path, content}`; `tables`: those of its kind, with the codes that are asked. */
export function judge(tables, file, lookup, today) {
  return tables.order.flatMap((code) => (RULES[code] ? [...RULES[code](file, lookup, today, tables)].map((fault) => ({ code, ...fault })) : []));
}
