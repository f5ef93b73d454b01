import { expect, test } from "vitest";
import { instrumentNames } from "../../../web/src/embed/instruments.ts";
import { ceilings, goal, report, shellGoal, totalOf } from "../../../web/tools/size.mjs";

const row = (wasm: number, shell = 3000) => ({ shell, script: 20_000, worker: 10_000, wasm, data: 0 });

test("the total is the sum of all that is transferred", () => {
  expect(totalOf(row(7000))).toBe(40_000);
});

test("an instrument within the goal has reached it, above it says by how much, above its limit fails", () => {
  const limits = { small: 80, large: 120 };
  const { text, isWithin } = report({ small: row(40_000), large: row(70_000) }, limits);
  expect(isWithin).toBe(true);
  expect(text).toMatch(/small .*73\.0 .*reached/);
  expect(text).toMatch(/large .*103\.0 .*23\.0 above/);
  const grown = report({ large: row(90_000) }, limits);
  expect(grown.isWithin).toBe(false);
  expect(grown.text).toContain("TOO LARGE");
});

test("a shell above its goal fails, however small the rest", () => {
  expect(report({ small: row(0, 1000 * shellGoal + 1) }, { small: 80 }).isWithin).toBe(false);
});

test("every instrument has a limit", () => {
  expect(Object.keys(ceilings).sort()).toEqual([...instrumentNames].sort());
});

test("no instrument may need less than the goal asks", () => {
  for (const limit of Object.values(ceilings)) expect(limit).toBeGreaterThanOrEqual(goal);
});
