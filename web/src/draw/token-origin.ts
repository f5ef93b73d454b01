// Back from where a token is in a layer to where it came from: x^l = M x + y u, solved for x.
import { between } from "./chain.ts";
import type { Point } from "./loss-chart.ts";
import { partOfLayer } from "./tokens-picture.ts";
import type { WalkFrame } from "./walkthrough-chains.ts";

/** Less than this share of its largest entries' product: M hides where a token came from. */
const leastDeterminant = 1e-6;
/** As numbers that a hand can follow. */
const digits = 2;
const largest = 100;

/** The x of a pair, or of the query with y = 0, that the picture has at a place; undefined where M has no inverse. */
export function originOf(place: Point, y: number, frame: WalkFrame): Point | undefined {
  const [first, second, u] = mapNow(frame);
  const determinant = first.x * second.y - first.y * second.x;
  const size = Math.hypot(first.x, first.y, second.x, second.y) ** 2;
  if (!(Math.abs(determinant) > leastDeterminant * size)) return undefined;
  const [x1, x2] = [place.x - y * u.x, place.y - y * u.y];
  return {
    x: (second.y * x1 - second.x * x2) / determinant,
    y: (first.x * x2 - first.y * x1) / determinant,
  };
}

/** The columns of M, and u, as far as this layer is done. */
function mapNow(frame: WalkFrame): [Point, Point, Point] {
  const { before, step } = frame.view;
  const now = (old: Point, next: Point) => between(old, next, partOfLayer(frame));
  const column = (M: ArrayLike<number>, j: number) => ({ x: M[j]!, y: M[2 + j]! });
  return [
    now(column(before.M, 0), column(step.M, 0)),
    now(column(before.M, 1), column(step.M, 1)),
    now({ x: before.u[0]!, y: before.u[1]! }, { x: step.u[0]!, y: step.u[1]! }),
  ];
}

/** A place that its field can hold. */
export function settable({ x, y }: Point): readonly [number, number] {
  const limited = (value: number) => Number(Math.min(largest, Math.max(-largest, value)).toFixed(digits));
  return [limited(x), limited(y)];
}
