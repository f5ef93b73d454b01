// Where names stand beside their marks: near them, within the picture, clear of each other and of other marks.
import type { Point, Size } from "./loss-chart.ts";

export interface Named {
  /** The mark. */
  at: Point;
  label: string;
}

export interface NamePlace {
  /** Of the text: the end that `anchor` names, on its baseline. */
  at: Point;
  anchor: "start" | "middle" | "end";
  box: Box;
  /** Where a line from the mark meets the name. */
  joint: Point;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const letterWidth = 7;
const height = 15;
/** From the baseline down to the lower edge. */
const descent = 4;
/** Of a mark, with air around it. */
const markRadius = 9;
const distances = [14, 24, 36, 50, 66, 84];
/** To the right first, as one reads; then around. */
const directions = [-30, 30, 0, 150, -150, 180, -60, 60, -120, 120, -90, 90].map((degrees) => (degrees * Math.PI) / 180);

/** One place for each of `names`, the first first. `others`: what else is drawn that a name must not cover. */
export function placeNames(names: readonly Named[], others: readonly Point[], size: Size): NamePlace[] {
  const taken = [...others, ...names.map(({ at }) => at)].map(markBox);
  return names.map((name) => {
    const place = clearest(candidatesOf(name), taken, size);
    taken.push(place.box);
    return place;
  });
}

function candidatesOf(name: Named): NamePlace[] {
  return distances.flatMap((distance) => directions.map((direction) => placeAt(name, distance, direction)));
}

function placeAt({ at, label }: Named, distance: number, direction: number): NamePlace {
  const along = Math.cos(direction);
  const joint = { x: at.x + distance * along, y: at.y + distance * Math.sin(direction) };
  const anchor = along > 0.1 ? "start" : along < -0.1 ? "end" : "middle";
  const width = label.length * letterWidth;
  const left = joint.x - width * { start: 0, middle: 0.5, end: 1 }[anchor];
  const top = joint.y - height / 2;
  const box = { left, top, right: left + width, bottom: top + height };
  return { at: { x: joint.x, y: box.bottom - descent }, anchor, box, joint };
}

/** The nearest that covers nothing; where there is none, the one that covers least. */
function clearest(candidates: readonly NamePlace[], taken: readonly Box[], size: Size): NamePlace {
  const covered = ({ box }: NamePlace) =>
    taken.reduce((sum, each) => sum + overlap(box, each), 0) + outside(box, size);
  return candidates
    .map((place) => ({ place, cost: covered(place) }))
    .reduce((best, each) => (each.cost < best.cost ? each : best)).place;
}

function markBox({ x, y }: Point): Box {
  return { left: x - markRadius, top: y - markRadius, right: x + markRadius, bottom: y + markRadius };
}

/** The area that two boxes share. */
export function overlap(a: Box, b: Box): number {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(0, across) * Math.max(0, down);
}

/** How much of a box the picture does not show. */
function outside(box: Box, { width, height: tall }: Size): number {
  const area = (box.right - box.left) * (box.bottom - box.top);
  return area - overlap(box, { left: 0, top: 0, right: width, bottom: tall });
}
