// Scales and ticks against d3's, which need five packages more.
import { scaleLinear, scaleLog } from "d3-scale";
import { describe, expect, test } from "vitest";
import { clamped, linearScale, logScale, roundTicks } from "../../web/src/draw/scales.ts";

/** Numbers in [0, 1) that are the same in every run. */
function* numbers(seed: number) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

const source = numbers(1);
const draw = () => source.next().value!;
const cases = Array.from({ length: 300 }, () => {
  const size = 10 ** (12 * draw() - 6);
  const low = (2 * draw() - 1) * size;
  return { low, high: low + draw() * size, value: low + (3 * draw() - 1) * size, from: 500 * draw(), to: 500 * draw() };
});

describe("a scale", () => {
  test("of equal steps is d3's", () => {
    for (const { low, high, value, from, to } of cases)
      expect(linearScale([low, high], [from, to])(value)).toBeCloseTo(scaleLinear([low, high], [from, to])(value), 6);
  });

  test("of equal factors is d3's, also where it is clamped", () => {
    for (const { low, high, value, from, to } of cases) {
      const domain = [Math.abs(low) + 1e-9, Math.abs(low) + Math.abs(high) + 2e-9] as const;
      const positive = Math.abs(value) + 1e-12;
      const oracle = scaleLog(domain, [from, to]);
      expect(logScale(domain, [from, to])(positive)).toBeCloseTo(oracle(positive), 6);
      for (const any of [positive, 0, -1, Infinity])
        expect(clamped(domain, logScale, [from, to])(any)).toBeCloseTo(oracle.clamp(true)(any), 6);
    }
  });

  test("of one value is the middle", () => {
    expect(linearScale([3, 3], [0, 10])(3)).toBe(scaleLinear([3, 3], [0, 10])(3));
  });
});

describe("ticks", () => {
  test("are d3's, digit for digit", () => {
    for (const { low, high } of cases)
      for (const count of [2, 3, 5, 8, 12])
        expect(roundTicks(low, high, count)).toEqual(scaleLinear([low, high], [0, 1]).ticks(count));
  });

  test.each([
    [0, 1, 5],
    [0, 4000, 7],
    [-1, 1, 5],
    [0.1, 0.9, 4],
    [5, 5, 5],
    [2, 1, 5],
    [NaN, 1, 5],
  ])("of [%d, %d] about %d", (low, high, count) => {
    if (high < low) expect(roundTicks(low, high, count)).toEqual([]);
    else expect(roundTicks(low, high, count)).toEqual(scaleLinear([low, high], [0, 1]).ticks(count));
  });
});
