// The page of equations, from small made-up registries and from the one that the library printed.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fillSlots, formulaParts, slug, type Equation, type Section } from "../../web/equations-page.ts";

const right: Equation = {
  id: "a-b",
  kind: "right",
  tex: "a=b",
  meaning: "Two < three & more.",
  function: "runB",
  file: "cpp/b.h",
  test: "Suite.AIsB",
};
const wrong: Equation = {
  ...right,
  id: "wrong-a-b",
  kind: "wrong",
  tex: "a=c",
  insteadOf: "a-b",
  layer: 2,
  error: 0.0121,
};
const sections: Section[] = [
  { title: "Sums, and more", equations: [right] },
  { title: "Wrong", equations: [wrong] },
];
const filled = (slot: string, of = sections) => fillSlots(`<!-- equations: ${slot} -->`, of);
const idsOf = (html: string) => [...html.matchAll(/<tr role="row" id="([^"]+)"/g)].map((match) => match[1]);

describe("formulas are split", () => {
  test.each([
    ["a=b", ["a=b"]],
    [String.raw`a=b,\quad c=d,\;e`, ["a=b,", "c=d,", "e"]],
    [String.raw`w=\min\{a,\quad b\},\quad c`, [String.raw`w=\min\{a,\quad b\},`, "c"]],
    [String.raw`\frac{a,\;b}{c}\quad d`, [String.raw`\frac{a,\;b}{c}\quad d`]],
    ["f(a,b)", ["f(a,b)"]],
  ])("%s", (tex, parts) => expect(formulaParts(tex)).toEqual(parts));
});

test("the summary counts right and wrong forms", () => {
  expect(filled("summary")).toMatch(/<b>1 formulas<\/b>.*<b>1 more<\/b>/s);
});

test("the navigation names every section with its size and leads to it", () => {
  expect(filled("navigation")).toContain('<a href="#sums-and-more">Sums, and more <span class="count">1</span></a>');
  expect(filled("tables")).toContain('<section id="sums-and-more"');
});

test("a right form shows meaning, formula, function, file, test and its misprint", () => {
  const [row] = filled("tables").split("</tbody>");
  expect(row).toContain("Two &lt; three &amp; more.");
  expect(row).toContain("<code>run<wbr>B</code>");
  expect(row).toContain("cpp/<wbr>b.<wbr>h");
  expect(row).toContain("<code>Suite.<wbr>AIs<wbr>B</code>");
  expect(row).toContain('<a href="#wrong-a-b">');
  expect(row).toContain("<mi>b</mi>");
});

test("a wrong form shows the right one, and the error where it first fails", () => {
  const [, row] = filled("tables").split("</tbody>");
  expect(row).toContain("<mi>c</mi>");
  expect(row).toMatch(/<mi>b<\/mi>.*<a href="#a-b">/s);
  expect(row).toContain("Relative error <b>0.0121</b> <span>at layer 2</span>");
});

test("pages without slots stay as they are, unknown slots and unknown right forms are refused", () => {
  expect(fillSlots("<p>equations</p>", sections)).toBe("<p>equations</p>");
  expect(() => filled("footer")).toThrow('equations: "footer" is not one of summary, navigation, tables');
  expect(() => filled("tables", [{ title: "Wrong", equations: [{ ...wrong, insteadOf: "none" }] }])).toThrow(
    'wrong-a-b: insteadOf: "none" is not in the registry',
  );
});

describe("the registry of the library", () => {
  const registry = JSON.parse(
    readFileSync(new URL("../../build/wasm/equations.json", import.meta.url), "utf8"),
  ) as Section[];

  test("becomes one row per identifier, in its order", () => {
    const ids = registry.flatMap(({ equations }) => equations.map(({ id }) => id));
    expect(idsOf(filled("tables", registry))).toEqual(ids);
    expect(new Set([...ids, ...registry.map(({ title }) => slug(title))]).size).toBe(ids.length + registry.length);
  });

  test("needs no style attributes, which the page's policy blocks, and leaves no TeX behind", () => {
    const html = filled("tables", registry);
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toMatch(/\\[a-z]+|temml-error/i);
  });
});
