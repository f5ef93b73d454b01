// What the pictures of the walkthrough share: axes with few numbers, places with names, and close views.
import type { Point, Size } from "./loss-chart.ts";
import { glyphPath, rounded, type Glyph, type Mark } from "./marks.ts";
import type { Plane, View } from "./plane.ts";
import type { WalkFrame } from "./walkthrough-chains.ts";

const leastReach = 0.01;

/** As near as the points allow. */
export function closeView(points: readonly Point[]): View {
  const seen = points.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
  if (seen.length === 0) return { centre: { x: 0, y: 0 }, reach: 1 };
  const middle = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const centre = { x: middle(seen.map(({ x }) => x)), y: middle(seen.map(({ y }) => y)) };
  const far = Math.max(...seen.map(({ x, y }) => Math.max(Math.abs(x - centre.x), Math.abs(y - centre.y))));
  return { centre, reach: Math.max(1.5 * far, leastReach) };
}

/** Without what is not finite: a picture of numbers that ran away still shows the rest. */
export function drawable(marks: readonly Mark[]): Mark[] {
  return marks.filter((mark) =>
    mark.kind === "path" ? !/NaN|Infinity/.test(mark.path) : Number.isFinite(mark.at.x + mark.at.y),
  );
}

/** Places in a row, up to the first that is not finite. */
export function placesOf(values: Float64Array): Point[] {
  const count = values.length / 2;
  const places = Array.from({ length: count }, (_, l) => ({ x: values[2 * l]!, y: values[2 * l + 1]! }));
  const lost = places.findIndex(({ x, y }) => !Number.isFinite(x + y));
  return lost < 0 ? places : places.slice(0, lost);
}

export function axisMarks(plane: Plane): Mark[] {
  const { width, height } = plane.size;
  const origin = plane.toScreen({ x: 0, y: 0 });
  const ticks = (texts: Plane["xTicks"], at: (value: number) => Point, limit: number): Mark[] =>
    texts
      .filter((tick) => tick.at > 16 && tick.at < limit - 16)
      .map((tick) => ({ kind: "text", name: "tick", at: at(tick.at), text: tick.label, anchor: "middle" }));
  const lines = [
    ...(origin.y > 0 && origin.y < height ? [`M0 ${rounded(origin.y)}H${width}`] : []),
    ...(origin.x > 0 && origin.x < width ? [`M${rounded(origin.x)} 0V${height}`] : []),
  ];
  return [
    { kind: "path", name: "zero", path: lines.join("") },
    ...ticks(every(plane.xTicks), (x) => ({ x, y: height - 6 }), width),
    ...ticks(every(plane.yTicks), (y) => ({ x: 18, y: y + 4 }), height - 16),
  ];
}

/** At most four. */
const every = <T>(ticks: readonly T[]): T[] =>
  ticks.filter((_, i) => i % Math.ceil(ticks.length / 4) === 0);

export function ringMark(at: Point, name: string, plane: Plane): Mark[] {
  return glyphMark("origin", "ring", at, name, plane);
}

export function dotMark(at: Point, name: string, plane: Plane): Mark[] {
  return glyphMark("head", "dot", at, name, plane);
}

function glyphMark(role: string, glyph: Glyph, at: Point, name: string, plane: Plane): Mark[] {
  const place = plane.toScreen(at);
  return isInside(place, plane.size)
    ? [{ kind: "path", name: `${role} ${name}`, path: glyphPath(glyph, place, 5) }]
    : [];
}

export function nameMark(text: string, place: Point, plane: Plane): Mark[] {
  const { x, y } = plane.toScreen(place);
  if (!isInside({ x, y }, plane.size)) return [];
  const at = { x: rounded(x - 9), y: rounded(y - 8) };
  return [{ kind: "text", name: "place-name", at, text, anchor: "end" }];
}

/** The class of what is pointed at. */
export function litIf({ lit }: WalkFrame, ...symbols: WalkFrame["lit"][]): string {
  return symbols.includes(lit) ? " lit" : "";
}

export function isInside({ x, y }: Point, { width, height }: Size): boolean {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}
