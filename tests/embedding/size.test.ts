// No instrument transfers more than it may: the table of npm run size.
import { expect, test } from "vitest";
import { measureSizes, report } from "../../web/tools/size.mjs";

test("the shell and every instrument stay within their limits", async () => {
  const { text, isWithin } = report(await measureSizes());
  console.log(text);
  expect(isWithin, text).toBe(true);
});
