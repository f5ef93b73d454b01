// What Doxygen is given to read, and what it must not pass over.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { repository } from "../../../web/tools/command.mjs";
import { documented } from "../../../web/tools/doc-comments.mjs";
import { undocumentedFunctions } from "../../../web/tools/undocumented.mjs";

/** Without empty lines, which only keep things apart. */
const read = (source: string) => documented(source).split("\n").filter(Boolean);

describe("a comment becomes documentation", () => {
  test("of the file after #pragma once, with its first sentence as the brief one", () => {
    expect(read("#pragma once\n// Sums. After Hu et al. 2024, §2. More\n// of it.\n#include <cmath>")).toEqual([
      "#pragma once",
      "/**",
      "@file",
      "@brief Sums.",
      "After Hu et al. 2024, §2. More of it.",
      "*/",
      "#include <cmath>",
    ]);
  });

  test("of the declaration after it and of those that follow without an empty line", () => {
    expect(read("// Both.\nint f();\nint g(int x,\n      int y);\n\nint h();")).toEqual([
      ..."/**,Both.,*/,int f();".split(","),
      ..."/**,Both.,*/".split(","),
      "int g(int x,",
      "      int y);",
      "int h();",
    ]);
  });

  test("of the member before it", () => {
    expect(read("// A.\nstruct A {\n  int n;  // size\n};\n// E.\nenum class E {\n  One,  // 1\n};")).toEqual([
      ..."/**,A.,*/,struct A {,  int n;  ///< size,};".split(","),
      ..."/**,E.,*/,enum class E {".split(","),
      "  One,  ///< 1",
      "};",
    ]);
  });

  test("of a function behind an access label, after a template head and after a body", () => {
    const source = "// A.\nclass A {\n public:\n  // F.\n  int f() { return 1; }\n\n  // G.\n  template <class T>\n  T g();\n};";
    expect(read(source).filter((line) => line.startsWith("  ") || line.endsWith("."))).toEqual([
      ..."A.,F.,  int f() { return 1; },G.,  template <class T>,  T g();".split(","),
    ]);
  });
});

test("comments inside functions and behind closing braces stay comments", () => {
  const source = "// F.\nint f(int x = 1'000) {\n  // Why.\n  return x;  // so\n}  // end";
  expect(read(source)).toEqual(["/**", "F.", "*/", ...source.split("\n").slice(1)]);
});

test("a type without a comment is not passed over", () => {
  expect(read("template <class T>\nstruct A {\n  T x;  // it\n};")).toEqual([
    ..."template <class T>,/**,&zwj;,*/,struct A {,  T x;  ///< it,};".split(","),
  ]);
});

test("indented lines keep their layout, others have no markup", () => {
  expect(read("// `x` is < 1 & #2:\n//   a  b\n//     c\n// q (n)   k (m)\nint f();")).toEqual([
    "/**",
    "<code>x</code> is \\< 1 \\& \\#2:",
    "@verbatim",
    "a  b",
    "  c",
    "@endverbatim",
    "q (n)&emsp; k (m)",
    "*/",
    "int f();",
  ]);
});

describe("every header of the library", () => {
  const folder = join(repository, "cpp/ltlab");
  const headers = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith(".h"));
  const codeOf = (text: string) =>
    text
      .replace(/\/\*\*[\s\S]*?\*\//g, "")
      .replace(/\/\/.*/g, "")
      .replace(/^(inline )?namespace\b.*|\s+|\}(?=\s*$)/gm, "");

  test.each(headers)("%s keeps its code, and its file comment comes first", (name) => {
    const source = readFileSync(join(folder, name), "utf8");
    const result = documented(source);
    expect(result).toMatch(/^#pragma once\n\/\*\*\n@file\n@brief \S/);
    expect(codeOf(result)).toBe(codeOf(source));
  });
});

describe("a public function without a description is found", () => {
  const member = (name: string, argumentsText: string, description: string, protection = "public") =>
    `<memberdef kind="function" id="f" prot="${protection}"><name>${name}</name><argsstring>${argumentsText}</argsstring>
     <briefdescription>\n</briefdescription><detaileddescription>\n${description}</detaileddescription>
     <location file="a.h" line="7" column="1"/></memberdef>`;

  test.each([
    [member("f", "(int x)", ""), ["a.h: f"]],
    [member("f", "(int x)", "<para>F.</para>"), []],
    [member("f", "(int x)", "", "private"), []],
    [member("operator==", "(const A &amp;) const", ""), []],
    [member("~A", "()", ""), []],
    [member("A", "(A &amp;&amp;) noexcept", ""), []],
    [member("f", "()", "<para>F.</para>") + member("g", "()", ""), ["a.h: g"]],
  ])("%#", (xml, places) => expect(undocumentedFunctions(xml)).toEqual(places));
});
