// Softmax and linear attention as two panels of matrices under what both start from. A pure function of the view and
// the room.
import {
  attentionCellWords as cellWords,
  attentionMatrices,
  attentionWords as words,
  type AttentionMatrix,
} from "../messages/attention.ts";
import { formulaOf } from "../state/attention-formulas.ts";
import { isAtWork, rowsDone } from "../state/attention-time.ts";
import { isHidden, shaped, tokenNames, type AttentionView } from "../state/attention-view.ts";
import { blockGap, cellHeight, cellWidth, flowBlocks, labelWidth, type FlowBlock } from "./block-flow.ts";
import { formatEntry } from "./entry.ts";
import type { Point, Size } from "./loss-chart.ts";
import type { Mark } from "./marks.ts";
import { blockMarks, blockSpots, type MatrixBlock } from "./matrix-block.ts";
import type { Spot } from "./spots.ts";

interface Panel {
  title: string;
  kind: "inputs" | "softmax" | "linear";
  matrices: readonly AttentionMatrix[];
}

const inputs: Panel = { title: words.inputPanel, kind: "inputs", matrices: ["tokens", "q", "k", "v"] };
const sides: readonly Panel[] = [
  { title: words.softmaxPanel, kind: "softmax", matrices: ["scores", "scaled", "weights", "output"] },
  {
    title: words.linearPanel,
    kind: "linear",
    matrices: ["phiQ", "phiK", "S", "z", "linearOutput", "linearWeights", "deviation"],
  },
];

const panelGap = 36;
const headHeight = 30;
const leastWide = 760;

export interface AttentionPicture {
  size: Size;
  blocks: MatrixBlock[];
  heads: { text: string; at: Point; kind: Panel["kind"] }[];
}

export function attentionPicture(view: AttentionView, width: number): AttentionPicture {
  const isWide = width >= leastWide;
  const top = placePanel(inputs, view, { x: 0, y: 0 }, width);
  const room = isWide ? (width - panelGap) / 2 : width;
  const placed = [top];
  let below = top.bottom + blockGap;
  for (const [index, side] of sides.entries()) {
    const x = isWide ? index * (room + panelGap) : 0;
    const panel = placePanel(side, view, { x, y: below }, room);
    placed.push(panel);
    if (!isWide) below = panel.bottom + blockGap;
  }
  return {
    size: { width, height: Math.ceil(Math.max(...placed.map(({ bottom }) => bottom)) + 2) },
    blocks: placed.flatMap(({ blocks }) => blocks),
    heads: placed.map(({ head }) => head),
  };
}

function placePanel({ title, kind, matrices }: Panel, view: AttentionView, { x, y }: Point, width: number) {
  const labels = labelWidth(tokenNames(view, words.token));
  const blocks = matrices.map((name) => blockOf(name, view, width - labels));
  return { ...flowBlocks(blocks, { x, y: y + headHeight }, width, labels), head: { text: title, at: { x, y: y + 18 }, kind } };
}

/** z stands below S, feature below feature. */
const lines: Partial<Record<AttentionMatrix, FlowBlock["line"]>> = {
  S: "new",
  z: "under",
  linearWeights: "new",
};

function blockOf(name: AttentionMatrix, view: AttentionView, room: number): FlowBlock {
  const { rows, columns, values } = shaped(name, view);
  const line = lines[name];
  return {
    name,
    title: attentionMatrices[name].title,
    rows,
    columns,
    values,
    cell: { width: cellWidth(columns, room), height: cellHeight },
    largest: largestOf(name, view),
    rowsDone: isMemory(name) ? (view.time > 1 ? rows : 0) : rowsDone(name, view.time, rows),
    isLit: isAtWork(name, view.time),
    isHidden: (row, column) => isHidden(name, view, row, column),
    ...(rows === view.n && !isMemory(name) ? { rowNames: tokenNames(view, words.token) } : {}),
    ...(line ? { line } : {}),
  };
}

const isMemory = (name: AttentionMatrix) => name === "S" || name === "z";

/** Weights and deviations are drawn on one scale; the memory on that of its end, so that it is seen to fill. */
function largestOf(name: AttentionMatrix, view: AttentionView): number {
  if (name === "weights" || name === "linearWeights" || name === "deviation") return 1;
  const { report } = view;
  const last = report.steps.at(-1)!;
  const values = name === "S" ? last.S : name === "z" ? last.z : shaped(name, view).values;
  return Array.from(values).reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
}

export function attentionMarks({ blocks, heads }: AttentionPicture): Mark[] {
  return [
    ...heads.map(({ text, at, kind }): Mark => ({ kind: "text", name: `panel-head ${kind}`, at, text })),
    ...blocks.flatMap(blockMarks),
  ];
}

export function attentionSpots(picture: AttentionPicture, view: AttentionView): Spot[] {
  const names = tokenNames(view, words.token);
  return picture.blocks.flatMap((block) =>
    blockSpots(block, (row, column) => tell(block.name as AttentionMatrix, view, names, row, column)),
  );
}

const byFeature = new Set<AttentionMatrix>(["phiQ", "phiK", "S", "z"]);
const byEntry = new Set<AttentionMatrix>(["tokens", "q", "k", "v", "output", "linearOutput"]);

function tell(name: AttentionMatrix, view: AttentionView, tokens: readonly string[], row: number, column: number) {
  const rowName = name === "S" ? cellWords.entry(row + 1) : name === "z" ? "" : tokens[row]!;
  const columnName = byFeature.has(name)
    ? cellWords.feature(column + 1)
    : byEntry.has(name)
      ? cellWords.entry(column + 1)
      : tokens[column]!;
  const place = [rowName, columnName].filter((part) => part !== "").join(" → ");
  const title = `${attentionMatrices[name].name}: ${place}`;
  const isDone = isMemory(name) ? view.time > 1 : row < rowsDone(name, view.time, view.n);
  if (!isDone) return { title, facts: [cellWords.notYet] };
  const { symbols, numbers, value } = formulaOf(name, view, row, column);
  if (isHidden(name, view, row, column)) return { title, facts: [symbols] };
  return { title, facts: [symbols, ...(numbers ? [`= ${numbers}`] : []), `= ${formatEntry(value)}`] };
}
