// Links, attributes and own data of lt-descent.
import { describe, expect, test } from "vitest";
import { descentParameters } from "../../web/src/state/descent-parameters.ts";
import { descentPresets, presetOf } from "../../web/src/state/descent-presets.ts";
import { checkAll, fallbacks } from "../../web/src/state/parameters.ts";
import { textsOf } from "./parameter-texts.ts";
import { formatPoints, parsePoints } from "../../web/src/state/points.ts";
import { traceRequest } from "../../web/src/state/trace-session.ts";

const table = descentParameters;
const defaults = fallbacks(table);

test.each([
  ["sigma", "NaN"],
  ["sigma", "1e999"],
  ["condition", "0"],
  ["steps", "1e9"],
  ["methods", "adam,<script>alert(1)</script>"],
  ["model", "javascript:alert(1)"],
  ["start", "1"],
  ["start", "1,2,3"],
  ["start", "Infinity,0"],
  ["points", "1,2;3"],
  ["points", "1e9,0,0"],
  ["points", "Infinity,0,0"],
  ["points", "0,0,0;".repeat(201)],
  ["momentum", "__proto__"],
  ["arrows", "yes"],
  ["at", "-1"],
  ["modelSeed", "0.5"],
] as const)("a hostile %s=%.40s falls back and is explained", (name, text) => {
  const { values, problems } = checkAll(table, { [name]: text });
  expect(values).toEqual(defaults);
  expect(problems[name]).toMatch(new RegExp(`^${name}: `));
});

describe("presets", () => {
  test("hold values that the table accepts, and are recognised by them", () => {
    for (const preset of descentPresets) {
      const values = { ...defaults, ...preset.values };
      expect(checkAll(table, textsOf(table, values)), preset.name).toEqual({ values, problems: {} });
      expect(presetOf({ ...values, at: 3, loop: true }, defaults)).toBe(preset);
    }
    expect(presetOf({ ...defaults, sigma: 1.23 }, defaults)).toBeUndefined();
  });
});

describe("own points", () => {
  test("are read from lines, semicolons, blanks, tabs and below a heading", () => {
    const expected = [
      { x: [1, 2], y: 3 },
      { x: [-0.5, 0], y: 1.25 },
    ];
    for (const text of ["1,2,3;-0.5,0,1.25", "x1,x2,y\n1, 2, 3\n-0.5 0 1.25\n", "1\t2\t3\r\n-0.5\t0\t1.25"])
      expect(parsePoints(text)).toEqual({ value: expected });
    expect(parsePoints(" ")).toEqual({ value: [] });
  });

  test("are written with four digits after the point", () => {
    expect(formatPoints([{ x: [1 / 3, -2], y: 1e-9 }])).toBe("0.3333,-2,0");
  });

  test("take the place of the drawn task", () => {
    const values = { ...defaults, points: [{ x: [1, 2] as const, y: 3 }] };
    expect(traceRequest(values, undefined).task).toEqual({
      d: 2,
      x: Float64Array.of(1, 2),
      y: Float64Array.of(3),
      sigma: 1,
    });
  });
});

test("momentum reaches the methods that have one, and the step size all", () => {
  const { methods } = traceRequest(
    { ...defaults, methods: ["gradient-descent", "heavy-ball"], momentum: "0.9", rateScale: 2 },
    undefined,
  );
  expect(methods).toEqual([
    { name: "gradient-descent", rateScale: 2 },
    { name: "heavy-ball", rateScale: 2, momentum: 0.9 },
  ]);
});

test("the surface decides on the penalty: σ² or none", () => {
  expect(traceRequest({ ...defaults, sigma: 3 }, undefined).penalty).toBe(9);
  expect(traceRequest({ ...defaults, sigma: 3, surface: "squares" }, undefined).penalty).toBe(0);
});
