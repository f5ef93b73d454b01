// What has to be kept: a cache that grows with the stream, memories that do not.
import { streamWords as words } from "../messages/stream.ts";
import { formatShort } from "./amounts.ts";
import { formatCount } from "./format.ts";
import { logAxes, logAxisMarks, type LogAxes } from "./log-axes.ts";
import { logTicks, type Size } from "./loss-chart.ts";
import { glyphPath, pathThrough, rounded, type Mark } from "./marks.ts";
import type { Spot } from "./spots.ts";
import { momentAt, type StreamFrame } from "./stream-chart.ts";

const margin = { left: 52, right: 16, top: 12, bottom: 36 };
const decades = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];
const range = [1, 1_000_000] as const;

interface Line {
  kind: string;
  name: string;
  numbers: (token: number) => number;
}

/** A token adds as much to a cache as any other. */
function linesOf(frame: StreamFrame): Line[] {
  const { costs } = frame.window;
  const { token, cacheNumbers } = momentAt(frame);
  const [plain, ridge] = [costs[0]!.stateNumbers, costs.at(-1)!.stateNumbers];
  return [
    { kind: "cache", name: words.cache, numbers: (n) => (cacheNumbers / token) * n },
    { kind: "mesa", name: words.ridgeState, numbers: () => ridge },
    { kind: "linear", name: words.plainState, numbers: () => plain },
  ];
}

function axesOf(lines: readonly Line[], size: Size): LogAxes {
  const ends = lines.flatMap(({ numbers }) => range.map(numbers));
  return logAxes(range, [Math.min(...ends) / 3, Math.max(...ends) * 2], size, margin);
}

export function streamSize(frame: StreamFrame, size: Size): Mark[] {
  const lines = linesOf(frame);
  const axes = axesOf(lines, size);
  const { token } = momentAt(frame);
  const now = rounded(axes.x(Math.max(token, 1)));
  const ticks = { x: decades.filter((_, i) => i % 2 === 0), y: logTicks(...axes.yDomain), xText: formatShort, yText: formatShort, xName: words.tokenAxis };
  return [
    ...logAxisMarks(axes, ticks),
    { kind: "path", name: "playhead", path: `M${now} ${axes.top}V${axes.bottom}` },
    ...lines.flatMap((line) => lineMarks(line, token, axes)),
  ];
}

function lineMarks({ kind, name, numbers }: Line, token: number, axes: LogAxes): Mark[] {
  const label = kind === "cache" ? { x: axes.left + 10, y: axes.top + 14 } : labelPlace(kind, numbers(1), axes);
  return [
    { kind: "path", name: `trail ${kind}`, path: pathThrough(range.map((n) => axes.place(n, numbers(n)))) },
    { kind: "path", name: `point ${kind}`, path: glyphPath("dot", axes.place(token, numbers(token)), 4) },
    { kind: "text", name: `label ${kind}`, at: label, text: name, anchor: kind === "cache" ? "start" : "end" },
  ];
}

/** Ridge above its line, the others below theirs. */
function labelPlace(kind: string, numbers: number, axes: LogAxes) {
  const y = rounded(axes.y(numbers));
  return { x: axes.right - 4, y: kind === "mesa" ? y - 7 : y + 16 };
}

export function sizeSpots(frame: StreamFrame, size: Size): Spot[] {
  const lines = linesOf(frame);
  const axes = axesOf(lines, size);
  return lines.flatMap(({ kind, name, numbers }) =>
    decades.map((token, index) => ({
      series: kind,
      index,
      at: axes.place(token, numbers(token)),
      title: name,
      facts: [words.spotToken(formatCount(token)), words.spotNumbers(formatCount(numbers(token)))],
    })),
  );
}
