// Twin of core/lookup.py: what a rule may ask about the registry around the filing.

/**
 * The answers where nothing is known but authorities and, perhaps, the unit's own filing as it stands (`around`, see `check`).
 *
 * `registered`: what of the filing has a number or is confirmed; `before`: the filing before the change, or itself;
 * `byNumber`: `{app, unit, status, since}` of a filed app; `holders`: filed apps with an identifier, as `{item, other}`.
 */
export function aloneWith({ authorities, places }, file, around) {
  const { before = file.content, registered = [], path = file.path } = around ?? {};
  return { authorities, places, registered, before, pathBefore: path, byNumber: () => undefined, holders: () => [] };
}
