import { expect, test } from "vitest";
import { minifyCss } from "../../web/minify-styles.ts";

test.each([
  ["a {\n  color: red;\n}\n", "a{color:red}"],
  ["/* why */ a, b > c :hover { margin: 0 1px; }", "a,b > c :hover{margin:0 1px}"],
  [":host([theme='dark']) p:not(.x)::before { width: calc(1px + 2em); }", ":host([theme='dark']) p:not(.x)::before{width:calc(1px + 2em)}"],
  ["@container (min-width: 40em) { .a .b { --x: light-dark(#fff, #000) } }", "@container (min-width:40em){.a .b{--x:light-dark(#fff,#000)}}"],
])("%j becomes %j", (css, small) => {
  expect(minifyCss(css)).toBe(small);
  expect(minifyCss(small)).toBe(small);
});
