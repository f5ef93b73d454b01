// A small matrix with its numbers: coloured cells, names of its rows, a title, and what can be pointed at.
import { formatEntry } from "./entry.ts";
import type { Point, Size } from "./loss-chart.ts";
import { rounded, type Mark } from "./marks.ts";
import type { Spot } from "./spots.ts";

export interface MatrixBlock {
  name: string;
  title: string;
  rows: number;
  columns: number;
  values: ArrayLike<number>;
  /** The corner of its first cell. */
  at: Point;
  cell: Size;
  /** The magnitude drawn at full strength. */
  largest: number;
  /** Rows that are computed; the others are empty. */
  rowsDone: number;
  isLit: boolean;
  rowNames?: readonly string[];
  isHidden?(row: number, column: number): boolean;
}

/** Cells narrower than this have no room for a number. */
export const leastForNumbers = 32;
const levels = 10;

/** Of the title above a block. */
export const titleHeight = 22;

export function blockSize({ rows, columns, cell }: Pick<MatrixBlock, "rows" | "columns" | "cell">): Size {
  return { width: columns * cell.width, height: rows * cell.height };
}

export function blockMarks(block: MatrixBlock): Mark[] {
  const { at, title, name, isLit } = block;
  const { width, height } = blockSize(block);
  return [
    { kind: "text", name: `block-title${isLit ? " lit" : ""}`, at: { x: at.x, y: at.y - 8 }, text: title },
    { kind: "path", name: `block ${name}${isLit ? " lit" : ""}`, path: boxPath(at, { width, height }) },
    ...heatMarks(block),
    ...(block.cell.width >= leastForNumbers ? numberMarks(block) : []),
    ...nameMarks(block),
  ];
}

/** One path for all cells of a strength: few elements, however large the matrix. */
function heatMarks(block: MatrixBlock): Mark[] {
  const { cell, largest } = block;
  const paths = new Map<string, string>();
  for (const { row, column, value } of cellsDone(block)) {
    const strength = largest > 0 ? Math.round(Math.min(1, Math.abs(value) / largest) * levels) : 0;
    if (!strength) continue;
    const key = `heat ${value < 0 ? "negative" : "positive"} heat-${strength}`;
    paths.set(key, (paths.get(key) ?? "") + boxPath(cornerOf(block, row, column), cell));
  }
  return [...paths].map(([name, path]) => ({ kind: "path", name, path }));
}

export function boxPath({ x, y }: Point, { width, height }: Size): string {
  return `M${rounded(x)} ${rounded(y)}h${rounded(width)}v${rounded(height)}h${-rounded(width)}z`;
}

function numberMarks(block: MatrixBlock): Mark[] {
  const { cell } = block;
  return cellsDone(block).map(({ row, column, value }) => {
    const { x, y } = cornerOf(block, row, column);
    return {
      kind: "text",
      name: "cell",
      at: { x: rounded(x + cell.width / 2), y: rounded(y + cell.height / 2 + 4) },
      text: shortEntry(value),
      anchor: "middle",
    };
  });
}

function nameMarks({ rowNames, at, cell }: MatrixBlock): Mark[] {
  return (rowNames ?? []).map((text, row) => ({
    kind: "text",
    name: "row-name",
    at: { x: at.x - 6, y: rounded(at.y + (row + 0.5) * cell.height + 4) },
    text,
    anchor: "end",
  }));
}

/** Two digits after the point, where they say something. */
function shortEntry(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 10 || !Number.isFinite(value)) return formatEntry(value).replace(/(\d{2})\.\d/, "$1");
  return value.toFixed(2).replace("-0.00", "0.00").replace("-", "−");
}

interface Cell {
  row: number;
  column: number;
  value: number;
}

function cellsDone({ rowsDone, columns, values, isHidden }: MatrixBlock): Cell[] {
  return Array.from({ length: rowsDone * columns }, (_, i) => ({
    row: Math.floor(i / columns),
    column: i % columns,
    value: values[i]!,
  })).filter(({ row, column, value }) => !Number.isNaN(value) && !isHidden?.(row, column));
}

function cornerOf({ at, cell }: MatrixBlock, row: number, column: number): Point {
  return { x: at.x + column * cell.width, y: at.y + row * cell.height };
}

/** Every cell; up and down lead from row to row, and from matrix to matrix. */
export function blockSpots(
  block: MatrixBlock,
  tell: (row: number, column: number) => Pick<Spot, "title" | "facts">,
): Spot[] {
  const { rows, columns, name, cell } = block;
  return Array.from({ length: rows * columns }, (_, i) => {
    const row = Math.floor(i / columns);
    const column = i % columns;
    const { x, y } = cornerOf(block, row, column);
    return {
      series: `${name} ${row}`,
      index: column,
      at: { x: x + cell.width / 2, y: y + cell.height / 2 },
      get title() {
        return tell(row, column).title;
      },
      get facts() {
        return tell(row, column).facts;
      },
    };
  });
}
