// Matrices from left to right, line after line, like words. Names of rows stand at the begin of a line.
import type { Point } from "./loss-chart.ts";
import { blockSize, titleHeight, type MatrixBlock } from "./matrix-block.ts";

export interface FlowBlock extends Omit<MatrixBlock, "at"> {
  /** Where its line begins: after a line's gap, or close below the block above it. */
  line?: "new" | "close";
}

export const blockGap = 20;
/** For the names of rows. */
export const labelWidth = 64;
const closeGap = 6;

export function flowBlocks(blocks: readonly FlowBlock[], corner: Point, width: number) {
  const room = width - labelWidth;
  const placed: MatrixBlock[] = [];
  let left = 0;
  let top = corner.y + titleHeight;
  let height = 0;
  for (const { line, rowNames, ...block } of blocks) {
    const size = blockSize(block);
    if (left > 0 && (line || left + size.width > room + 0.5)) {
      top += height + titleHeight + (line === "close" ? closeGap : blockGap);
      left = 0;
      height = 0;
    }
    const at = { x: corner.x + labelWidth + left, y: top };
    placed.push({ ...block, at, ...(left === 0 && rowNames ? { rowNames } : {}) });
    left += size.width + blockGap;
    height = Math.max(height, size.height);
  }
  return { blocks: placed, bottom: top + height };
}

const widestCell = 42;
const leastForNumbers = 27;

/** So wide that two blocks share a line where their numbers stay readable. */
export function cellWidth(columns: number, width: number): number {
  const room = width - labelWidth;
  const half = (room - blockGap) / 2;
  return Math.min(widestCell, (half / columns >= leastForNumbers ? half : room) / columns);
}

export const cellHeight = 24;
