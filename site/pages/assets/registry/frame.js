// What every page has: buttons for light or dark and for large type, which are nothing without scripts, and a word when the data are old.
// Loaded in the head and not as a module, so that nothing flashes in the wrong colours or size.
(() => {
  const here = document.documentElement;
  const root = new URL("../../", document.currentScript.src);
  const english = here.lang === "en";
  const STALE_AFTER_DAYS = 7;
  const DAY = 86_400_000;

  // Choices are kept in this browser only; where storage is forbidden they last for the page.
  const kept = {
    read(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(key, value);
      } catch {
        // as above
      }
    },
  };

  const systemDark = matchMedia("(prefers-color-scheme: dark)");
  const choices = {
    large: { words: english ? "Large type" : "大字", key: "registry-type", on: "large", off: "normal", system: () => false, show: (value) => (here.dataset.type = value) },
    dark: { words: english ? "Dark" : "深色", key: "registry-scheme", on: "dark", off: "light", system: () => systemDark.matches, show: (value) => (here.dataset.scheme = value) },
  };

  function show(choice, button) {
    const value = choice.chosen ?? (choice.system() ? choice.on : choice.off);
    choice.show(value);
    button?.setAttribute("aria-pressed", String(value === choice.on));
    return value === choice.on;
  }

  for (const choice of Object.values(choices)) {
    const stored = kept.read(choice.key);
    choice.chosen = [choice.on, choice.off].includes(stored) ? stored : null;
    show(choice);
  }
  systemDark.addEventListener?.("change", () => show(choices.dark, document.getElementById("dark")));

  /** Says so above the page when the newest decision in the data lies more than a week back. Says nothing when it cannot know. */
  async function tellAge() {
    let day;
    try {
      const answer = await fetch(new URL("api/v1/index.json", root));
      day = (await answer.json()).result.as_of;
    } catch {
      return;
    }
    const age = Math.floor((Date.now() - Date.parse(`${day}T00:00:00+08:00`)) / DAY);
    if (!(age > STALE_AFTER_DAYS)) return;
    const note = document.createElement("aside");
    note.className = "reg-stale";
    note.setAttribute("aria-label", english ? "Age of the data" : "数据日期");
    note.textContent = english
      ? `The data are of ${day}, ${age} days old. What was decided since then is not shown.`
      : `数据截至 ${day}，已有 ${age} 天没有更新，此后的决定没有显示。`;
    document.querySelector("main").before(note);
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const [id, choice] of Object.entries(choices)) {
      const button = document.createElement("button");
      button.type = "button";
      button.id = id;
      button.className = "reg-tool";
      button.textContent = choice.words;
      document.querySelector(".reg-notice").append(button);
      show(choice, button);
      button.addEventListener("click", () => {
        choice.chosen = show(choice) ? choice.off : choice.on;
        show(choice, button);
        kept.write(choice.key, choice.chosen);
      });
    }
    tellAge();
  });
})();
