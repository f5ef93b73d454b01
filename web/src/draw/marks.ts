// A picture as a list of marks: pure values, so that two pictures can be compared, drawn as SVG and exported. Colours
// are classes, resolved by the style sheet of a theme.
import type { Point } from "./loss-chart.ts";

export type Mark =
  /** `opacity` is of stroke and fill each: an opacity of the whole mark would cost the browser a layer. */
  | { kind: "path"; path: string; name: string; opacity?: number }
  | {
      kind: "text";
      at: Point;
      text: string;
      name: string;
      anchor?: "start" | "middle" | "end";
    };

export type Glyph = "dot" | "ring" | "diamond" | "square" | "cross" | "triangle" | "plus" | "star";

export const rounded = (value: number) => Math.round(value * 100) / 100;

export function pathThrough(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? "M" : "L"}${rounded(x)} ${rounded(y)}`).join("");
}

const outlines: Record<Exclude<Glyph, "dot" | "ring">, readonly (readonly [number, number])[][]> = {
  diamond: [
    [
      [0, -1.25],
      [1.25, 0],
      [0, 1.25],
      [-1.25, 0],
      [0, -1.25],
    ],
  ],
  square: [
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ],
  ],
  triangle: [
    [
      [0, -1.25],
      [1.15, 0.85],
      [-1.15, 0.85],
      [0, -1.25],
    ],
  ],
  cross: [
    [
      [-1, -1],
      [1, 1],
    ],
    [
      [-1, 1],
      [1, -1],
    ],
  ],
  plus: [
    [
      [-1.2, 0],
      [1.2, 0],
    ],
    [
      [0, -1.2],
      [0, 1.2],
    ],
  ],
  star: [
    [
      [-1.2, 0],
      [1.2, 0],
    ],
    [
      [-0.6, -1.05],
      [0.6, 1.05],
    ],
    [
      [0.6, -1.05],
      [-0.6, 1.05],
    ],
  ],
};

/** A small shape of a radius around a point. */
export function glyphPath(glyph: Glyph, { x, y }: Point, radius: number): string {
  if (glyph === "dot" || glyph === "ring") {
    const r = rounded(radius);
    return `M${rounded(x - radius)} ${rounded(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  return outlines[glyph]
    .map((outline) => pathThrough(outline.map(([dx, dy]) => ({ x: x + dx * radius, y: y + dy * radius }))))
    .join("");
}

/** A shaft with a head of two strokes; nothing where it would be shorter than two pixels. */
export function arrowPath(from: Point, to: Point, head = 6): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (!(length >= 2)) return "";
  const size = Math.min(head, length * 0.6);
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const wing = (turn: number) => ({
    x: to.x - size * Math.cos(angle + turn),
    y: to.y - size * Math.sin(angle + turn),
  });
  return pathThrough([from, to]) + pathThrough([wing(0.45), to, wing(-0.45)]);
}
