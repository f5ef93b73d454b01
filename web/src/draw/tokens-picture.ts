// The plane of the inputs: where this layer moves the x of every token, and the frame that was a unit square before the
// first layer. What the label of a token is worth shows as its size.
import { between, chainTip, onScreen, pointOf, type Link } from "./chain.ts";
import type { Point, Size } from "./loss-chart.ts";
import { arrowPath, glyphPath, pathThrough, type Mark } from "./marks.ts";
import { axisMarks, closeView, drawable, litIf } from "./picture-parts.ts";
import { planeOf, type Plane, type View } from "./plane.ts";
import type { WalkFrame } from "./walkthrough-chains.ts";
import { numbersOf, shapeOf } from "../state/walkthrough-symbols.ts";
import { stagesPerLayer } from "../state/walkthrough-time.ts";

export function tokensPicture(frame: WalkFrame, size: Size): Mark[] {
  const plane = planeOf(tokensView(frame), size);
  return drawable([
    ...axisMarks(plane),
    ...frameMarks(frame, plane),
    ...litMarks(frame, plane),
    ...tokenMarks(frame, plane),
    ...queryMarks(frame, plane),
  ]);
}

/** As far as the tokens and the frame reach before this layer and after it. */
export function tokensView({ view, layer, tokensWindow }: WalkFrame): View {
  if (tokensWindow) return tokensWindow;
  const { tokens } = view.report;
  const reached = [tokens[layer - 1]!, tokens[layer]!].flatMap(({ context, query }) => [
    ...Array.from({ length: context.length / 3 }, (_, i) => pointOf(context.subarray(3 * i, 3 * i + 2))),
    pointOf(query),
  ]);
  const frames = [...frameCorners(view.before.M), ...frameCorners(view.step.M)];
  const around = closeView([...frames, ...reached]);
  return { ...around, reach: around.reach * 0.8 };
}

function frameCorners(M: ArrayLike<number>): Point[] {
  const [first, second] = [{ x: M[0]!, y: M[2]! }, { x: M[1]!, y: M[3]! }];
  return [{ x: 0, y: 0 }, first, { x: first.x + second.x, y: first.y + second.y }, second, { x: 0, y: 0 }];
}

/** How much of this layer is done. */
export function partOfLayer({ moment, form }: WalkFrame): number {
  return moment.stage === 0 ? 0 : (moment.stage - 1 + moment.part) / stagesPerLayer[form];
}

/** Where the tokens are, as far as this layer is done. */
export function placesOfTokens(frame: WalkFrame): { context: Point[]; query: Point } {
  const { tokens } = frame.view.report;
  const [old, next] = [tokens[frame.layer - 1]!, tokens[frame.layer]!];
  const now = (from: Float64Array, to: Float64Array) => between(pointOf(from), pointOf(to), partOfLayer(frame));
  const of = (context: Float64Array, i: number) => context.subarray(3 * i, 3 * i + 2);
  const count = old.context.length / 3;
  return {
    context: Array.from({ length: count }, (_, i) => now(of(old.context, i), of(next.context, i))),
    query: now(old.query, next.query),
  };
}

function frameMarks(frame: WalkFrame, plane: Plane): Mark[] {
  const { before, step } = frame.view;
  const [old, next] = [frameCorners(before.M), frameCorners(step.M)];
  const now = old.map((corner, i) => between(corner, next[i]!, partOfLayer(frame)));
  const outline = (points: Point[]) => pathThrough(points.map((point) => onScreen(point, plane)));
  return [
    { kind: "path", name: `frame-before axes${litIf(frame, "M")}`, path: outline(old) },
    { kind: "path", name: `frame-now axes${litIf(frame, "M-next")}`, path: outline(now) },
  ];
}

function tokenMarks(frame: WalkFrame, plane: Plane): Mark[] {
  const { tokens } = frame.view.report;
  const [old, next] = [tokens[frame.layer - 1]!.context, tokens[frame.layer]!.context];
  const largest = largestLabel(tokens[0]!.context);
  return placesOfTokens(frame).context.map((at, i): Mark => {
    const label = old[3 * i + 2]! + (next[3 * i + 2]! - old[3 * i + 2]!) * partOfLayer(frame);
    const place = onScreen(at, plane);
    const radius = 2 + 5 * Math.sqrt(Math.min(2, Math.abs(label) / largest));
    const name = `pair ${label < 0 ? "negative" : "positive"}`;
    return { kind: "path", name, path: glyphPath("dot", place, Number.isFinite(radius) ? radius : 2) };
  });
}

function largestLabel(context: Float64Array): number {
  return context.reduce((most, value, i) => (i % 3 === 2 ? Math.max(most, Math.abs(value)) : most), 1e-9);
}

function queryMarks(frame: WalkFrame, plane: Plane): Mark[] {
  const { query } = placesOfTokens(frame);
  return [{ kind: "path", name: "query", path: glyphPath("star", onScreen(query, plane), 6) }];
}

/** The symbol that is pointed at: the direction of a vector, or what a matrix makes of a circle; neither to scale. */
function litMarks({ view, lit }: WalkFrame, plane: Plane): Mark[] {
  const numbers = lit && numbersOf(lit, view);
  if (!numbers || inOtherPictures.has(lit)) return [];
  const shape = shapeOf(lit);
  if (shape === "vector") return directionMarks(pointOf(numbers), plane);
  return shape === "matrix" && !lit.startsWith("M") ? ellipseMarks(numbers, plane) : [];
}

/** What the planes of the weights and of the memory show to scale. */
export const inOtherPictures = new Set<string>([
  ...["w", "w-next", "w-momentum", "dw", "Mc", "w-star", "rescaled", "direct", "from-memory"],
  ...["u", "u-next", "u-momentum", "Au", "ab", "kept-memory", "new-memory"],
]);

function directionMarks(vector: Point, plane: Plane): Mark[] {
  const length = Math.hypot(vector.x, vector.y);
  if (!(length > 0) || !Number.isFinite(length)) return [];
  const reach = (0.42 * Math.min(plane.size.width, plane.size.height)) / plane.scale / length;
  const link: Link = { name: "", label: "", by: { x: vector.x * reach, y: vector.y * reach } };
  const origin = { x: 0, y: 0 };
  const path = arrowPath(plane.toScreen(origin), plane.toScreen(chainTip(origin, [link], 1)), 9);
  return [{ kind: "path", name: "arrow gradient lit", path }];
}

function ellipseMarks([a, b, c, d]: readonly number[], plane: Plane): Mark[] {
  const points = Array.from({ length: 49 }, (_, i): Point => {
    const [cos, sin] = [Math.cos((i * Math.PI) / 24), Math.sin((i * Math.PI) / 24)];
    return { x: a! * cos + b! * sin, y: c! * cos + d! * sin };
  });
  const largest = Math.max(...points.map(({ x, y }) => Math.hypot(x, y)));
  if (!(largest > 0) || !Number.isFinite(largest)) return [];
  const scale = (0.42 * Math.min(plane.size.width, plane.size.height)) / plane.scale / largest;
  const path = pathThrough(points.map(({ x, y }) => plane.toScreen({ x: x * scale, y: y * scale })));
  return [{ kind: "path", name: "ellipse lit", path }];
}
