import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { scalingDrawing } from "../../../web/bench/scaling-drawing.ts";
import { figureTable, figuresOf, type Figure } from "../../../web/bench/scaling-figures.mjs";
import { exponentTable } from "../../../web/bench/scaling-report.mjs";
import { readName, seriesOf } from "../../../web/bench/scaling-series.mjs";
import { timesIn } from "../../../web/bench/scaling-suite.mjs";
import { powerLaw } from "../../../web/bench/statistics.mjs";
import { formatFit, formatSeconds } from "../../../web/bench/units.mjs";
import { repository } from "../../../web/tools/command.mjs";

describe("the power law", () => {
  test.each([-1, 0, 0.5, 3])("with exponent %d is found exactly, without an error", (exponent) => {
    const fit = powerLaw([2, 5, 10, 32].map((x) => ({ x, y: 7e-9 * x ** exponent })));
    expect(fit.exponent).toBeCloseTo(exponent, 12);
    expect(fit.standardError).toBeCloseTo(0, 12);
  });

  // Residuals 0.1 · (1, −2, 1) at ln x = −1, 0, 1 are orthogonal to line and mean: RSS = 0.06, Sxx = 2, one degree of
  // freedom.
  test("has the standard error of its residuals", () => {
    const residuals = [0.1, -0.2, 0.1];
    const fit = powerLaw(residuals.map((residual, i) => ({ x: Math.exp(i - 1), y: Math.exp(2 * (i - 1) + residual) })));
    expect(fit.exponent).toBeCloseTo(2, 12);
    expect(fit.standardError).toBeCloseTo(Math.sqrt(0.03), 12);
  });

  test("needs three points", () =>
    expect(() => powerLaw([{ x: 1, y: 1 }])).toThrow("points: 1 are too few, at least three are needed"));
});

test("times are given in the unit that leaves at least 1", () => {
  expect([2, 0.0015, 1e-3, 1e-6, 9.996e-7, 4.2e-8, 3e-10].map((time) => formatSeconds(time))).toEqual([
    "2 s",
    "1.5 ms",
    "1 ms",
    "1 µs",
    "1 µs",
    "42 ns",
    "0.3 ns",
  ]);
});

test("an exponent's error is rounded up, and zero has no sign", () => {
  expect(formatFit({ exponent: 1.996, standardError: 0.0101 })).toBe("2.00 ± 0.02");
  expect(formatFit({ exponent: -0.25, standardError: 0.02 })).toBe("−0.25 ± 0.02");
  expect(formatFit({ exponent: -0.001, standardError: 0 })).toBe("0.00 ± 0.00");
});

test("Google Benchmark's times are seconds per task, or per iteration where there are no tasks", () => {
  const benchmarks = [
    { name: "ridge/float/AVX2/d:2", cpu_time: 12.8, time_unit: "us", perTask: 1e-7 },
    { name: "attention/linear/float/AVX2/N:256/d:64", cpu_time: 50, time_unit: "us" },
  ];
  expect(timesIn({ benchmarks })).toEqual({
    "ridge/float/AVX2/d:2": 1e-7,
    "attention/linear/float/AVX2/N:256/d:64": expect.closeTo(5e-5, 12),
  });
});

/** cost · dᵖ over d with n = 2d, and cost · n over n. */
function gradientTimes(kernel: string, cost: number, power: number): Record<string, number> {
  const name = (d: number, n: number) => `gradient/gd++/tokens/float/${kernel}/d:${d}/n:${n}/L:4`;
  return Object.fromEntries([
    ...[2, 10, 32].map((d) => [name(d, 2 * d), cost * d ** power]),
    ...[50, 500].map((n) => [name(10, n), (cost * 10 ** power * n) / 20]),
  ]);
}

describe("series", () => {
  test("a name says what ran, by which kernel, on which sizes", () =>
    expect(readName("gradient/gd++/tokens/float/AVX-512/d:10/n:20/L:4")).toEqual({
      what: "gradient/gd++/tokens",
      precision: "float",
      kernel: "AVX-512",
      sizes: { d: 10, n: 20, L: 4 },
    }));

  test("hold all sizes but one, along d the ratio of n to d; lone benchmarks make none", () => {
    const series = seriesOf({ ...gradientTimes("AVX2", 1e-9, 3), "ridge/float/AVX2/d:2": 1e-9 });
    expect(series.map(({ axis, held, points }) => ({ axis, held, sizes: points.map(({ x }) => x) }))).toEqual([
      { axis: "d", held: ["n = 2d", "L = 4"], sizes: [2, 10, 32] },
      { axis: "n", held: ["d = 10", "L = 4"], sizes: [20, 50, 500] },
    ]);
    expect(series.map(({ fit }) => fit.exponent)).toEqual([expect.closeTo(3, 12), expect.closeTo(1, 12)]);
  });

  test("the table has a row for each thing and size, a column for each kernel", () => {
    const times = { ...gradientTimes("128-bit", 4e-9, 3), ...gradientTimes("AVX2", 1e-9, 2) };
    const lines = exponentTable(seriesOf(times)).split("\n");
    expect(lines.map((line) => line.replace(/ {2,}/g, " | "))).toEqual([
      "exponent ± standard error | 128-bit | AVX2 | time by the widest",
      "gradient/gd++/tokens/float: d = 2 … 32, n = 2d, L = 4 | 3.00 ± 0.00 | 2.00 ± 0.00 | 4 ns … 1.02 µs",
      "gradient/gd++/tokens/float: n = 20 … 500, d = 10, L = 4 | 1.00 ± 0.00 | 1.00 ± 0.00 | 100 ns … 2.5 µs",
    ]);
  });
});

const lengths = [256, 1024, 4096];
/** cost · Nᵖ. */
const attentionTimes = (form: string, kernel: string, cost: number, power: number) =>
  Object.fromEntries(
    lengths.map((n) => [`attention/${form}/float/${kernel}/N:${n}/d:64`, cost * n ** power]),
  );

const attention = (): Figure => {
  const times = {
    ...attentionTimes("softmax", "128-bit", 1, 2),
    ...attentionTimes("softmax", "AVX2", 2e-9, 2),
    ...attentionTimes("linear", "AVX2", 2e-7, 1),
    ...attentionTimes("causal-recurrent", "AVX2", 2.02e-7, 1),
  };
  return figuresOf(seriesOf(times), "a <fast> machine & one thread")[0]!;
};

describe("figures", () => {
  test("show what was measured by the widest kernel, and what was held", () => {
    const { lines, setting, measured } = attention();
    expect(lines.map(({ label }) => label)).toEqual(["softmax", "linear", "causal linear"]);
    expect(lines[0]!.points[0]!.y).toBeCloseTo(2e-9 * 256 ** 2, 12);
    expect(setting).toBe("one head, d = 64");
    expect(measured).toBe("AVX2, single precision, a <fast> machine & one thread");
  });

  test("that have nothing to show are left out", () => expect(figuresOf([], "")).toEqual([]));

  test("all stand in the documentation", () => {
    const files = figureTable.map(({ name }) => `${name}.svg`);
    const page = readFileSync(`${repository}/cpp/docs/scaling.dox`, "utf8");
    expect(readdirSync(`${repository}/cpp/docs/scaling`)).toEqual(files.toSorted());
    expect(page.match(/(?<=@figure\{)\w+/g)).toEqual(figureTable.map(({ name }) => name));
  });
});

/** The values of an attribute in all tags that match. */
const attributes = (svg: string, tag: RegExp, name: string) =>
  svg
    .split("\n")
    .filter((text) => tag.test(text))
    .map((text) => new RegExp(` ${name}="([^"]*)"`).exec(text)![1]!);
const points = (path: string) => path.match(/[-\d.]+,[-\d.]+/g)!.map((pair) => pair.split(",").map(Number));

describe("the drawing", () => {
  const svg = scalingDrawing(attention());

  test("is the same text for the same figure", () => expect(scalingDrawing(attention())).toBe(svg));

  test("closes what it opens, and escapes what it quotes", () => {
    const open: string[] = [];
    for (const [, slash, name, own] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
      if (slash) expect(open.pop()).toBe(name);
      else if (!own) open.push(name!);
    }
    expect(open).toEqual([]);
    expect(svg).toContain("a &lt;fast> machine &amp; one thread");
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test("needs nothing from elsewhere and knows both colour schemes", () => {
    expect(svg).not.toMatch(/href|url\(|@import/);
    expect(svg).toContain("@media (prefers-color-scheme: dark)");
  });

  test("says in words what it shows", () => {
    expect(svg).toContain('role="img" aria-labelledby="title description"');
    expect(svg).toContain('<title id="title">Attention cost against the length of the sequence</title>');
    expect(/<desc id="description">(.*)<\/desc>/.exec(svg)![1]).toContain(
      "softmax: 131 µs at N = 256, 33.6 ms at N = 4,096, about N to the power 2.00 ± 0.00.",
    );
  });

  test("draws equal factors as equal distances, a steeper power steeper", () => {
    const paths = attributes(svg, /class="curve"/, "d").map(points);
    const slopes = paths.map((path) => path.slice(1).map(([x, y], i) => (path[i]![1]! - y!) / (x! - path[i]![0]!)));
    for (const [first, second] of slopes) expect(first! / second!).toBeCloseTo(1, 2);
    expect(slopes[0]![0]! / slopes[1]![0]!).toBeCloseTo(2, 2);
  });

  test("has a tick for every size that was measured, and times with their unit", () => {
    for (const label of ["256", "1,024", "4,096", "100 µs", "1 ms", "10 ms"]) expect(svg).toContain(`>${label}</text>`);
  });

  test("keeps the labels of coinciding lines apart and beside the lines' ends", () => {
    const heights = attributes(svg, /class="name"/, "y").map(Number);
    const sorted = heights.sort((a, b) => a - b);
    for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThanOrEqual(37.9);
    const ends = attributes(svg, /class="curve"/, "d").map((path) => points(path).at(-1)![0]!);
    const labels = attributes(svg, /class="name"/, "x").map(Number);
    expect(Math.min(...labels)).toBeGreaterThan(Math.max(...ends));
  });
});
