// Twin of rules/judge.py: all rules on a filing of the right form, in the order of the rule book.

const rules = {};

/** Loads the rules of a kind of filing, once. */
export async function prepareRules(kind) {
  ({ RULES: rules[kind] } = await (kind === "provider" ? import("./rules_of_provider.js") : import("./rules_of_user.js")));
}

/** Faults of a file `{kind, path, content}` by the checks of `codes`; `tables`: those of its kind. Codes that follow from another's check have none. */
export function judge(codes, tables, file, lookup, today) {
  const known = rules[file.kind];
  return codes.flatMap((code) => (known[code] ? [...known[code](file, lookup, today, tables)].map((fault) => ({ code, ...fault })) : []));
}
