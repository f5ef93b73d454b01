// The cursor on the marks of a picture: pixel → mark, arrow key → mark, mark → place of its tooltip.
import { describe, expect, test } from "vitest";
import { lossSpots, matrixSpots, omegaSpots } from "../../web/src/draw/train-spots.ts";
import { lossChart } from "../../web/src/draw/loss-chart.ts";
import { dataSpots } from "../../web/src/draw/descent-spots.ts";
import { nearestSpot, nextSpot, tooltipPlace, type Spot } from "../../web/src/draw/spots.ts";

const spot = (series: string, index: number, x: number, y: number): Spot => ({
  series,
  index,
  at: { x, y },
  title: `${series} ${index}`,
  facts: [],
});
const spots = [
  ...[0, 1, 2].map((step) => spot("a", step, 10 * step, 0)),
  ...[0, 1, 2, 3, 4].map((step) => spot("b", step, 10 * step, 50)),
];

/** By comparing all distances, in random places. */
test("the nearest mark is nearer than all others, and none is found beyond the reach", () => {
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const many = Array.from({ length: 60 }, (_, i) => spot("r", i, 100 * random(), 100 * random()));
  for (let i = 0; i < 200; ++i) {
    const at = { x: 120 * random() - 10, y: 120 * random() - 10 };
    const distances = many.map((each) => (each.at.x - at.x) ** 2 + (each.at.y - at.y) ** 2);
    const least = Math.min(...distances);
    const found = nearestSpot(many, at, 12);
    if (Math.sqrt(least) <= 12) expect(found).toBe(many[distances.indexOf(least)]);
    else expect(found).toBeUndefined();
  }
});

test("of marks in one place the first is found: it is drawn on top", () => {
  const [under, top] = [spot("under", 0, 5, 5), spot("top", 0, 5, 5)];
  expect(nearestSpot([top, under], { x: 5, y: 5 }, 10)).toBe(top);
});

describe("arrow keys", () => {
  const named = (series: string, index: number) => spots.find((each) => each.series === series && each.index === index)!;

  test("begin at the first mark, and other keys do nothing", () => {
    expect(nextSpot(spots, undefined, "ArrowDown")).toBe(spots[0]);
    expect(nextSpot(spots, undefined, "Home")).toBeUndefined();
    expect(nextSpot([], undefined, "ArrowDown")).toBeUndefined();
  });

  test("go along a curve and stay at its ends", () => {
    expect(nextSpot(spots, named("a", 0), "ArrowRight")).toBe(named("a", 1));
    expect(nextSpot(spots, named("a", 2), "ArrowRight")).toBe(named("a", 2));
    expect(nextSpot(spots, named("a", 0), "ArrowLeft")).toBe(named("a", 0));
  });

  test("change to the same step of another curve, or the nearest that it has", () => {
    expect(nextSpot(spots, named("a", 1), "ArrowDown")).toBe(named("b", 1));
    expect(nextSpot(spots, named("b", 4), "ArrowUp")).toBe(named("a", 2));
    expect(nextSpot(spots, named("a", 1), "ArrowUp")).toBe(named("a", 1));
  });

  test("and Home and End lead to the ends of a curve, once the cursor is on it", () => {
    expect(nextSpot(spots, named("b", 2), "Home")).toBe(named("b", 0));
    expect(nextSpot(spots, named("b", 2), "End")).toBe(named("b", 4));
    expect(nextSpot(spots, named("b", 2), "PageDown")).toBeUndefined();
  });

  test("reach every mark", () => {
    const seen = new Set<Spot>([spots[0]!]);
    for (const from of seen)
      for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"])
        seen.add(nextSpot(spots, from, key)!);
    expect(seen.size).toBe(spots.length);
  });
});

test.each([
  [0, 0],
  [400, 300],
  [400, 0],
  [123, 151],
  [-20, 500],
])("a tooltip at %d, %d stays within a picture wide enough for it", (x, y) => {
  const [size, tooltip] = [{ width: 400, height: 300 }, { width: 180, height: 60 }];
  const { across, away, side } = tooltipPlace({ x, y }, size);
  const left = (across / 100) * (size.width - tooltip.width);
  const edge = (away / 100) * size.height + 16;
  expect(left).toBeGreaterThanOrEqual(0);
  expect(left + tooltip.width).toBeLessThanOrEqual(size.width);
  expect(edge + tooltip.height).toBeLessThanOrEqual(size.height);
  // Nor does it cover its mark.
  const distance = side === "top" ? edge - Math.max(y, 0) : edge - (size.height - Math.min(y, size.height));
  expect(distance).toBeCloseTo(16, 9);
});

describe("marks tell the numbers they were drawn from", () => {
  test("a matrix: row and column of the entry", () => {
    const cells = matrixSpots([1, 2, 3, 4], 2, "P of layer 1");
    expect(cells.map(({ title, facts }) => `${title} ${facts[0]}`)).toEqual([
      "P of layer 1: row x1, column x1 1.00",
      "P of layer 1: row x1, column y 2.00",
      "P of layer 1: row y, column x1 3.00",
      "P of layer 1: row y, column y 4.00",
    ]);
    expect(cells[1]!.at).toEqual({ x: 1.5, y: 0.5 });
  });

  test("bars: the end that is away from zero", () => {
    const [up, down] = omegaSpots([1, -1], 1, "yx", { width: 100, height: 100 });
    expect(up!.at.y).toBe(14);
    expect(down!.at.y).toBe(84);
    expect(down!.facts).toEqual(["−1.00"]);
  });

  test("losses: no mark where a loss is not drawn", () => {
    const frame = {
      steps: 10,
      curves: [
        { concept: "transformer" as const, points: [{ x: 0, y: 1 }, { x: 5, y: NaN }, { x: 10, y: 0.1 }] },
      ],
      levels: [{ concept: "ols" as const, label: "OLS", value: 0.5 }],
    };
    const found = lossSpots(frame, { width: 400, height: 300 });
    expect(found.map(({ series, index }) => [series, index])).toEqual([
      ["transformer", 0],
      ["transformer", 10],
      ["OLS", 10],
    ]);
  });

  test("losses: the single steps behind the mean tell their own", () => {
    const frame = {
      steps: 100,
      curves: [
        { concept: "batch" as const, points: [{ x: 5.5, y: 0.4 }, { x: 15.5, y: 0 }, { x: 25.5, y: 0.2 }] },
        { concept: "transformer" as const, points: [{ x: 0, y: 1 }, { x: 100, y: 0.1 }] },
      ],
      levels: [],
    };
    const size = { width: 400, height: 300 };
    const found = lossSpots(frame, size).filter(({ series }) => series === "batch");
    expect(found.map(({ title, facts }) => [title, ...facts])).toEqual([
      ["Single steps around 6", "mean loss of their batches 0.400"],
      ["Single steps around 26", "mean loss of their batches 0.200"],
    ]);
    const drawn = lossChart(frame, size).curves[0]!.path.match(/-?[\d.]+,-?[\d.]+/g)!;
    found.forEach(({ at }, i) => expect(`${at.x.toFixed(0)},${at.y.toFixed(0)}`).toBe(drawn[i]!.split(",").map((n) => Number(n).toFixed(0)).join(",")));
  });

  test("a pair: what the weights predict for it", () => {
    const view = { centre: { x: 0, y: 0 }, reach: 2 };
    const [pair] = dataSpots([{ x: [1, -1], y: 0.5 }], { x: 2, y: 3 }, view, { width: 100, height: 100 });
    expect(pair!.at).toEqual({ x: 75, y: 75 });
    expect(pair!.facts).toEqual(["x = 1.00, −1.00", "y = 0.500", "predicted −1.00"]);
  });
});
