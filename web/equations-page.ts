// The registry of equations (cpp/ltlab/transformer/equations.cpp) as a page: every formula with its meaning, the
// function that computes it and the test that tries to break it. All words in the tables are the registry's.
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";
import { mathMl } from "./content-pages.ts";

export interface Equation {
  id: string;
  kind: "right" | "wrong";
  tex: string;
  meaning: string;
  function: string;
  file: string;
  test: string;
  /** Of a wrong form: the id of the right one, and the relative error at the first layer where it fails. */
  insteadOf?: string;
  layer?: number;
  error?: number;
}

export interface Section {
  title: string;
  equations: Equation[];
}

/** Replaces <!-- equations: summary -->, <!-- equations: navigation --> and <!-- equations: tables -->. */
export function equationsPage(jsonFile: string): Plugin {
  return {
    name: "ltlab-equations-page",
    transformIndexHtml: {
      order: "pre",
      handler: async (page) => (slot.test(page) ? fillSlots(page, await readRegistry(jsonFile)) : page),
    },
  };
}

const slot = /<!-- equations: (\w+) -->/;

async function readRegistry(jsonFile: string): Promise<Section[]> {
  const text = await readFile(jsonFile, "utf8").catch(() => {
    throw new Error(`${jsonFile} is missing: npm start builds it`);
  });
  return JSON.parse(text) as Section[];
}

export function fillSlots(page: string, sections: Section[]): string {
  const slots: Record<string, (sections: Section[]) => string> = { summary, navigation, tables };
  return page.replace(new RegExp(slot, "g"), (_, name: string) => {
    const fill = slots[name];
    if (!fill) throw new RangeError(`equations: "${name}" is not one of ${Object.keys(slots).join(", ")}`);
    return fill(sections);
  });
}

function summary(sections: Section[]): string {
  const equations = sections.flatMap((section) => section.equations);
  const wrong = equations.filter(({ kind }) => kind === "wrong").length;
  return `<p><b>${equations.length - wrong} formulas</b>, each with the function that computes it and a test that compares
it with an independent computation, natively and in WebAssembly. <b>${wrong} more</b> are often written and do not hold:
there the test measures by how much.</p>`;
}

function navigation(sections: Section[]): string {
  const items = sections.map(
    ({ title, equations }) =>
      `<li><a href="#${slug(title)}">${escapeHtml(title)} <span class="count">${equations.length}</span></a></li>`,
  );
  return `<nav class="sections" aria-label="Sections"><ol>${items.join("")}</ol></nav>`;
}

function tables(sections: Section[]): string {
  const all = sections.flatMap(({ equations }) => equations);
  return sections.map((section) => sectionHtml(section, all)).join("\n");
}

function sectionHtml({ title, equations }: Section, all: Equation[]): string {
  const wrong = equations.some(({ kind }) => kind === "wrong");
  const heads = wrong ? wrongHeads : rightHeads;
  const rows = equations.map((equation) => row(equation, heads, wrong ? wrongCells(equation, all) : rightCells(equation, all)));
  const headCells = heads.map((head) => `<th role="columnheader" scope="col">${head}</th>`).join("");
  return `<section id="${slug(title)}" aria-labelledby="${slug(title)}-title">
<h2 id="${slug(title)}-title">${escapeHtml(title)}</h2>
<table role="table" class="equations ${wrong ? "wrong" : "right"}" aria-labelledby="${slug(title)}-title">
<thead role="rowgroup"><tr role="row">${headCells}</tr></thead>
<tbody role="rowgroup">
${rows.join("\n")}
</tbody>
</table>
</section>`;
}

const rightHeads = ["Meaning", "Formula", "Computed by", "Tested by"];
const wrongHeads = ["What is wrong", "Often written", "Holds instead", "Tested by"];

/** On narrow screens the rows become cards, whose cells are told apart by their labels; roles keep it a table. */
function row(equation: Equation, heads: string[], cells: string[]): string {
  const name = `<th role="rowheader" scope="row"><p>${escapeHtml(equation.meaning)}</p>
<a class="permalink" href="#${equation.id}">${breakable(equation.id)}</a></th>`;
  const rest = cells.map((cell, i) => `<td role="cell" data-label="${heads[i + 1]}">${cell}</td>`);
  return `<tr role="row" id="${equation.id}">${name}${rest.join("")}</tr>`;
}

function rightCells(equation: Equation, all: Equation[]): string[] {
  const misprints = all.filter(({ insteadOf }) => insteadOf === equation.id);
  const warnings = misprints.map(({ id }) => `<a href="#${id}">misprint in circulation</a>`);
  return [formula(equation.tex) + warnings.join(" "), place(equation), code(equation.test)];
}

function wrongCells(equation: Equation, all: Equation[]): string[] {
  const right = all.find(({ id }) => id === equation.insteadOf);
  if (!right) throw new RangeError(`${equation.id}: insteadOf: "${equation.insteadOf}" is not in the registry`);
  const measured = `<p class="measured">Relative error <b>${equation.error}</b> <span>at layer ${equation.layer}</span></p>`;
  return [
    formula(equation.tex),
    `${formula(right.tex)}<a href="#${right.id}">${breakable(right.id)}</a>`,
    measured + code(equation.test) + place(equation),
  ];
}

const place = (equation: Equation) =>
  `${code(equation.function)}<span class="file">${breakable(equation.file)}</span>`;

const code = (text: string) => `<code>${breakable(text)}</code>`;

function formula(tex: string): string {
  const parts = formulaParts(tex).map((part) => {
    const pieces = part.length > longPart ? splitAtTop(part, /=/g, 0).map(withLeadingRelation) : [part];
    return `<span class="part">${pieces.map((piece) => mathMl(`\\displaystyle ${piece}`, false)).join(" ")}</span>`;
  });
  return `<div class="formulas">${parts.join(" ")}</div>`;
}

/** Longer parts may also break before an equals sign. */
const longPart = 50;

/** The empty group gives a relation at the begin of a piece the space of one between two terms. */
const withLeadingRelation = (piece: string) => (piece.startsWith("=") ? `{}${piece}` : piece);

/** A registry entry can hold several formulas, with commas and a \quad or \; between them: lines may break there. */
export const formulaParts = (tex: string) => splitAtTop(tex, /(?<=,)\s*\\(?:quad|;)\s*/g);

/** Splits at what the pattern finds outside braces, and leaves out that much of it. */
function splitAtTop(tex: string, pattern: RegExp, leaveOut = Infinity): string[] {
  const parts: string[] = [];
  let depth = 0, begin = 0;
  for (const { 0: token, index } of tex.matchAll(new RegExp(`[{}]|${pattern.source}`, "g"))) {
    if (token === "{") ++depth;
    else if (token === "}") --depth;
    else if (depth === 0) {
      parts.push(tex.slice(begin, index));
      begin = index + Math.min(leaveOut, token.length);
    }
  }
  return [...parts, tex.slice(begin)];
}

/** Lines may break before capitals in camel case, after dots, slashes, hyphens and underscores. */
function breakable(text: string): string {
  return escapeHtml(text).replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[./_-])/g, "<wbr>");
}

export const slug = (title: string) => title.toLowerCase().replace(/[^a-z0-9]+/g, "-");

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character]!);
