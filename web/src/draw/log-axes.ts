// A plane with two logarithmic axes, on which powers are straight lines.
import type { Point, Size } from "./loss-chart.ts";
import { rounded, type Mark } from "./marks.ts";
import { clamped, logScale } from "./scales.ts";

export interface Margin {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

type Domain = readonly [number, number];

export interface LogAxes extends Margin {
  x: (value: number) => number;
  y: (value: number) => number;
  place(x: number, y: number): Point;
  yDomain: Domain;
}

/** right and bottom are pixels from the left and the top, unlike those of the margin. */
export function logAxes(xDomain: Domain, yDomain: Domain, { width, height }: Size, margin: Margin): LogAxes {
  const edges = { ...margin, right: width - margin.right, bottom: height - margin.bottom };
  const x = logScale(xDomain, [edges.left, edges.right]);
  const y = clamped(yDomain, logScale, [edges.bottom, edges.top]);
  return { ...edges, x, y, yDomain, place: (a, b) => ({ x: x(a), y: y(b) }) };
}

export interface Ticks {
  x: readonly number[];
  y: readonly number[];
  xText(value: number): string;
  yText(value: number): string;
  xName: string;
}

export function logAxisMarks({ left, right, top, bottom, x, y }: LogAxes, ticks: Ticks): Mark[] {
  const gridLine = (value: number): Mark => ({ kind: "path", name: "grid", path: `M${left} ${rounded(y(value))}H${right}` });
  const yLabel = (value: number): Mark => ({
    kind: "text",
    name: "tick",
    at: { x: left - 6, y: rounded(y(value)) + 4 },
    text: ticks.yText(value),
    anchor: "end",
  });
  const xLabel = (value: number): Mark => ({
    kind: "text",
    name: "tick",
    at: { x: rounded(x(value)), y: bottom + 16 },
    text: ticks.xText(value),
    anchor: "middle",
  });
  return [
    ...ticks.y.flatMap((value) => [gridLine(value), yLabel(value)]),
    ...ticks.x.map(xLabel),
    { kind: "path", name: "axis", path: `M${left} ${top}V${bottom}H${right}` },
    { kind: "text", name: "axis-name", at: { x: right, y: bottom + 32 }, text: ticks.xName, anchor: "end" },
  ];
}

/** At most about so many, the last among them. */
export function sparse<T>(values: readonly T[], most: number): T[] {
  const every = Math.max(1, Math.ceil(values.length / most));
  return values.filter((_, i) => (values.length - 1 - i) % every === 0);
}
