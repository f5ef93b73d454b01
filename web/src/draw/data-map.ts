// The task itself: its points in the plane of x, coloured by y, and the lines on which the present weights predict
// equal y. As w turns and grows, the lines turn and draw together.
import type { Point, Size } from "./loss-chart.ts";
import { glyphPath, pathThrough, rounded, type Mark } from "./marks.ts";
import { planeOf, viewAround, type Plane, type View } from "./plane.ts";

/** One measurement. */
export interface Pair {
  x: readonly [number, number];
  y: number;
}

export interface DataFrame {
  pairs: readonly Pair[];
  /** Prediction ⟨w, x⟩. */
  w: Point;
  view: View;
}

export function dataView(pairs: readonly Pair[]): View {
  const around = viewAround([{ x: 0, y: 0 }, ...pairs.map(({ x }) => ({ x: x[0], y: x[1] }))]);
  return {
    centre: { x: 0, y: 0 },
    reach: around.reach + Math.max(Math.abs(around.centre.x), Math.abs(around.centre.y)),
  };
}

export function dataMap({ pairs, w, view }: DataFrame, size: Size): Mark[] {
  const plane = planeOf(view, size);
  const origin = plane.toScreen({ x: 0, y: 0 });
  const largest = pairs.reduce((most, { y }) => Math.max(most, Math.abs(y)), 1e-9);
  return [
    { kind: "path", name: "zero", path: `M0 ${origin.y}H${size.width}M${origin.x} 0V${size.height}` },
    ...levelMarks(w, plane),
    ...pairs.flatMap((pair) => pairMarks(pair, largest, plane)),
    {
      kind: "text",
      name: "axis-name",
      at: { x: size.width - 6, y: origin.y - 6 },
      text: "x₁",
      anchor: "end",
    },
    { kind: "text", name: "axis-name", at: { x: origin.x + 6, y: 14 }, text: "x₂" },
  ];
}

/** Filled where y is positive, hollow where it is negative; the larger, the larger. */
function pairMarks({ x, y }: Pair, largest: number, plane: Plane): Mark[] {
  const at = plane.toScreen({ x: x[0], y: x[1] });
  const radius = 3 + 6 * Math.sqrt(Math.min(1, Math.abs(y) / largest));
  return [
    { kind: "path", name: `pair ${y < 0 ? "negative" : "positive"}`, path: glyphPath("dot", at, radius) },
  ];
}

const mostLevels = 9;

/** Where ⟨w, x⟩ is a multiple of a round step: lines at right angles to w, at distances of step / ‖w‖. */
function levelMarks(w: Point, plane: Plane): Mark[] {
  const length = Math.hypot(w.x, w.y);
  const { width, height } = plane.size;
  const diagonal = Math.hypot(width, height) / 2;
  const reach = (diagonal / plane.scale) * length;
  if (!(length > 1e-3) || !Number.isFinite(reach)) return [];
  const step = roundStep((2 * reach) / mostLevels);
  const direction = { x: w.x / length, y: w.y / length };
  const marks: Mark[] = [];
  for (let level = -Math.floor(reach / step); level <= reach / step; ++level)
    marks.push(...levelMark(level * step, direction, length, plane, diagonal));
  return marks;
}

function levelMark(value: number, direction: Point, length: number, plane: Plane, diagonal: number): Mark[] {
  const distance = value / length;
  const foot = plane.toScreen({ x: direction.x * distance, y: direction.y * distance });
  const along = (way: number) => ({
    x: foot.x + way * diagonal * direction.y,
    y: foot.y + way * diagonal * direction.x,
  });
  const inside =
    foot.x > 14 && foot.x < plane.size.width - 14 && foot.y > 12 && foot.y < plane.size.height - 8;
  const text: Mark = {
    kind: "text",
    name: "level-name",
    at: { x: rounded(foot.x), y: rounded(foot.y) - 3 },
    text: String(Number(value.toPrecision(3))).replace("-", "−"),
    anchor: "middle",
  };
  const line: Mark = {
    kind: "path",
    name: `level ${value === 0 ? "level-zero" : ""}`,
    path: pathThrough([along(-1), along(1)]),
  };
  return inside ? [line, text] : [line];
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].find((factor) => factor * power >= least)! * power;
}
