// Errors of the memories over the window, on a logarithmic axis. A pure function of (window, playhead).
import { ruleNames, streamWords as words } from "../messages/stream.ts";
import { firstOf, type StreamMoment, type StreamWindow } from "../state/stream-window.ts";
import { formatCount, formatLogTick, formatLoss } from "./format.ts";
import { spreadLabels } from "./labels.ts";
import { logTicks, type Point, type Size } from "./loss-chart.ts";
import { glyphPath, pathThrough, rounded, type Mark } from "./marks.ts";
import { clamped, linearScale, logScale, roundTicks } from "./scales.ts";
import type { Spot } from "./spots.ts";

export interface StreamFrame {
  window: StreamWindow;
  /** Tokens of the window that have passed. */
  time: number;
  /** Squared noise, where it is known. */
  floor: number | undefined;
}

const margin = { left: 46, right: 92, top: 10, bottom: 36 };

/** Fit for a class: gated-delta. */
export const classOf = (rule: string) => rule.replace(" ", "-");

/** The moment that the playhead stands at: the last one that has passed, or the first. */
export function momentAt({ window, time }: StreamFrame) {
  const at = Math.min(Math.max(Math.ceil(time - 1e-9) - 1, 0), window.moments.length - 1);
  return window.moments[at]!;
}

interface Axes {
  x: (token: number) => number;
  y: (error: number) => number;
  low: number;
  high: number;
  right: number;
  bottom: number;
}

/** Snapped to halves of a decade, so that the picture does not tremble while tokens come and go. */
function axesOf({ window, floor }: StreamFrame, { width, height }: Size): Axes {
  const { moments } = window;
  const values = moments.flatMap(({ memories }) => memories.map(({ running }) => running));
  const seen = [...values, floor ?? NaN].filter((value) => value > 0 && Number.isFinite(value));
  const snap = (value: number, to: (x: number) => number) => 10 ** (to(2 * Math.log10(value)) / 2);
  const least = seen.length > 0 ? Math.min(...seen) : 0.1;
  const high = snap(seen.length > 0 ? Math.max(...seen) : 1, Math.ceil);
  const low = Math.max(Math.min(snap(least, Math.floor), high / 10), high * 1e-8);
  const [right, bottom] = [width - margin.right, height - margin.bottom];
  const first = firstOf(window);
  const x = linearScale([first, first + Math.max(moments.length, 1)], [margin.left, right]);
  const y = clamped([low, high], logScale, [bottom, margin.top]);
  return { x, y: (error) => (error > low ? y(Math.min(error, high)) : bottom), low, high, right, bottom };
}

export function streamChart(frame: StreamFrame, size: Size): Mark[] {
  const axes = axesOf(frame, size);
  const now = rounded(axes.x(firstOf(frame.window) + frame.time));
  return [
    ...gridMarks(frame, axes),
    ...floorMarks(frame, axes),
    ...frame.window.costs.flatMap(({ rule }, i) => curveMarks(frame, rule, i, axes)),
    { kind: "path", name: "playhead", path: `M${now} ${margin.top}V${axes.bottom}` },
    ...labelMarks(frame, axes),
  ];
}

function gridMarks({ window }: StreamFrame, { x, y, low, high, right, bottom }: Axes): Mark[] {
  const first = firstOf(window);
  const ticks = roundTicks(first, first + window.moments.length, Math.max(2, Math.floor((right - margin.left) / 90)));
  return [
    ...logTicks(low, high).flatMap((value): Mark[] => [
      { kind: "path", name: "grid", path: `M${margin.left} ${rounded(y(value))}H${right}` },
      { kind: "text", name: "tick", at: { x: margin.left - 6, y: rounded(y(value)) + 4 }, text: formatLogTick(value), anchor: "end" },
    ]),
    ...ticks.map((token): Mark => ({
      kind: "text",
      name: "tick",
      at: { x: rounded(x(token)), y: bottom + 15 },
      text: formatCount(token),
      anchor: "middle",
    })),
    { kind: "path", name: "axis", path: `M${margin.left} ${margin.top}V${bottom}H${right}` },
    { kind: "text", name: "axis-name", at: { x: right, y: bottom + 31 }, text: words.tokenAxis, anchor: "end" },
  ];
}

function floorMarks({ floor }: StreamFrame, { y, low, right }: Axes): Mark[] {
  if (floor === undefined || floor <= low) return [];
  return [
    { kind: "path", name: "floor", path: `M${margin.left} ${rounded(y(floor))}H${right}` },
    { kind: "text", name: "tick", at: { x: margin.left + 6, y: rounded(y(floor)) - 5 }, text: words.noiseFloor },
  ];
}

/** Not closer than a pixel and a half, but for the last one. Which are left out depends on the token, so nothing trembles. */
function pointsOf(moments: readonly StreamMoment[], rule: number, { x, y }: Axes): Point[] {
  const every = Math.max(1, Math.ceil(1.5 / (x(1) - x(0))));
  return moments
    .filter(({ token }, i) => token % every === 0 || i === moments.length - 1)
    .map(({ token, memories }) => ({ x: x(token), y: y(memories[rule]!.running) }));
}

function curveMarks(frame: StreamFrame, rule: string, i: number, axes: Axes): Mark[] {
  const { moments } = frame.window;
  const name = classOf(rule);
  const now = Math.max(1, Math.ceil(frame.time));
  const past = pointsOf(moments.slice(0, now), i, axes);
  const head = past.at(-1);
  return [
    { kind: "path", name: `ghost ${name}`, path: pathThrough(pointsOf(moments.slice(now - 1), i, axes)) },
    { kind: "path", name: `trail ${name}`, path: pathThrough(past) },
    ...(head ? [{ kind: "path", name: `head ${name}`, path: glyphPath("dot", head, 3.5) } as Mark] : []),
  ];
}

function labelMarks(frame: StreamFrame, axes: Axes): Mark[] {
  const { costs } = frame.window;
  const now = momentAt(frame);
  const ends = costs.map((_, i) => axes.y(now?.memories[i]!.running ?? axes.low));
  const heights = spreadLabels(ends, 15, margin.top + 4, axes.bottom);
  return costs.map(({ rule }, i) => ({
    kind: "text",
    name: `label ${classOf(rule)}`,
    at: { x: axes.right + 8, y: rounded(heights[i]!) + 4 },
    text: ruleNames[rule],
  }));
}

/** Every few tokens: closer ones could not be told apart. */
export function chartSpots(frame: StreamFrame, size: Size): Spot[] {
  const axes = axesOf(frame, size);
  return frame.window.costs.flatMap(({ rule }, i) =>
    frame.window.moments
      .map(({ token, memories }) => ({ token, running: memories[i]!.running }))
      .filter((_, k, all) => k % Math.max(1, Math.floor(all.length / 80)) === 0)
      .map(({ token, running }) => ({
        series: rule,
        index: token,
        at: { x: axes.x(token), y: axes.y(running) },
        title: ruleNames[rule],
        facts: [words.spotToken(formatCount(token)), words.spotValue(formatLoss(running))],
      })),
  );
}
