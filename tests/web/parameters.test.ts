import { describe, expect, test } from "vitest";
import { noiseLevels, noiseName, parseNoise } from "../../web/src/state/noise.ts";
import {
  attributeName,
  checkAll,
  fallbacks,
  namesOf,
  readTexts,
  toQuery,
} from "../../web/src/state/parameters.ts";
import { textsOf } from "./parameter-texts.ts";
import { trainParameters } from "../../web/src/state/train-parameters.ts";

const table = trainParameters;

describe("the parameter table", () => {
  test("reads back every default that it writes", () => {
    expect(checkAll(table, textsOf(table, fallbacks(table)))).toEqual({
      values: fallbacks(table),
      problems: {},
    });
  });

  test("reads back every choice and both ends of every range", () => {
    for (const name of namesOf(table)) {
      const { control, parse, format } = table[name];
      const texts =
        control.kind === "choice"
          ? control.options.map(({ value }) => value)
          : "min" in control
            ? [`${control.min}`, `${control.max}`]
            : [];
      for (const text of texts) {
        const checked = parse(text);
        expect("value" in checked && format(checked.value as never), `${name} ${text}`).toBe(text);
      }
    }
  });

  test("gives each problem with name, value and rule, and the default in its place", () => {
    const { values, problems } = checkAll(table, {
      layers: "12",
      batch: "2.5",
      rate: "fast",
      model: "gru",
      noise: "uniform:-1",
    });
    expect(problems).toEqual({
      layers: "layers: 12 is outside [1, 8]",
      batch: "batch: 2.5 is not a whole number",
      rate: 'rate: "fast" is not a number',
      model: 'model: "gru" is not one of gd++, diag, full',
      noise: "noise: -1 is outside [0, 100]",
    });
    expect(values).toEqual(fallbacks(table));
  });

  test("refuses the empty text instead of taking it for 0", () => {
    expect(checkAll(table, { seed: " " }).problems.seed).toBe('seed: " " is not a number');
  });

  test("writes only what differs into an address, and reads it back", () => {
    const values = { ...fallbacks(table), model: "full" as const, taskCap: 0, noise: "set:1,3" };
    const query = toQuery(table, values);
    expect([...query.keys()].sort()).toEqual(["model", "noise", "task-cap"]);
    expect(
      checkAll(
        table,
        readTexts(table, (name) => query.get(name)),
      ).values,
    ).toEqual(values);
    expect(toQuery(table, fallbacks(table)).toString()).toBe("");
  });

  test("spells attributes with hyphens", () => {
    expect(attributeName("gradientClip")).toBe("gradient-clip");
  });
});

describe("noise", () => {
  test.each([
    ["uniform:5", [5], "U(0, 5)"],
    ["set:1,3", [1, 3], "{1, 3}"],
    ["constant:0", [0], "σ = 0"],
  ])("%s", (text, levels, name) => {
    expect(noiseLevels(text)).toEqual({ value: levels });
    expect(noiseName(text)).toBe(name);
  });

  test("is read with spaces", () => {
    expect(parseNoise("set: 1, 3")).toEqual({ value: "set:1,3" });
  });

  test.each([
    "",
    "uniform",
    "uniform:",
    "uniform:1,2",
    "set:",
    "set:1,,2",
    "constant:x",
    "gauss:1",
    "uniform:101",
    "set:1,-3",
  ])("%j is refused", (text) => {
    expect(parseNoise(text)).toHaveProperty("problem");
  });
});
