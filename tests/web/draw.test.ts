import { describe, expect, test } from "vitest";
import { formatCount, formatDuration, formatLoss, formatPowerOfTen } from "../../web/src/draw/format.ts";
import { heatMap } from "../../web/src/draw/heat-map.ts";
import { spreadLabels } from "../../web/src/draw/labels.ts";
import { logTicks, lossChart, lossDomain, type LossFrame } from "../../web/src/draw/loss-chart.ts";
import { axisEnd, omegaBars } from "../../web/src/draw/omega-bars.ts";

const size = { width: 640, height: 300 };
const frame: LossFrame = {
  steps: 1000,
  curves: [{ concept: "transformer", points: [{ x: 0, y: 3.4 }, { x: 500, y: 0.34 }, { x: 1000, y: 0.034 }] }],
  levels: [
    { concept: "adaRr", label: "AdaRR", value: 0.07 },
    { concept: "tunedRr", label: "TunedRR", value: 0.05 },
    { concept: "published", label: "published", value: 0.059 },
  ],
};

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number) {
  for (let x = seed; ; x = (x * 48271) % 2147483647) yield x / 2147483647;
}

describe("the loss chart", () => {
  test("draws equal factors as equal distances", () => {
    const ys = lossChart(frame, size).curves[0]!.path.match(/,([\d.]+)/g)!.map((y) => Number(y.slice(1)));
    expect(ys[1]! - ys[0]!).toBeCloseTo(ys[2]! - ys[1]!, 0);
  });

  test("keeps every mark inside its frame at every width", () => {
    for (const width of [240, 320, 768, 1440]) {
      const chart = lossChart(frame, { width, height: 240 });
      for (const { y } of chart.levels) expect(y).toBeGreaterThanOrEqual(chart.top);
      for (const { at } of chart.xTicks) expect(at).toBeLessThanOrEqual(chart.right + 0.1);
      expect(chart.curves[0]!.end!.x).toBeLessThanOrEqual(chart.right);
      expect(chart.right).toBeGreaterThan(chart.left);
    }
  });

  test("leaves out values that have no logarithm and survives having nothing to draw", () => {
    const empty = lossChart({ steps: 0, curves: [{ concept: "transformer", points: [] }], levels: [] }, size);
    expect(empty.curves[0]!.path).toBe("");
    const broken = lossChart({ ...frame, curves: [{ concept: "transformer", points: [{ x: 0, y: NaN }, { x: 1, y: 0 }] }] }, size);
    expect(broken.curves[0]!.path).not.toMatch(/NaN|Infinity/);
  });

  test("a run that explodes does not flatten the picture", () => {
    const exploding = { ...frame, curves: [{ concept: "transformer" as const, points: [{ x: 0, y: 3.4 }, { x: 10, y: 1e12 }] }] };
    expect(lossDomain(exploding)[1]).toBeCloseTo(34);
  });

  test("spans at least a decade", () => {
    const [low, high] = lossDomain({ steps: 1, curves: [], levels: [{ concept: "ols", label: "OLS", value: 2 }] });
    expect(high / low).toBeGreaterThanOrEqual(10);
  });

  test("has at most six powers of ten as ticks, all inside", () => {
    for (const [low, high] of [[1e-12, 10], [0.03, 4], [0.2, 3]] as const) {
      const ticks = logTicks(low, high);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks.length).toBeGreaterThanOrEqual(1);
      for (const tick of ticks) expect(tick >= low && tick <= high).toBe(true);
    }
  });
});

describe("labels", () => {
  test("are never closer than the gap, stay inside, and keep their order", () => {
    const random = numbers(7);
    for (let round = 0; round < 200; ++round) {
      const positions = Array.from({ length: 1 + (round % 7) }, () => random.next().value! * 200);
      const spread = spreadLabels(positions, 15, 0, 200);
      const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]!);
      const sorted = order.map((i) => spread[i]!);
      sorted.slice(1).forEach((y, i) => expect(y - sorted[i]!).toBeGreaterThanOrEqual(15 - 1e-9));
      expect(Math.min(...spread)).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.max(...spread)).toBeLessThanOrEqual(200 + 1e-9);
    }
  });

  test("that have room stay where they are", () => {
    expect(spreadLabels([100, 10, 50], 15, 0, 200)).toEqual([100, 10, 50]);
  });
});

describe("ω bars", () => {
  test("start at zero and are as long as their value", () => {
    const { zero, bars } = omegaBars([-0.02, 0.01], 0.02, { width: 100, height: 116 });
    expect(bars[0]!.height).toBeCloseTo(2 * bars[1]!.height);
    expect(bars[0]!.y).toBeCloseTo(zero);
    expect(bars[1]!.y + bars[1]!.height).toBeCloseTo(zero);
    expect(bars.map(({ negative }) => negative)).toEqual([true, false]);
  });

  test("the axis ends at 1, 2 or 5 times a power of ten, at or above every value", () => {
    for (const value of [0.001, 0.0011, 0.02, 0.021, 0.07, 3]) {
      const end = axisEnd([value, -value / 2]);
      expect(end).toBeGreaterThanOrEqual(value * (1 - 1e-9));
      expect(end).toBeLessThanOrEqual(value * 2.51);
      expect([1, 2, 5]).toContain(Math.round(Number(end.toExponential().split("e")[0]) * 1e6) / 1e6);
    }
  });
});

describe("the heat map", () => {
  test("draws every cell that is not nearly zero exactly once", () => {
    const random = numbers(3);
    const matrix = Float64Array.from({ length: 121 }, () => random.next().value! * 2 - 1);
    const cells = heatMap(matrix, 11, 1).flatMap(({ path, strength, negative }) =>
      path.match(/M\d+ \d+/g)!.map((cell) => ({ cell, strength, negative })),
    );
    expect(new Set(cells.map(({ cell }) => cell)).size).toBe(cells.length);
    for (const { cell, strength, negative } of cells) {
      const [column, row] = cell.slice(1).split(" ").map(Number);
      const value = matrix[row! * 11 + column!]!;
      expect(Math.abs((negative ? -strength : strength) - value)).toBeLessThanOrEqual(0.05 + 1e-9);
    }
  });

  test("of zeros, or with values that are not finite, is empty", () => {
    expect(heatMap(new Float64Array(4), 2, 0)).toEqual([]);
    expect(heatMap([NaN, Infinity, 0, 0], 2, 1)).toEqual([]);
  });
});

describe("numbers in text", () => {
  test.each([
    [0.0596, "0.0596"],
    [1.5581, "1.56"],
    [2.5e-12, "2.5 × 10⁻¹²"],
    [1e20, "1.0 × 10²⁰"],
    [-0.03, "−0.0300"],
    [0, "0"],
    [NaN, "not finite"],
  ])("%f is written %s", (value, text) => expect(formatLoss(value)).toBe(text));

  test("counts are grouped, durations plain, powers of ten short", () => {
    expect(formatCount(1234567)).toBe("1,234,567");
    expect(formatDuration(8.4)).toBe("8 s");
    expect(formatDuration(125)).toBe("2 min 5 s");
    expect([0.01, 1, 100, 1e-5].map(formatPowerOfTen)).toEqual(["0.01", "1", "100", "10⁻⁵"]);
  });
});
