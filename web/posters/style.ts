// The rules of the elements' style sheets that a picture needs, for a file of its own.

const comments = /\/\*[\s\S]*?\*\//g;
const atRules = /@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g;
const rules = /([^{}]+)\{([^{}]*)\}/g;

/** What :host sets, and every rule whose classes and elements are all in the picture. */
export function rulesFor(picture: string, sheets: readonly string[]): string {
  const used = new Set([...picture.matchAll(/<(\w+)/g)].map(([, name]) => name!));
  for (const [, names] of picture.matchAll(/ class="([^"]*)"/g)) names!.split(" ").forEach((name) => used.add(`.${name}`));
  const text = sheets.join("\n").replace(comments, "").replace(atRules, "");
  return [...text.matchAll(rules)]
    .map(([, selectors, body]) => {
      const kept = selectors!.split(",").map((each) => ruleSelector(each.trim(), used));
      return { kept: kept.filter(Boolean).join(","), body: body!.trim().replace(/\s*([;:])\s+/g, "$1") };
    })
    .filter(({ kept, body }) => kept && body)
    .map(({ kept, body }) => `${kept}{${body}}`)
    .join("\n");
}

function ruleSelector(selector: string, used: ReadonlySet<string>): string {
  if (selector === ":host") return ":root";
  const names = selector.match(/\.?[\w-]+/g) ?? [];
  return !/[:[*]/.test(selector) && names.every((name) => used.has(name)) ? selector : "";
}
