// What every head multiplies and adds, as matrices: P and Q, similarities, transformations, sums, and the tokens moved.
import { layerMatrices, layerWords as words } from "../messages/layer.ts";
import {
  isWorking,
  layerFormula,
  layerShaped,
  rowsDoneOf,
  tokenNamesOf,
  type LayerMatrix,
  type LayerView,
} from "../state/layer-view.ts";
import { attentionCellWords as cellWords } from "../messages/attention.ts";
import { blockGap, cellHeight, cellWidth, flowBlocks, labelWidth, type FlowBlock } from "./block-flow.ts";
import { formatEntry } from "./entry.ts";
import type { Point, Size } from "./loss-chart.ts";
import type { Mark } from "./marks.ts";
import { blockMarks, blockSpots, type MatrixBlock } from "./matrix-block.ts";
import type { Spot } from "./spots.ts";

const headHeight = 30;
const ofHead: readonly LayerMatrix[] = ["P", "Q", "similarities", "transformations", "deltas"];
const ofLayer: readonly LayerMatrix[] = ["tokens", "sum", "after"];

interface PlacedBlock extends MatrixBlock {
  matrix: LayerMatrix;
  head: number;
}

export interface LayerMatricesPicture {
  size: Size;
  blocks: PlacedBlock[];
  heads: { text: string; at: Point; kind: string }[];
}

export function layerMatrixPicture(view: LayerView, width: number): LayerMatricesPicture {
  const picture: LayerMatricesPicture = { size: { width, height: 0 }, blocks: [], heads: [] };
  const groups = [
    ...view.report.heads.map((_, head) => ({ text: words.head(head + 1), kind: "linear", head, matrices: ofHead })),
    { text: words.layer, kind: "inputs", head: 0, matrices: ofLayer },
  ];
  let y = 0;
  for (const { text, kind, head, matrices } of groups) {
    picture.heads.push({ text, at: { x: 0, y: y + 18 }, kind });
    const labels = labelWidth(tokenNamesOf(view));
    const blocks = matrices.map((matrix) => blockOf(matrix, view, head, width - labels));
    const flow = flowBlocks(blocks, { x: 0, y: y + headHeight }, width, labels);
    picture.blocks.push(...flow.blocks.map((block, i) => ({ ...block, matrix: matrices[i]!, head })));
    y = flow.bottom + blockGap;
  }
  return { ...picture, size: { width, height: Math.ceil(y) } };
}

function blockOf(matrix: LayerMatrix, view: LayerView, head: number, room: number): FlowBlock {
  const { rows, columns, values } = layerShaped(matrix, view, head);
  const isOfTokens = matrix !== "P" && matrix !== "Q";
  const largest = Array.from(values).reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  return {
    name: `${matrix}-${head + 1}`,
    title: layerMatrices[matrix].title,
    rows,
    columns,
    values,
    cell: { width: cellWidth(columns, room), height: cellHeight },
    largest,
    rowsDone: rowsDoneOf(matrix, view.time, rows),
    isLit: isWorking(matrix, view.time),
    ...(isOfTokens ? { rowNames: tokenNamesOf(view).slice(0, rows) } : {}),
    ...(matrix === "similarities" ? { line: "new" as const } : {}),
  };
}

export function layerMatrixMarks({ blocks, heads }: LayerMatricesPicture): Mark[] {
  return [
    ...heads.map(({ text, at, kind }): Mark => ({ kind: "text", name: `panel-head ${kind}`, at, text })),
    ...blocks.flatMap(blockMarks),
  ];
}

export function layerMatrixSpots({ blocks }: LayerMatricesPicture, view: LayerView): Spot[] {
  return blocks.flatMap((block) => blockSpots(block, (row, column) => tell(block, view, row, column)));
}

function tell({ matrix, head, rowsDone, values, columns }: PlacedBlock, view: LayerView, row: number, column: number) {
  const names = tokenNamesOf(view);
  const rowName = matrix === "P" || matrix === "Q" ? String(row + 1) : names[row]!;
  const columnName = matrix === "similarities" ? names[column]! : cellWords.entry(column + 1);
  const title = `${layerMatrices[matrix].name}: ${rowName} → ${columnName}`;
  if (row >= rowsDone) return { title, facts: [cellWords.notYet] };
  const [symbols, numbers] = layerFormula(matrix, view, head, row, column);
  return { title, facts: [symbols, ...(numbers ? [`= ${numbers}`] : []), `= ${formatEntry(values[row * columns + column]!)}`] };
}
