// Names beside their marks, against rectangles counted pixel by pixel.
import { expect, test } from "vitest";
import { overlap, placeNames, type Box, type Named } from "../../web/src/draw/name-places.ts";

const size = { width: 360, height: 300 };
const labels = ["least squares", "ridge", "true w"];

/** The centres of pixels that two boxes share. */
function sharedPixels(a: Box, b: Box): number {
  const isIn = (x: number, y: number, box: Box) => x > box.left && x < box.right && y > box.top && y < box.bottom;
  let count = 0;
  for (let x = 0.5; x < size.width; ++x) for (let y = 0.5; y < size.height; ++y) if (isIn(x, y, a) && isIn(x, y, b)) ++count;
  return count;
}

/** The same numbers every time, in (0, 1). */
function* numbers(): Generator<number, never> {
  for (let state = 1; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

const namesAt = (places: readonly { x: number; y: number }[]): Named[] =>
  places.map((at, i) => ({ at, label: labels[i]! }));

function crowds(count: number, reach: number): Named[][] {
  const draw = numbers();
  const within = (limit: number) => draw.next().value * limit;
  return Array.from({ length: count }, () => {
    const [x, y] = [within(size.width), within(size.height)];
    const near = (middle: number, limit: number) =>
      Math.min(limit - 1, Math.max(1, middle + (draw.next().value - 0.5) * reach));
    return namesAt(labels.map(() => ({ x: near(x, size.width), y: near(y, size.height) })));
  });
}

test("the shared area is that of the pixels that two boxes share", () => {
  const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });
  const boxes = [box(0, 0, 10, 10), box(4, 6, 20, 8), box(10, 0, 20, 10), box(200, 100, 260, 115), box(0, 0, 360, 300)];
  for (const a of boxes) for (const b of boxes) expect(overlap(a, b)).toBe(sharedPixels(a, b));
});

test.each([0, 6, 20, 80])("three marks within %i pixels, anywhere: no name covers another, a mark or the edge", (reach) => {
  for (const names of crowds(60, reach)) {
    const boxes = placeNames(names, [], size).map(({ box }) => box);
    boxes.forEach((box, i) => {
      for (const other of boxes.slice(i + 1)) expect(sharedPixels(box, other)).toBe(0);
      for (const { at } of names) expect(at.x > box.left && at.x < box.right && at.y > box.top && at.y < box.bottom).toBe(false);
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(size.width);
      expect(box.bottom).toBeLessThanOrEqual(size.height);
    });
  }
});

test("a lone mark has its name beside it, and what is drawn there moves the name away", () => {
  const name = namesAt([{ x: 180, y: 150 }]);
  const [alone] = placeNames(name, [], size);
  expect(Math.hypot(alone!.joint.x - 180, alone!.joint.y - 150)).toBeLessThan(20);
  const inTheWay = { x: alone!.box.left + 20, y: alone!.box.top + 7 };
  const [moved] = placeNames(name, [inTheWay], size);
  const { left, right, top, bottom } = moved!.box;
  expect(inTheWay.x > left && inTheWay.x < right && inTheWay.y > top && inTheWay.y < bottom).toBe(false);
});

test("in a picture too small for any name each still has a place", () => {
  const places = placeNames(namesAt([{ x: 5, y: 5 }, { x: 6, y: 5 }]), [], { width: 12, height: 12 });
  expect(places).toHaveLength(2);
  for (const { at } of places) expect(Number.isFinite(at.x + at.y)).toBe(true);
});
