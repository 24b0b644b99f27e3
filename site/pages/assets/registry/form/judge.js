// What is wrong with the filing, shown where a person has been, or everywhere once the file was asked for.

import { list, mark, titled } from "./marks.js";
import { language, root, say } from "./words.js";

/** Today in Shanghai, `2026-01-31`. */
export const today = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());

const MISSING = "F20";
const within = (place, other) => other.every((step, index) => place[index] === step);

export class Judge {
  constructor(form, kind) {
    Object.assign(this, { form, kind, checks: null, everywhere: false, touched: [], fetching: null });
  }

  /** Fetches the rules, once somebody writes or asks. Without them the form works, and says that nothing was checked. */
  prepare() {
    this.fetching ??= this.#fetch();
    return this.fetching;
  }

  async #fetch() {
    try {
      const checks = await import("../check/check.js");
      await checks.prepare(this.kind, language);
      this.checks = checks;
    } catch {
      this.checks = null;
      this.fetching = null;
    }
  }

  begin(session) {
    this.everywhere = session.from !== "new";
    this.touched = [];
  }

  touch(place) {
    this.touched.push(place);
  }

  /** Findings of the rules, in words: [{code, verdict, place, title, text, fix, link}]. */
  found(session) {
    if (!this.checks) return [];
    const about = this.#about(session);
    const found = this.checks.check(session.filing, about);
    const told = new Set(found.map(({ place }) => JSON.stringify(place)));
    if (found.some(({ code }) => code.startsWith("F"))) found.push(...this.checks.early(session.filing, about).filter(({ place }) => !told.has(JSON.stringify(place))));
    return [...found, ...session.provisional].map((finding) => {
      const words = this.checks.say(finding, language);
      // What is missing is told of the part that should hold it; in a form it has a field of its own.
      const place = finding.code === MISSING ? [...finding.place, finding.values.key] : finding.place;
      const fix = titled(this.form, words.fix);
      return { ...finding, ...words, fix, told: finding.place, place, link: new URL(words.link, root).href };
    });
  }

  #about(session) {
    return { kind: this.kind, path: session.path() || null, today: today(), around: session.around };
  }

  /** Asks the published data what others have to say; provisional, and gone with the next change. True if something was found. */
  async lookUp(session) {
    session.provisional = this.checks ? await this.checks.lookUp(session.filing, this.#about(session)).catch(() => []) : [];
    return session.provisional.length > 0;
  }

  /** Shows them; all of them, or those where somebody was. Gives all. */
  show(session, { focus = false } = {}) {
    const found = this.found(session);
    const known = new Set(found.map(({ code, told }) => JSON.stringify([code, told])));
    const open = session.open().filter(({ code, place }) => !known.has(JSON.stringify([code, place])));
    const given = open.map(({ code, place, zh, en }) => ({ code, place, verdict: "reject", byLink: true, title: "", text: say(zh, en), fix: "", link: new URL(`${say("", "en/")}rules/#${code.toLowerCase()}`, root).href }));
    const all = [...given, ...found];
    const shown = this.everywhere ? all : all.filter(({ place, byLink }) => byLink || this.touched.some((one) => within(place, one)));
    const marked = mark(this.form, shown);
    list(document.getElementById("errors"), this.form, this.everywhere ? marked : marked.filter(({ byLink }) => byLink), { focus });
    return all;
  }
}
