// The lines of C++ that the walkthrough shows are taken from the sources when the site is built.
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { anchors, type Anchor } from "./src/state/walkthrough-code.ts";

/** A statement of a source file, around the part that is meant. */
export interface Quote {
  file: string;
  /** Of the part, from 1. */
  line: number;
  before: string;
  part: string;
  after: string;
}

const moduleId = "ltlab-cpp-quotes";

/** Provides "ltlab-cpp-quotes": a quote per symbol. */
export function cppQuotes(repository: string): Plugin {
  return {
    name: moduleId,
    resolveId: (id) => (id === moduleId ? `\0${moduleId}` : undefined),
    load: (id) =>
      id === `\0${moduleId}` ? `export default ${JSON.stringify(quotesFrom(repository))};` : undefined,
  };
}

export function quotesFrom(repository: string): Record<string, Quote> {
  const read = (file: string) => readFileSync(`${repository}/${file}`, "utf8");
  return Object.fromEntries(
    Object.entries(anchors).map(([symbol, anchor]) => [symbol, quoteOf(anchor, read(anchor.file))]),
  );
}

export function quoteOf({ file, part }: Anchor, source: string): Quote {
  const at = source.indexOf(part);
  if (at < 0) throw new RangeError(`${file}: "${part}" is not there any more`);
  if (source.indexOf(part, at + 1) >= 0) throw new RangeError(`${file}: "${part}" is there more than once`);
  const begin = source.lastIndexOf("\n", at) + 1;
  const end = endOfStatement(source, at + part.length);
  return {
    file,
    line: source.slice(0, at).split("\n").length,
    before: source.slice(begin, at).trimStart(),
    part,
    after: source.slice(at + part.length, end).replace(/\n\s+/g, "\n  "),
  };
}

/** The end of the first line that ends a statement or a member of a list. */
function endOfStatement(source: string, from: number): number {
  const ending = /[;,]\n/g;
  ending.lastIndex = from - 1;
  return (ending.exec(source)?.index ?? source.length - 1) + 1;
}
