// Which file a filing is and whose business, while it is still being written.

import { parse, providerPath, userPath } from "../check/paths.js";

const USCC = /^[0-9A-HJ-NP-RTUWXY]{18}$/;
const SLUG = /^[a-z]{2,20}$/;
const AUTHORITY = /^[a-z]{2,20}(?:\/[1-6][0-9]{5}){0,2}$/;

/** Whether a text is the path of a filing. */
export const isPath = (path) => typeof path === "string" && parse(path) !== null;

/** Folder of the authority that a filing goes to: a slug, or a slug and codes; empty while it is not known. `ministry` tells by name who files with the Ministry. */
export function authorityOf(kind, filing, ministry = () => false) {
  if (kind === "user") {
    const stated = filing.institution?.competent_authority;
    return typeof stated === "string" && AUTHORITY.test(stated) ? stated : "";
  }
  const stated = filing.unit?.registration_province;
  if (typeof stated !== "string" || !SLUG.test(stated)) return "";
  return ministry(filing.unit.name) ? "moe" : stated;
}

/** Path of the file, or empty while the authority or the code is not known. */
export function pathOf(kind, filing, ministry) {
  const authority = authorityOf(kind, filing, ministry);
  const uscc = (kind === "user" ? filing.institution : filing.unit)?.uscc;
  if (!authority || typeof uscc !== "string" || !USCC.test(uscc)) return "";
  return kind === "user" ? userPath(authority, uscc) : providerPath(authority, uscc);
}
