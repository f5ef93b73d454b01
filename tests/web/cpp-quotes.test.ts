// The lines of C++ beside the symbols of the walkthrough are those of the sources as they are now.
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { quoteOf, quotesFrom } from "../../web/cpp-quotes.ts";
import { symbolWords } from "../../web/src/messages/walkthrough-symbols.ts";
import { equations } from "../../web/src/state/walkthrough-equations.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

describe("a quote", () => {
  const source = "int f() {\n  const int a = 1;\n  g({.sum = a + b,\n     .product = a * b,\n     .rest = a -\n             b});\n}\n";
  const quote = (part: string) => quoteOf({ file: "f.cpp", part }, source);

  test("is the whole line around its part, with its number", () => {
    expect(quote("a = 1")).toEqual({ file: "f.cpp", line: 2, before: "const int ", part: "a = 1", after: ";" });
    expect(quote("a * b")).toMatchObject({ line: 4, before: ".product = ", after: "," });
  });

  test("goes on to the end of its statement", () => {
    expect(quote("a -")).toMatchObject({ line: 5, after: "\n  b});" });
  });

  test("is refused where the part is gone, or is not the only one", () => {

    expect(() => quote("a / b")).toThrow('f.cpp: "a / b" is not there any more');
    expect(() => quote("b")).toThrow('f.cpp: "b" is there more than once');
  });
});

test("every symbol of the equations has its line in the sources", () => {
  const quotes = quotesFrom(repository);
  expect(Object.keys(quotes).sort()).toEqual(Object.keys(symbolWords).sort());
  for (const rows of Object.values(equations))
    for (const { result, terms } of rows)
      for (const symbol of [...(result ? [result] : []), ...terms.map((term) => term.symbol)])
        expect(quotes[symbol]?.file).toMatch(/^cpp\/ltlab\/.*\.cpp$/);
  for (const { before, after } of Object.values(quotes)) {
    expect(before).not.toMatch(/^\s|\n/);
    expect(after.split("\n").length).toBeLessThanOrEqual(2);
  }
});
