// An institution's filing as it stands, for a change (Art. 20). Its text is in no published file: the file that was loaded is taken for it
// if it says of the confirmed uses what is published of them.

import { institutionOf } from "../uses.js";

const isUse = ({ digits, name, manner }) => (use) =>
  (digits ? use.number === `教APP备${digits}号` : use.self_developed?.app?.name === name) &&
  use.basis === manner.basis.code &&
  use.mode === manner.mode.code &&
  use.uniform_use === manner.uniform;

/** What is known of the filing as it stands, as `check` wants it; null if nothing of it is confirmed, if the file is another, or it cannot be told. */
export async function aroundOfUses(before) {
  try {
    const { institution, uses } = before;
    const known = await institutionOf(institution.uscc);
    if (!known) return null;
    const registered = known.uses.map((published) => {
      const { digits, state } = published;
      const status = state.code === "invalidated" ? "invalidated" : "confirmed";
      return { item: uses.find(isUse(published))?.id, number: digits && `教APP备${digits}号`, status, since: "" }; // the day of the first confirmation is not published
    });
    if (registered.some(({ item }) => item === undefined)) return null;
    return { path: `filings/users/${known.place}/${institution.uscc}.yaml`, before, registered };
  } catch {
    return null;
  }
}
