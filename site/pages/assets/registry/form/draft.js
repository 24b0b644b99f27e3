// The filing that is being written, kept in this browser until it is deleted. Where storage is forbidden or full, the form says so and works all the same.

const keyOf = (kind) => `registry-draft-${kind}`;

/** Keeps a draft; false where it could not be kept. */
export function keep(kind, draft) {
  try {
    localStorage.setItem(keyOf(kind), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** The draft that is kept, or null. What cannot be read is no draft. */
export function kept(kind) {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(kind)));
    return draft && typeof draft.filing === "object" && draft.filing !== null && !Array.isArray(draft.filing) ? draft : null;
  } catch {
    return null;
  }
}

/** Deletes the draft. */
export function forget(kind) {
  try {
    localStorage.removeItem(keyOf(kind));
  } catch {
    // there is none where nothing can be kept
  }
}
