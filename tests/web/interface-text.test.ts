// A translation is web/src/messages alone: no element has words of its own.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { literalsOf, phrasesIn, wordsShown } from "./tools/interface-text.ts";

const elements = new URL("../../web/src/elements/", import.meta.url);
const sources = readdirSync(elements).filter((name) => !name.endsWith(".styles.ts"));

describe("the elements", () => {
  it.each(sources)("%s shows no words but those of the catalogue", (name) => {
    expect(wordsShown(readFileSync(new URL(name, elements), "utf8"))).toEqual([]);
  });
});

/** Of a mark: classes, which nobody reads. */
const markNames = /\bname: ("[^"]*"|`[^`]*`)/g;

describe.each(["state", "draw", "site"])("web/src/%s", (folder) => {
  const own = new URL(`../../web/src/${folder}/`, import.meta.url);
  const files = readdirSync(own).filter((name) => name.endsWith(".ts") && !name.endsWith("theme.ts"));
  it.each(files)("%s makes no sentences but those of the catalogue", (name) => {
    const source = readFileSync(new URL(name, own), "utf8").replace(markNames, 'name: ""');
    expect(phrasesIn(source)).toEqual([]);
  });
});

describe("the search for words", () => {
  it("finds text, labels and sentences, at any depth", () => {
    expect(wordsShown("html`<p>Hello</p>`")).toEqual(["Hello"]);
    expect(wordsShown('html`<p aria-label="Far away">${1}</p>`')).toEqual(["Far away"]);
    expect(wordsShown("html`<ul>${rows.map((row) => html`<li>in ${row}</li>`)}</ul>`")).toEqual(["in"]);
    expect(wordsShown("const summary = `Loss of ${name}`;")).toEqual(["Loss of …"]);
    expect(wordsShown('const action = { ready: "Train" };')).toEqual(["Train"]);
    expect(wordsShown("const row = svg`<text x=${at}>steps</text>`;")).toEqual(["steps"]);
  });

  it("finds phrases and sentences where there is no markup", () => {
    expect(phrasesIn('const a = `${text} is outside [0, 1]`, b = "Paused", c = "too many";')).toEqual([
      "… is outside [0, 1]",
      "Paused",
      "too many",
    ]);
    expect(phrasesIn('const phase = "paused", at = "x1,x2", name = "heavy-ball", kind = "choice";')).toEqual([]);
  });

  it("passes over code, comments, classes, imports, symbols and names of keys", () => {
    expect(wordsShown("// Don't look `here`\nhtml`<p class=\"hint soft\" @click=${() => act()}>${words.go}</p>`")).toEqual([]);
    expect(wordsShown("html`<i>ω<sub>${key}</sub></i> <i>w</i> ${a > b ? 1 : 2}`")).toEqual([]);
    expect(wordsShown('import { html } from "lit"; const isLeft = key === "ArrowLeft" || key === "Escape";')).toEqual([]);
    expect(wordsShown("const place = `left: ${across}%; translate: -${across}% 0`;")).toEqual([]);
  });

  it("takes no quote in a regular expression for the start of a string", () => {
    expect(literalsOf("f(/[/\"']/g, 'a'); const half = b / 2, c = \"d\";").map(({ text }) => text)).toEqual(["a", "d"]);
  });

  it("reads literals inside the substitutions of others", () => {
    expect(literalsOf("html`a${f(`b${c}d`, 'e')}g`").map(({ tag, text }) => [tag, text])).toEqual([
      ["", "b\u2026d"],
      ["", "e"],
      ["html", "a\u2026g"],
    ]);
  });
});
