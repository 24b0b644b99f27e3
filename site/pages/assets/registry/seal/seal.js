// Sealing: what must not enter the repository, in one file that only the authority opens. The encryption is age's own library.

import { pack } from "./archive.js";

/** The library could not be loaded: this copy of the site has none, or the network is gone. */
export class NoLibraryError extends Error {}

/** The library, loaded when it is used. Throws NoLibraryError. */
export async function library() {
  try {
    return await import("../lib/age.js");
  } catch {
    throw new NoLibraryError("age.js");
  }
}

/** An age file of the archive of `files` (as in archive.js), for each of the public keys. Throws NoLibraryError, FileError. */
export async function seal(keys, about, files) {
  const { Encrypter } = await library();
  const writer = new Encrypter();
  for (const key of keys) writer.addRecipient(key);
  return writer.encrypt(await pack(about, files));
}
