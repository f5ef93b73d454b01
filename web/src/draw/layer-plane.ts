// Tokens before a layer and after it. With one input the plane is that of x and y; with two that of the inputs, and the
// labels have a picture of their own.
import { layerWords as words } from "../messages/layer.ts";
import { formatEntry } from "./entry.ts";
import type { Point, Size } from "./loss-chart.ts";
import { arrowPath, glyphPath, pathThrough, rounded, type Mark } from "./marks.ts";
import { axisMarks, closeView, drawable } from "./picture-parts.ts";
import { planeOf, type Plane } from "./plane.ts";
import type { Spot } from "./spots.ts";
import { shareOf, tokenNamesOf, type LayerView } from "../state/layer-view.ts";

/** A token's place before the layer, now, and where a gradient step would leave it. */
interface Track {
  from: Point;
  to: Point;
  now: Point;
  step?: Point;
  isQuery: boolean;
}

const between = (from: Point, to: Point, share: number): Point => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
});

/** Where a token is drawn, from its numbers; with one input (x, y), with two (x₁, x₂). */
function tracksOf(view: LayerView): Track[] {
  const { report, n, size, time } = view;
  const share = shareOf("after", time);
  const { gradientStep, d } = report;
  return Array.from({ length: n + 1 }, (_, i) => {
    const at = (values: Float64Array): Point => ({ x: values[i * size]!, y: values[i * size + 1]! });
    const [from, to] = [at(report.tokens), at(report.after)];
    const left = i < n ? gradientStep.residuals[i]! : -gradientStep.prediction;
    const step = d === 1 ? { step: { x: from.x, y: left } } : {};
    return { from, to, now: between(from, to, share), isQuery: i === n, ...step };
  });
}

export function layerPlane(view: LayerView, size: Size): Plane {
  const tracks = tracksOf(view);
  const all = tracks.flatMap(({ from, to, step }) => [from, to, ...(step ? [step] : [])]);
  const around = closeView(all);
  return planeOf({ ...around, reach: around.reach * 0.8 }, size);
}

export function layerPlaneMarks(view: LayerView, size: Size): Mark[] {
  const plane = layerPlane(view, size);
  const tracks = tracksOf(view);
  return drawable([
    ...axisMarks(plane),
    ...(view.report.d === 1 ? lineMarks(view, plane) : []),
    ...tracks.flatMap((track) => trackMarks(track, plane, view)),
  ]);
}

/** y = ⟨w, x⟩ with the w of the gradient step: labels above it keep a positive rest. */
function lineMarks({ report }: LayerView, plane: Plane): Mark[] {
  const w = report.gradientStep.w[0]!;
  const left = plane.toPlane({ x: 0, y: 0 }).x;
  const right = plane.toPlane({ x: plane.size.width, y: 0 }).x;
  const ends = [left, right].map((x) => plane.toScreen({ x, y: w * x }));
  return [{ kind: "path", name: "fit", path: pathThrough(ends) }];
}

function trackMarks({ from, now, step, isQuery }: Track, plane: Plane, { time }: LayerView): Mark[] {
  const [start, end] = [plane.toScreen(from), plane.toScreen(now)];
  const kind = isQuery ? "query-token" : "token";
  return [
    ...(step && time > 3 ? [{ kind: "path", name: "residual", path: glyphPath("ring", plane.toScreen(step), 8) } as Mark] : []),
    { kind: "path", name: `token-start ${kind}`, path: glyphPath("ring", start, 3.5) },
    { kind: "path", name: `move ${kind}`, path: arrowPath(start, end) },
    { kind: "path", name: `token-now ${kind}`, path: glyphPath(isQuery ? "star" : "dot", end, isQuery ? 7 : 4.5) },
  ];
}

export function layerPlaneSpots(view: LayerView, size: Size): Spot[] {
  const plane = layerPlane(view, size);
  const names = tokenNamesOf(view);
  return tracksOf(view).map(({ now }, i) => ({
    series: "tokens",
    index: i,
    at: plane.toScreen(now),
    title: names[i]!,
    facts: factsOf(view, i),
  }));
}

/** Labels as columns: before, now, and what a gradient step leaves. */
export function labelMarks(view: LayerView, size: Size): Mark[] {
  const { n, time } = view;
  const columns = labelColumns(view, size);
  const zero = columns[0]!.toY(0);
  return drawable([
    { kind: "path", name: "zero", path: `M0 ${rounded(zero)}H${size.width}` },
    { kind: "text", name: "tick", at: { x: 8, y: rounded(zero - 5) }, text: "0" },
    ...columns.flatMap(({ x, from, now, left, toY }, i): Mark[] => {
      const kind = i === n ? "query-token" : "token";
      const [start, end] = [{ x, y: toY(from) }, { x, y: toY(now) }];
      return [
        ...(time > 3 ? [{ kind: "path", name: "residual", path: glyphPath("ring", { x, y: toY(left) }, 8) } as Mark] : []),
        { kind: "path", name: `token-start ${kind}`, path: glyphPath("ring", start, 3.5) },
        { kind: "path", name: `move ${kind}`, path: arrowPath(start, end) },
        { kind: "path", name: `token-now ${kind}`, path: glyphPath(i === n ? "star" : "dot", end, i === n ? 7 : 4.5) },
        { kind: "text", name: "tick", at: { x, y: size.height - 6 }, text: i === n ? "?" : String(i + 1), anchor: "middle" },
      ];
    }),
  ]);
}

const margin = 26;

function labelColumns(view: LayerView, { width, height }: Size) {
  const { report, n, size, time } = view;
  const share = shareOf("after", time);
  const label = (values: Float64Array, i: number) => values[i * size + size - 1]!;
  const columns = Array.from({ length: n + 1 }, (_, i) => {
    const [from, to] = [label(report.tokens, i), label(report.after, i)];
    const left = i < n ? report.gradientStep.residuals[i]! : -report.gradientStep.prediction;
    return { x: margin + ((i + 0.5) / (n + 1)) * (width - margin), from, to, left, now: from + (to - from) * share };
  });
  const values = columns.flatMap(({ from, to, left }) => [from, to, left]).filter(Number.isFinite);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const toY = (value: number) => margin / 2 + ((high - value) / (high - low || 1)) * (height - 2 * margin);
  return columns.map((column) => ({ ...column, toY }));
}

export function labelSpots(view: LayerView, size: Size): Spot[] {
  const names = tokenNamesOf(view);
  return labelColumns(view, size).map(({ x, now, toY }, i) => ({
    series: "labels",
    index: i,
    at: { x, y: toY(now) },
    title: names[i]!,
    facts: factsOf(view, i),
  }));
}

function factsOf({ report, n, size }: LayerView, i: number): string[] {
  const numbers = (values: Float64Array) => Array.from(values.subarray(i * size, (i + 1) * size), formatEntry).join(", ");
  const left = i < n ? report.gradientStep.residuals[i]! : -report.gradientStep.prediction;
  return [
    `${words.before}: ${numbers(report.tokens)}`,
    `${words.after}: ${numbers(report.after)}`,
    `${words.legend.residual}: ${formatEntry(left)}`,
  ];
}
