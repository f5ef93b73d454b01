// What a cursor finds in the pictures of lt-walkthrough: places of w and u after each layer, landmarks, the terms of the
// layer that is shown, and the tokens.
import { cursorMessages as cursor } from "../messages/cursor.ts";
import { words, walkSpotWords as spotWords } from "../messages/walkthrough.ts";
import { between, minus, onScreen, plus, pointOf, type Link } from "./chain.ts";
import { formatEntry } from "./entry.ts";
import type { Point, Size } from "./loss-chart.ts";
import { memoryView } from "./memory-picture.ts";
import { placesOf } from "./picture-parts.ts";
import { planeOf, type Plane } from "./plane.ts";
import { isWithin, type Spot } from "./spots.ts";
import { partOfLayer, tokensView } from "./tokens-picture.ts";
import { memoryLinks, weightLinks, type WalkFrame } from "./walkthrough-chains.ts";
import { stepView, wholeView } from "./weights-picture.ts";

const pair = ({ x, y }: Point) => `${formatEntry(x)}, ${formatEntry(y)}`;

const visible = (spots: readonly Spot[], size: Size) => spots.filter(({ at }) => isWithin(at, size));

export function weightsSpots(frame: WalkFrame, size: Size): Spot[] {
  const plane = planeOf(wholeView(frame), size);
  const path = placesOf(frame.view.report.network!.w);
  return visible([...layerSpots("w", path, plane), ...landmarkSpots(frame, plane)], size);
}

export function stepSpots(frame: WalkFrame, size: Size): Spot[] {
  const plane = planeOf(stepView(frame), size);
  const { before, step } = frame.view;
  const ends = endSpots("w", frame.layer, [before.w, step.w], plane);
  const terms = termSpots(pointOf(before.w), weightLinks(frame), plane);
  return visible([...ends, ...terms, ...landmarkSpots(frame, plane)], size);
}

export function memorySpots(frame: WalkFrame, size: Size): Spot[] {
  const plane = planeOf(memoryView(frame), size);
  const { before, step } = frame.view;
  const ends = endSpots("u", frame.layer, [before.u, step.u], plane);
  return visible([...ends, ...termSpots(pointOf(before.u), memoryLinks(frame), plane)], size);
}

/** Each token where the picture has it, with its numbers before this layer and after it. */
export function tokenSpots(frame: WalkFrame, size: Size): Spot[] {
  const plane = planeOf(tokensView(frame), size);
  const [old, next] = [frame.view.report.tokens[frame.layer - 1]!, frame.view.report.tokens[frame.layer]!];
  const part = partOfLayer(frame);
  const spot = (series: string, index: number, title: string, from: Float64Array, to: Float64Array): Spot => ({
    series,
    index,
    at: onScreen(between(pointOf(from), pointOf(to), part), plane),
    title,
    facts: [spotWords.before(tokenNumbers(from)), spotWords.after(tokenNumbers(to))],
  });
  const context = Array.from({ length: old.context.length / 3 }, (_, i) => {
    const of = (values: Float64Array) => values.subarray(3 * i, 3 * i + 3);
    return spot("context", i, cursor.pair(i + 1), of(old.context), of(next.context));
  });
  return visible([...context, spot("query", 0, spotWords.query, old.query, next.query)], size);
}

const tokenNumbers = (token: Float64Array) => [...token].map(formatEntry).join(", ");

function layerSpots(symbol: string, path: readonly Point[], plane: Plane): Spot[] {
  return path.map((place, layer) => ({
    series: symbol,
    index: layer,
    at: onScreen(place, plane),
    title: spotWords.afterLayer(symbol, layer),
    facts: [pair(place)],
  }));
}

function endSpots(symbol: string, layer: number, ends: readonly ArrayLike<number>[], plane: Plane): Spot[] {
  const spots = layerSpots(symbol, ends.map(pointOf), plane);
  return spots.map((spot, i) => ({ ...spot, title: spotWords.afterLayer(symbol, layer - 1 + i) }));
}

/** In the middle of each arrow, as if the layer were done. */
function termSpots(from: Point, links: readonly Link[], plane: Plane): Spot[] {
  const tips = links.map((_, i) => links.slice(0, i + 1).reduce((at, { by }) => plus(at, by), from));
  return links.map(({ label, by }, index) => ({
    series: "terms",
    index,
    at: onScreen(between(minus(tips[index]!, by), tips[index]!, 0.5), plane),
    title: spotWords.term(label),
    facts: [pair(by)],
  }));
}

function landmarkSpots({ view }: WalkFrame, plane: Plane): Spot[] {
  const { ols, ridge } = view.report;
  return [
    { label: words.landmarks.ridge, at: pointOf(ridge) },
    { label: words.landmarks.ols, at: pointOf(ols) },
  ].map(({ label, at }, index) => ({
    series: "landmarks",
    index,
    at: plane.toScreen(at),
    title: label,
    facts: [pair(at)],
  }));
}
