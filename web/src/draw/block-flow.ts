// Matrices from left to right, line after line, like words. Names of rows stand at the begin of a line.
import type { Point } from "./loss-chart.ts";
import { blockSize, leastForNumbers, titleHeight, type MatrixBlock } from "./matrix-block.ts";

export interface FlowBlock extends Omit<MatrixBlock, "at"> {
  /** new: begins a line; under: close below the block before it. */
  line?: "new" | "under";
}

export const blockGap = 20;
const closeGap = 6;
/** How wide a letter of a title is at most on average. */
const titleLetter = 7;

/** For the names of rows. */
export function labelWidth(names: readonly string[]): number {
  return Math.max(...names.map((name) => name.length)) * 7 + 14;
}

/** `whole`: the room, that of the labels included. */
export function flowBlocks(blocks: readonly FlowBlock[], corner: Point, whole: number, labels: number) {
  const room = whole - labels;
  const placed: MatrixBlock[] = [];
  let left = 0;
  let top = corner.y + titleHeight;
  let bottom = top;
  for (const { line, rowNames, ...block } of blocks) {
    const size = blockSize(block);
    if (line === "under") {
      const above = placed.at(-1)!;
      const y = above.at.y + blockSize(above).height + titleHeight + closeGap;
      placed.push({ ...block, at: { x: above.at.x, y } });
      bottom = Math.max(bottom, y + size.height);
      continue;
    }
    const width = Math.max(size.width, block.title.length * titleLetter);
    if (left > 0 && (line || left + width > room + 0.5)) {
      top = bottom + titleHeight + blockGap;
      left = 0;
    }
    const at = { x: corner.x + labels + left, y: top };
    placed.push({ ...block, at, ...(left === 0 && rowNames ? { rowNames } : {}) });
    left += width + blockGap;
    bottom = Math.max(bottom, top + size.height);
  }
  return { blocks: placed, bottom };
}

const widestCell = 42;

/** So wide that two blocks share a line where their numbers stay readable; `room`: without labels. */
export function cellWidth(columns: number, room: number): number {
  const half = (room - blockGap) / 2;
  return Math.min(widestCell, (half / columns >= leastForNumbers ? half : room) / columns);
}

export const cellHeight = 24;
