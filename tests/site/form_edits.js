// Changes a loaded file at random, but the same way each time, and tells what went wrong. Called by test_site_form_yaml.py in a page.
async ({ root, files, rounds }) => {
  const load = (name) => import(`${root}/assets/registry/${name}`);
  const [{ read }, { edited, withOrigins }, { copy, isRecord }, yaml] = await Promise.all(["form/read.js", "form/edit.js", "form/values.js", "lib/yaml.js"].map(load));
  let state = 7;
  const dice = (sides) => (state = (state * 1103515245 + 12345) % 2147483648, Math.floor(state / 65536) % sides);
  const texts = ["no", "1.10", "a: b", "x # y", '"q"', "'s'", "示例😀", "全角１２３", "- x", "2026-01-01", "null", "[a]", "a,b]", "x".repeat(200)];
  const leaves = (value, place = []) => (typeof value === "object" && value !== null ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...place, Array.isArray(value) ? Number(key) : key])) : [place]);
  const written = {
    plain: (text) => text,
    crlf: (text) => text.replace(/\n/g, "\r\n"),
    commented: (text) => text.split("\n").map((line, at) => (line.trim() && at % 3 === 1 ? `${line}  # beside ${at}` : at % 4 === 0 ? `${line}\n      # own - line: ${at}` : line)).join("\n"),
    cut: (text) => text.replace(/\n$/, ""),
  };
  const wrong = [];
  let changes = 0;
  for (const [name, original] of Object.entries(files)) {
    for (const [how, write] of Object.entries(written)) {
      const text = write(original);
      const source = read(text, yaml);
      const same = copy(source.values);
      if (edited(source, same, [], withOrigins(same), yaml).text !== text) wrong.push(`${name} ${how}: touched without a change`);
      for (let round = 0; round < rounds; round++) {
        const now = copy(source.values);
        const origins = withOrigins(now);
        const lists = Object.values(now).filter((value) => Array.isArray(value) && isRecord(value[0]));
        const list = lists[dice(lists.length)];
        let taken = false;
        for (let change = dice(3); change >= 0; change--) {
          const every = leaves(now);
          const place = every[dice(every.length)];
          const holder = place.slice(0, -1).reduce((value, step) => value[step], now);
          const last = place[place.length - 1];
          const kind = dice(6);
          if (kind < 3) holder[last] = texts[dice(texts.length)];
          else if (kind === 3 && !Array.isArray(holder) && Object.keys(holder).length > 1) { delete holder[last]; taken = true; }
          else if (kind === 4 && list.length > 1) { list.splice(dice(list.length), 1); taken = true; }
          else if (kind === 5) list.push({ id: `new-${dice(99)}`, name: "新", more: ["1"] });
          else holder[Array.isArray(holder) ? last : `zz_${dice(9)}`] = "new";
        }
        changes++;
        const made = edited(source, now, [], origins, yaml);
        if (!made.kept) wrong.push(`${name} ${how} ${round}: not kept`);
        if (how === "crlf" && /[^\r]\n/.test(made.text)) wrong.push(`${name} ${round}: line ends mixed`);
        if (how === "commented" && !taken) {
          const lost = [...text.matchAll(/# (?:beside|own).*/g)].filter(([comment]) => !made.text.includes(comment));
          if (lost.length) wrong.push(`${name} ${round}: lost ${lost[0][0]}`);
        }
      }
    }
  }
  return { wrong, changes };
}
