// The digest of a file, by the browser's own SHA-256. What is read stays in this browser.

/** Bytes of all files together that are taken: they are held in memory. The same as core/sealed.py. */
export const MOST_BYTES = 100 * 1024 * 1024;

/** What went wrong: `code` is one of empty, large, unread, insecure; `name` is the file's. */
export class FileError extends Error {
  constructor(code, name) {
    super(`${code}: ${name}`);
    this.code = code;
    this.fileName = name;
  }
}

/** SHA-256 of bytes, in hexadecimal. Throws FileError where a page without https has no cryptography. */
export async function digest(bytes, name = "") {
  if (!globalThis.crypto?.subtle) throw new FileError("insecure", name);
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of a chosen file. Throws FileError. */
export async function bytesOf(file) {
  if (file.size > MOST_BYTES) throw new FileError("large", file.name);
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new FileError("unread", file.name);
  }
  if (!bytes.length) throw new FileError("empty", file.name);
  return bytes;
}

/** SHA-256 of a chosen file, as a filing states it in `evidence_sha256`. Throws FileError. */
export const digestOf = async (file) => digest(await bytesOf(file), file.name);
