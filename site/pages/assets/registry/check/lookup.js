// Twin of core/lookup.py: what a rule may ask about the registry around the filing.

/** The answers where nothing is known but authorities and, perhaps, the unit's own filing as it stands. */
export function aloneWith(authorities, places, { before = null, registered = [] } = {}) {
  return { authorities, places, registeredIn: () => registered, filingBefore: () => before };
}
