// What is being worked on: a new filing, or a loaded file with everything in it that is not to be changed.

import { aroundOf } from "./live.js";
import { at, copy, same } from "./values.js";
import { pathOf } from "./where.js";
import { toYaml } from "./write.js";

/** What reads and edits a file, fetched when one is loaded. */
const reading = () => Promise.all([import("./read.js"), import("./edit.js")]);

export class Session {
  /**
   * `source`: the file as `read` gave it, null for a new filing. `path`: where it lies, empty if that is not known. `from`: "new", "file", "record"
   * or "request". `findings`: what a link said about it, each until the value at its place is another.
   */
  constructor({ kind, schema, shape, ministry }, filing, { source = null, path = "", from = "new", findings = [] } = {}) {
    Object.assign(this, { kind, schema, shape, ministry, filing, source, from, around: null, provisional: [], yaml: null, editing: null, origins: null });
    this.loadedPath = path;
    this.findings = findings.map((finding) => ({ finding, value: copy(at(source?.values ?? filing, finding.place)) }));
  }

  /** A session on a loaded text. Throws Unreadable; rejects with null where there is no library to read it with. */
  static async loaded(form, text, { path = "", from = "file", findings = [] } = {}) {
    const [{ library, read }, editing] = await reading();
    const yaml = await library();
    if (!yaml) return null;
    const source = read(text, yaml);
    const made = new Session(form, copy(source.values), { source, path, from, findings });
    const { uscc } = made.filing.unit ?? {};
    if (form.kind === "provider" && typeof uscc === "string") made.around = await aroundOf(uscc, (standing) => read(standing, yaml).values);
    if (form.kind === "user" && from === "file") made.around = await (await import("./live_uses.js")).aroundOfUses(source.values);
    return Object.assign(made, { yaml, editing, origins: editing.withOrigins(made.filing) });
  }

  /** A session as it was kept. */
  static async restored(form, draft) {
    const { filing, path, from, findings, origins } = draft;
    const made = draft.text ? await Session.loaded(form, draft.text, { path, from, findings }).catch(() => null) : null;
    if (!made) return new Session(form, filing, { path, from: draft.text ? from : "new" });
    return Object.assign(made, { filing, origins: made.editing.restoredOrigins(filing, origins) });
  }

  /** Plain values to keep. */
  kept() {
    return { filing: this.filing, text: this.source?.text, path: this.loadedPath, from: this.from, findings: this.findings.map(({ finding }) => finding), origins: this.editing?.originsOf(this.filing, this.origins) };
  }

  /** Path of the file, or empty while it is not known. */
  path() {
    return this.loadedPath || pathOf(this.kind, this.filing, this.ministry);
  }

  /** What the link said and nobody has answered by a change yet. */
  open() {
    return this.findings.filter(({ finding, value }) => same(value ?? null, at(this.filing, finding.place) ?? null)).map(({ finding }) => finding);
  }

  /** Whether anything is another than in the loaded file. */
  get changed() {
    return !this.source || !same(this.source.values, this.filing);
  }

  canonical(path) {
    return toYaml(this.filing, this.shape, path || `filings/${this.kind}s/x/x/x.yaml`, this.schema);
  }

  /** {text, kept}: the file. `kept` is false where a loaded file could not be kept as it is written, and the text is a new one. */
  text(path = this.path()) {
    if (!this.source) return { text: this.canonical(path), kept: true };
    const made = this.editing.edited(this.source, this.filing, this.shape, this.origins, this.yaml);
    return made.kept ? made : { text: this.canonical(path), kept: false };
  }
}

