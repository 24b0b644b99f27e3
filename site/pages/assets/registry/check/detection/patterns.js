// The patterns and the numerals of core/detection, generated from it: what both sides look for is written once.

export const patterns = {};

/** Takes over the generated table; before that nothing can be looked for. */
export function setPatterns({ patterns: sources, numerals, sameLook }) {
  for (const [name, source] of Object.entries(sources)) patterns[name] = new RegExp(source, "gu");
  Object.assign(patterns, { numerals, sameLook });
}

/** The first match, or null. Patterns are shared, so the place where they begin is set each time. */
export function firstMatch(name, text) {
  patterns[name].lastIndex = 0;
  return patterns[name].exec(text);
}

/** All matches from left to right. */
export function matches(name, text) {
  patterns[name].lastIndex = 0;
  return text.matchAll(patterns[name]);
}
