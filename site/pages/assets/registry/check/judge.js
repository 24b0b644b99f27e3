// Twin of rules/judge.py: all rules on a filing of the right form, in the order of the rule book.

const RULES = {};

/** Faults of a file `{kind, path, content}`; `order`: the codes that are asked. */
export function judge(order, schema, file, lookup, today) {
  return order.flatMap((code) => (RULES[code] ? [...RULES[code](file, lookup, today, schema)].map((fault) => ({ code, ...fault })) : []));
}
