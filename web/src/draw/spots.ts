// What a cursor can stand on in a picture: marks with a place, a name and numbers. Which one is nearest to a pixel, and
// where arrow keys lead, are pure functions.
import { glyphPath, type Mark } from "./marks.ts";
import type { Point, Size } from "./loss-chart.ts";

export interface Spot {
  /** A curve, a row, a kind: arrows left and right go along it, up and down to another. */
  series: string;
  index: number;
  at: Point;
  title: string;
  facts: readonly string[];
}

/** Of several at the same distance the first; none where all are further than `within`. */
export function nearestSpot(spots: readonly Spot[], { x, y }: Point, within: number): Spot | undefined {
  let nearest: Spot | undefined;
  let least = Infinity;
  for (const spot of spots) {
    const distance = Math.hypot(spot.at.x - x, spot.at.y - y);
    if (distance > within || distance >= least) continue;
    nearest = spot;
    least = distance;
  }
  return nearest;
}

/**
 * Where an arrow key leads, or Home and End to the ends of a series; undefined: it is another key. At an end it stays,
 * and from nowhere an arrow goes to the first.
 */
export function nextSpot(spots: readonly Spot[], from: Spot | undefined, key: string): Spot | undefined {
  const way = ways[key];
  if (!way) return from && endOfSeries(spots, from, key);
  if (!from) return spots[0];
  return way.along ? alongSeries(spots, from, way.by) : toSeries(spots, from, way.by);
}

const ways: Record<string, { along: boolean; by: 1 | -1 }> = {
  ArrowLeft: { along: true, by: -1 },
  ArrowRight: { along: true, by: 1 },
  ArrowUp: { along: false, by: -1 },
  ArrowDown: { along: false, by: 1 },
};

function endOfSeries(spots: readonly Spot[], from: Spot, key: string): Spot | undefined {
  const series = spots.filter((spot) => spot.series === from.series);
  return key === "Home" ? series[0] : key === "End" ? series.at(-1) : undefined;
}

function alongSeries(spots: readonly Spot[], from: Spot, by: number): Spot {
  const beyond = spots.filter(({ series, index }) => series === from.series && (index - from.index) * by > 0);
  return closest(beyond, from.index) ?? from;
}

function toSeries(spots: readonly Spot[], from: Spot, by: number): Spot {
  const names = [...new Set(spots.map(({ series }) => series))];
  const name = names[names.indexOf(from.series) + by];
  const others = spots.filter(({ series }) => series === name);
  return closest(others, from.index) ?? from;
}

function closest(spots: readonly Spot[], index: number): Spot | undefined {
  return spots.reduce<Spot | undefined>(
    (best, spot) => (best && Math.abs(best.index - index) <= Math.abs(spot.index - index) ? best : spot),
    undefined,
  );
}

export function spotMark({ at }: Spot, radius: number): Mark {
  return { kind: "path", name: "cursor", path: glyphPath("ring", at, radius) };
}

export interface TooltipPlace {
  /** From the left, per cent of the picture; the tooltip hangs there by the same share of its own width. */
  across: number;
  /** Pixels of the picture, per cent, from the edge that `side` names. */
  away: number;
  side: "top" | "bottom";
}

/** On the far side of the nearer edge, so that it never leaves a picture that is wide enough for it. */
export function tooltipPlace({ x, y }: Point, { width, height }: Size): TooltipPlace {
  const share = (part: number, whole: number) => Math.min(100, Math.max(0, (100 * part) / whole));
  const down = share(y, height);
  return {
    across: share(x, width),
    side: down < 50 ? "top" : "bottom",
    away: down < 50 ? down : 100 - down,
  };
}

export const isWithin = ({ x, y }: Point, { width, height }: Size) =>
  x >= 0 && x <= width && y >= 0 && y <= height;
