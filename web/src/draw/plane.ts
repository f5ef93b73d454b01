// A part of a plane on the screen, with the same scale in both directions: circles stay circles.
import type { Point, Size, Tick } from "./loss-chart.ts";
import { rounded } from "./marks.ts";
import { roundTicks } from "./scales.ts";

/** What is seen: a centre, and at least this far in every direction. */
export interface View {
  centre: Point;
  reach: number;
}

export interface Plane {
  size: Size;
  /** Pixels per unit. */
  scale: number;
  toScreen(point: Point): Point;
  toPlane(point: Point): Point;
  xTicks: Tick[];
  yTicks: Tick[];
}

export function planeOf({ centre, reach }: View, size: Size): Plane {
  const scale = Math.min(size.width, size.height) / (2 * reach);
  const toScreen = ({ x, y }: Point) => ({
    x: size.width / 2 + (x - centre.x) * scale,
    y: size.height / 2 - (y - centre.y) * scale,
  });
  const toPlane = ({ x, y }: Point) => ({
    x: centre.x + (x - size.width / 2) / scale,
    y: centre.y - (y - size.height / 2) / scale,
  });
  const corner = toPlane({ x: 0, y: size.height });
  const opposite = toPlane({ x: size.width, y: 0 });
  const ticks = (low: number, high: number, at: (value: number) => number): Tick[] =>
    roundTicks(low, high, 5).map((value) => ({
      at: rounded(at(value)),
      label: String(Number(value.toPrecision(6))).replace("-", "−"),
    }));
  return {
    size,
    scale,
    toScreen,
    toPlane,
    xTicks: ticks(corner.x, opposite.x, (x) => toScreen({ x, y: 0 }).x),
    yTicks: ticks(corner.y, opposite.y, (y) => toScreen({ x: 0, y }).y),
  };
}

const leastReach = 0.5;

/** Around all points that are finite; snapped, so that a picture does not tremble while its points move a little. */
export function viewAround(points: readonly Point[]): View {
  const seen = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  if (seen.length === 0) return { centre: { x: 0, y: 0 }, reach: 1 };
  const range = (values: number[]) => [Math.min(...values), Math.max(...values)] as const;
  const [left, right] = range(seen.map(({ x }) => x));
  const [bottom, top] = range(seen.map(({ y }) => y));
  const needed = Math.max(leastReach, 0.66 * Math.max(right - left, top - bottom));
  const reach = 1.2 ** Math.ceil(Math.log(needed) / Math.log(1.2));
  const snap = (value: number) => Math.round(value / (reach / 8)) * (reach / 8);
  return { centre: { x: snap((left + right) / 2), y: snap((bottom + top) / 2) }, reach };
}
