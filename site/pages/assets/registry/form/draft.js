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

/** Puts the draft aside, since another filing is begun; one that was put aside before gives way. */
export function setAside(kind) {
  try {
    const draft = localStorage.getItem(keyOf(kind));
    if (draft !== null) localStorage.setItem(`${keyOf(kind)}-before`, draft);
  } catch {
    // there is none where nothing can be kept
  }
}

/** The draft that is kept, or null; `before`: the one that was put aside. What cannot be read is no draft. */
export function kept(kind, { before = false } = {}) {
  try {
    const draft = JSON.parse(localStorage.getItem(keyOf(kind) + (before ? "-before" : "")));
    return draft && typeof draft.filing === "object" && draft.filing !== null && !Array.isArray(draft.filing) ? draft : null;
  } catch {
    return null;
  }
}

/** Deletes the draft, and the one that was put aside. */
export function forget(kind) {
  try {
    localStorage.removeItem(keyOf(kind));
    localStorage.removeItem(`${keyOf(kind)}-before`);
  } catch {
    // there is none where nothing can be kept
  }
}
