// What a decoding model keeps: a cache that grows with every token, a state that does not.
import type { Decoding } from "../engine/race-types.ts";
import { raceWords as words } from "../messages/race.ts";
import { formatMegabytes, formatShort, threeDigits } from "./amounts.ts";
import { formatCount } from "./format.ts";
import { logAxes, logAxisMarks, type LogAxes } from "./log-axes.ts";
import { logTicks, type Size } from "./loss-chart.ts";
import { glyphPath, pathThrough, rounded, type Mark } from "./marks.ts";
import type { Spot } from "./spots.ts";

const margin = { left: 62, right: 20, top: 16, bottom: 40 };
const range = [1, 1_000_000] as const;
const decades = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];

export interface MemoryFrame {
  decoding: Decoding;
}

/** A cache has the same size per token, whatever their number. */
const cacheAt = ({ cacheBytes, tokens }: Decoding, n: number) => (cacheBytes / tokens) * n;

function axesOf({ decoding }: MemoryFrame, size: Size): LogAxes {
  const sizes = [decoding.stateBytes, cacheAt(decoding, range[0]), cacheAt(decoding, range[1])];
  return logAxes(range, [Math.min(...sizes) / 2, Math.max(...sizes) * 2], size, margin);
}

export function raceMemory(frame: MemoryFrame, size: Size): Mark[] {
  const { decoding } = frame;
  const { tokens, cacheBytes, stateBytes } = decoding;
  const axes = axesOf(frame, size);
  const line = (bytes: (n: number) => number) => pathThrough(range.map((n) => axes.place(n, bytes(n))));
  const now = rounded(axes.x(tokens));
  const [cache, state] = [axes.place(tokens, cacheBytes), axes.place(tokens, stateBytes)];
  return [
    ...logAxisMarks(axes, ticksOf(frame, axes)),
    { kind: "path", name: "playhead", path: `M${now} ${axes.top}V${axes.bottom}` },
    { kind: "path", name: "trail softmax", path: line((n) => cacheAt(decoding, n)) },
    { kind: "path", name: "trail linear", path: line(() => stateBytes) },
    { kind: "path", name: "point softmax", path: glyphPath("square", cache, 4.5) },
    { kind: "path", name: "point linear", path: glyphPath("dot", state, 4.5) },
    { kind: "text", name: "label softmax", at: { x: axes.left + 8, y: axes.top + 12 }, text: words.cache },
    {
      kind: "text",
      name: "label linear",
      at: { x: axes.right - 4, y: rounded(state.y) + (state.y > axes.bottom - 24 ? -8 : 17) },
      text: words.state,
      anchor: "end",
    },
  ];
}

function ticksOf({ decoding }: MemoryFrame, axes: LogAxes) {
  const [low, high] = [cacheAt(decoding, range[0]), cacheAt(decoding, range[1])];
  return {
    x: decades.filter((_, i) => i % 2 === 0),
    y: logTicks(Math.min(low, decoding.stateBytes), high).filter((value) => axes.y(value) > axes.top),
    xText: formatShort,
    yText: (bytes: number) => threeDigits(bytes / 1e6),
    xName: words.tokensAxis,
  };
}

export function memorySpots(frame: MemoryFrame, size: Size): Spot[] {
  const axes = axesOf(frame, size);
  const { decoding } = frame;
  const spot = (series: string, title: string, bytes: (n: number) => number) => (n: number, index: number): Spot => ({
    series,
    index,
    at: axes.place(n, bytes(n)),
    title,
    facts: words.spotFacts(formatMegabytes(bytes(n)), formatCount(n)),
  });
  return [
    ...decades.map(spot("softmax", words.cache, (n) => cacheAt(decoding, n))),
    ...decades.map(spot("linear", words.state, () => decoding.stateBytes)),
  ];
}
