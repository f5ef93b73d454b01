// The maps that the memories predict with, as heat maps beside the sensor's own, all on one scale.
import { ruleNames, streamWords as words } from "../messages/stream.ts";
import { formatLoss } from "./format.ts";
import type { Point, Size } from "./loss-chart.ts";
import { rounded, type Mark } from "./marks.ts";
import type { Spot } from "./spots.ts";
import { classOf, momentAt, type StreamFrame } from "./stream-chart.ts";

const gap = 14;
const heading = 22;

interface Panel {
  name: string;
  kind: string;
  map: Float64Array;
  origin: Point;
}

interface Grid {
  panels: Panel[];
  cell: number;
  largest: number;
}

export const mapsHeight = (d: number, dv: number, width: number, panels: number): number => {
  const columns = columnsFor(width);
  const rows = Math.ceil(panels / columns);
  return rows * (heading + d * cellFor(width, dv, columns)) + (rows - 1) * gap + 2;
};

const columnsFor = (width: number) => (width < 420 ? 3 : 6);

const cellFor = (width: number, dv: number, columns: number) =>
  Math.max(6, Math.min(26, Math.floor((width - 2 - (columns - 1) * gap) / columns / dv)));

function gridOf(frame: StreamFrame, { width }: Size): Grid {
  const { d, dv, costs } = frame.window;
  const { w, memories } = momentAt(frame);
  const columns = columnsFor(width);
  const cell = cellFor(width, dv, columns);
  const across = (width - 2 + gap) / columns;
  const maps = [
    ...(w ? [{ name: words.truth as string, kind: "truth", map: w }] : []),
    ...costs.map(({ rule }, i) => ({ name: ruleNames[rule] as string, kind: classOf(rule), map: memories[i]!.map })),
  ];
  const panels = maps.map((panel, i) => ({
    ...panel,
    origin: {
      x: 1 + (i % columns) * across,
      y: heading + Math.floor(i / columns) * (heading + d * cell + gap),
    },
  }));
  return { panels, cell, largest: scaleOf(w ?? memories.at(-1)!.map) };
}

/** Steps of a factor two: colours stay comparable from token to token. */
function scaleOf(map: Float64Array): number {
  const largest = Math.max(...map.map(Math.abs));
  return largest > 0 && Number.isFinite(largest) ? 2 ** Math.ceil(Math.log2(largest)) : 1;
}

export function streamMaps(frame: StreamFrame, size: Size): Mark[] {
  const { d, dv } = frame.window;
  const { panels, cell, largest } = gridOf(frame, size);
  return panels.flatMap(({ name, kind, map, origin }): Mark[] => [
    { kind: "text", name: `map-name ${kind}`, at: { x: origin.x, y: origin.y - 7 }, text: name },
    { kind: "path", name: "cells", path: `M${rounded(origin.x)} ${origin.y}h${dv * cell}v${d * cell}h${-dv * cell}z` },
    ...cellMarks(map, dv, origin, cell, largest),
  ]);
}

/** In tenths of the scale, cells of a strength in one path. */
function cellMarks(map: Float64Array, dv: number, origin: Point, cell: number, largest: number): Mark[] {
  const paths = new Map<number, string>();
  map.forEach((value, i) => {
    const level = Number.isFinite(value) ? Math.round(Math.max(-1, Math.min(1, value / largest)) * 10) : 0;
    if (level === 0) return;
    const at = `M${rounded(origin.x + (i % dv) * cell)} ${rounded(origin.y + Math.floor(i / dv) * cell)}`;
    paths.set(level, `${paths.get(level) ?? ""}${at}h${cell}v${cell}h${-cell}z`);
  });
  return [...paths].map(([level, path]) => ({
    kind: "path",
    name: level < 0 ? "negative" : "positive",
    path,
    opacity: Math.abs(level) / 10,
  }));
}

export function mapSpots(frame: StreamFrame, size: Size): Spot[] {
  const { d, dv } = frame.window;
  const { panels, cell } = gridOf(frame, size);
  const truth = panels.find(({ kind }) => kind === "truth")?.map;
  return panels.flatMap(({ name, kind, map, origin }) =>
    Array.from({ length: d * dv }, (_, i) => ({
      series: `${kind} ${Math.floor(i / dv)}`,
      index: i % dv,
      at: { x: origin.x + ((i % dv) + 0.5) * cell, y: origin.y + (Math.floor(i / dv) + 0.5) * cell },
      title: words.cellOf(name, Math.floor(i / dv) + 1, (i % dv) + 1),
      facts: [
        ...(kind === "truth" ? [] : [words.cellValue(formatLoss(map[i]!))]),
        ...(truth ? [words.cellTruth(formatLoss(truth[i]!))] : []),
      ],
    })),
  );
}
