// Twin of core/paths.py: where a filing belongs, and what its path says.

const CODE = "[0-9A-HJ-NP-RTUWXY]";
const PROVIDER = new RegExp(`^filings/providers/([a-z]{2,20})/(${CODE}{2})/(${CODE}{18})\\.yaml$`);
const USER = new RegExp(`^filings/users/([a-z]{2,20}(?:/[1-6][0-9]{5}){0,2})/(${CODE}{18})\\.yaml$`);

export const providerPath = (authority, uscc) => `filings/providers/${authority}/${uscc.slice(-2)}/${uscc}.yaml`;
export const userPath = (authority, uscc) => `filings/users/${authority}/${uscc}.yaml`;

/** Where a filing of the right form belongs by what it says. */
export function filingPath(kind, { unit, institution }) {
  return kind === "provider" ? providerPath(unit.registration_province, unit.uscc) : userPath(institution.competent_authority, institution.uscc);
}

/** `{authority, slug, divisions, uscc}` of a filing's path, or null if it is none. */
export function parse(path) {
  const provider = PROVIDER.exec(path);
  const user = USER.exec(path);
  if (provider && !provider[3].endsWith(provider[2])) return null;
  const [authority, uscc] = provider ? [provider[1], provider[3]] : user ? user.slice(1) : [];
  if (!authority) return null;
  const [slug, ...divisions] = authority.split("/");
  return { authority, slug, divisions, uscc };
}
