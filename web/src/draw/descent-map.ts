// The map of lt-descent: contours of the loss, the paths of everybody up to the playhead, and what each remembers.
// A pure function of (runs, time, view).
import { pathAhead, pathUntil, positionAt, type DescentRun, type RunName } from "./descent-runs.ts";
import { contourMarks, type Quadratic } from "./contours.ts";
import type { Point, Size } from "./loss-chart.ts";
import { arrowPath, glyphPath, pathThrough, rounded, type Glyph, type Mark } from "./marks.ts";
import { placeNames } from "./name-places.ts";
import { planeOf, viewAround, type Plane, type View } from "./plane.ts";

export interface DescentFrame {
  runs: readonly DescentRun[];
  quadratic: Quadratic;
  landmarks: { name: string; label: string; glyph: Glyph; at: Point }[];
  start: Point;
  /** Steps; the paths are drawn up to here. */
  time: number;
  view: View;
  arrows: boolean;
}

/** Shapes repeat what colours say. */
export const runGlyphs: Record<RunName, Glyph> = {
  transformer: "dot",
  "gradient-descent": "square",
  "heavy-ball": "triangle",
  nesterov: "diamond",
  "gradient-memory": "square",
  rmsprop: "triangle",
  adam: "diamond",
  "conjugate-gradient": "square",
  "gd-plus-plus": "triangle",
  "newton-schulz": "diamond",
  ridge: "square",
};

/** Of the shorter side: the longest arrow of a run. */
const longestArrow = 0.2;
const arrowsShown = 4;
const fade = 0.55;

export function descentMap(frame: DescentFrame, size: Size): Mark[] {
  const plane = planeOf(frame.view, size);
  const tracks = frame.runs.map((run): Track => ({ ...run, pixels: onScreen(run.path, plane) }));
  return [
    ...contourMarks(frame.quadratic, plane),
    ...axisMarks(plane),
    ...tracks.map((track) => ghost(track, frame.time)),
    ...tracks.flatMap((track) => trail(track, frame.time)),
    ...landmarks(frame, plane),
    ...(frame.arrows ? tracks.flatMap((track) => arrowsOf(track, frame.time, plane.size)) : []),
    ...tracks.flatMap((track) => head(track, frame.time)),
  ];
}

/** A run with its path in pixels. */
interface Track extends DescentRun {
  pixels: readonly Point[];
}

function axisMarks(plane: Plane): Mark[] {
  const { width, height } = plane.size;
  const origin = plane.toScreen({ x: 0, y: 0 });
  return [
    { kind: "path", name: "zero", path: `M0 ${origin.y}H${width}M${origin.x} 0V${height}` },
    ...plane.xTicks
      .filter(({ at }) => at > 20 && at < width - 16)
      .map(({ at, label }): Mark => ({
        kind: "text",
        name: "tick",
        at: { x: at, y: height - 5 },
        text: label,
        anchor: "middle",
      })),
    ...plane.yTicks
      .filter(({ at }) => at > 26 && at < height - 22)
      .map(({ at, label }): Mark => ({ kind: "text", name: "tick", at: { x: 5, y: at + 4 }, text: label })),
    { kind: "text", name: "axis-name", at: { x: width - 6, y: height - 20 }, text: "w₁", anchor: "end" },
    { kind: "text", name: "axis-name", at: { x: 6, y: 16 }, text: "w₂" },
  ];
}

/** Where the run will go, faint. */
function ghost({ name, pixels }: Track, time: number): Mark {
  return { kind: "path", name: `ghost ${name}`, path: pathThrough(pathAhead(pixels, time)) };
}

function trail({ name, pixels }: Track, time: number): Mark[] {
  const steps = pixels.slice(0, Math.floor(time) + 1).map((at) => glyphPath(runGlyphs[name], at, 2.6));
  return [
    { kind: "path", name: `trail ${name}`, path: pathThrough(pathUntil(pixels, time)) },
    { kind: "path", name: `step ${name}`, path: steps.join("") },
  ];
}

function head({ name, pixels }: Track, time: number): Mark[] {
  const at = positionAt(pixels, time);
  if (!at) return [];
  const radius = name === "transformer" ? 7.5 : 6;
  return [{ kind: "path", name: `head ${name}`, path: glyphPath(runGlyphs[name], at, radius) }];
}

/** The last few arrows, each fainter than the one after it. Lengths are relative to the run's longest. */
function arrowsOf({ name, pixels, memory }: Track, time: number, size: Size): Mark[] {
  if (!memory) return [];
  const longest = memory.reduce((most, { x, y }) => Math.max(most, Math.min(Math.hypot(x, y), 1e12)), 0);
  if (longest === 0) return [];
  const factor = (longestArrow * Math.min(size.width, size.height)) / longest;
  const latest = Math.min(Math.floor(time), pixels.length - 1);
  const marks: Mark[] = [];
  for (let k = Math.max(0, latest - arrowsShown + 1); k <= latest; ++k) {
    const from = pixels[k]!;
    const to = { x: from.x + memory[k]!.x * factor, y: from.y - memory[k]!.y * factor };
    const drawn = arrowPath(from, to);
    if (drawn) marks.push({ kind: "path", name: `arrow ${name}`, path: drawn, opacity: fadeOf(time - k) });
  }
  return marks;
}

function fadeOf(age: number): number {
  return Math.round(100 * fade ** Math.min(age, 20)) / 100;
}

function landmarks({ landmarks: all, start, runs }: DescentFrame, plane: Plane): Mark[] {
  const shown = all
    .map((each) => ({ ...each, at: plane.toScreen(each.at) }))
    .filter(({ at }) => isInside(at, plane.size));
  // Where the paths end, not where they are now: names stay where they are while a film plays.
  const ends = runs.flatMap(({ path }) => path.slice(-1).map((end) => plane.toScreen(end)));
  const places = placeNames(shown, [...ends, plane.toScreen(start)], plane.size);
  const names = shown.flatMap(({ name, label, at }, i): Mark[] => {
    const { at: text, anchor, joint } = places[i]!;
    return [
      { kind: "path", name: "leader", path: pathThrough([at, joint]) },
      {
        kind: "text",
        name: `landmark-name ${name}`,
        at: { x: rounded(text.x), y: rounded(text.y) },
        text: label,
        anchor,
      },
    ];
  });
  const glyphs = shown.map(({ name, glyph, at }): Mark => ({
    kind: "path",
    name: `landmark ${name}`,
    path: glyphPath(glyph, at, 5.5),
  }));
  return [
    ...names,
    ...glyphs,
    { kind: "path", name: "start", path: glyphPath("ring", plane.toScreen(start), 9) },
  ];
}

function isInside({ x, y }: Point, { width, height }: Size): boolean {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

/** Far outside, coordinates stop growing: a diverging path still leaves the picture in its direction. */
function onScreen(points: readonly Point[], plane: Plane): Point[] {
  const limit = 20 * (plane.size.width + plane.size.height);
  return points.map((point) => {
    const { x, y } = plane.toScreen(point);
    const excess = Math.max(Math.abs(x), Math.abs(y)) / limit;
    return excess > 1 ? { x: x / excess, y: y / excess } : { x, y };
  });
}

/** What the view must hold: everything but paths that run away. */
export function viewOf(frame: Omit<DescentFrame, "time" | "view" | "arrows">): View {
  const { runs, landmarks: all, start } = frame;
  const anchors = [{ x: 0, y: 0 }, start, ...all.filter(({ name }) => name !== "ols").map(({ at }) => at)];
  const core = viewAround(anchors);
  const near = ({ x, y }: Point) =>
    Math.max(Math.abs(x - core.centre.x), Math.abs(y - core.centre.y)) < 4 * core.reach;
  const rest = [...all.map(({ at }) => at), ...runs.flatMap(({ path }) => path)].filter(near);
  return viewAround([...anchors, ...rest]);
}
