// Terms as arrows that add up: each begins where the one before ended.
import type { Point, Size } from "./loss-chart.ts";
import { arrowPath, rounded, type Mark } from "./marks.ts";
import type { Plane } from "./plane.ts";

export interface Link {
  /** Class of its mark. */
  name: string;
  label: string;
  /** How far it goes. */
  by: Point;
}

export const pointOf = (values: ArrayLike<number>): Point => ({ x: values[0]!, y: values[1]! });
export const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
export const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y });
export const between = (a: Point, b: Point, part: number): Point => ({
  x: a.x + (b.x - a.x) * part,
  y: a.y + (b.y - a.y) * part,
});

/** Where the chain has come to: its links are gone one after the other, each in the same time. */
export function chainTip(from: Point, links: readonly Link[], progress: number): Point {
  return drawnLinks(from, links, progress).at(-1)?.to ?? from;
}

/** All corners, from the first to the last. */
export function chainCorners(from: Point, links: readonly Link[]): Point[] {
  return [from, ...drawnLinks(from, links, 1).map(({ to }) => to)];
}

export function chainMarks(from: Point, links: readonly Link[], progress: number, plane: Plane): Mark[] {
  return drawnLinks(from, links, progress).flatMap(({ link, begin, to, done }, i): Mark[] => {
    const [a, b] = [onScreen(begin, plane), onScreen(to, plane)];
    const arrow: Mark = { kind: "path", name: `arrow ${link.name}`, path: arrowPath(a, b, 8) };
    const hasRoom = done && Math.hypot(b.x - a.x, b.y - a.y) > 14;
    return hasRoom ? [arrow, labelBeside(link, a, b, labelPlaces[i % 3]!, plane.size)] : [arrow];
  });
}

function drawnLinks(from: Point, links: readonly Link[], progress: number) {
  let begin = from;
  return links.flatMap((link, i) => {
    const part = Math.min(Math.max(progress * links.length - i, 0), 1);
    if (part === 0) return [];
    const to = between(begin, plus(begin, link.by), part);
    const drawn = { link, begin, to, done: part === 1 };
    begin = to;
    return [drawn];
  });
}

/** Arrows that lie on each other have their labels at different places. */
const labelPlaces = [0.5, 0.35, 0.7];

/** To the left of the arrow as it goes. */
function labelBeside({ name, label }: Link, a: Point, b: Point, part: number, { width, height }: Size): Mark {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const on = between(a, b, part);
  const beside = { x: on.x + ((b.y - a.y) / length) * 14, y: on.y - ((b.x - a.x) / length) * 12 };
  const inside = (value: number, least: number, most: number) => rounded(Math.min(Math.max(value, least), most));
  return {
    kind: "text",
    name: `link-name ${name}`,
    at: { x: inside(beside.x, 24, width - 24), y: inside(beside.y + 4, 14, height - 8) },
    text: label,
    anchor: "middle",
  };
}

/** Far outside, coordinates stop growing: what runs away still leaves the picture in its direction. */
export function onScreen(point: Point, plane: Plane): Point {
  const { x, y } = plane.toScreen(point);
  const excess = Math.max(Math.abs(x), Math.abs(y)) / (20 * (plane.size.width + plane.size.height));
  return excess > 1 ? { x: x / excess, y: y / excess } : { x, y };
}
