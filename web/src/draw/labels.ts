/**
 * Moves labels apart so that none is closer than `gap` to the next, as little as possible and within
 * [top, bottom]. Returns positions in the order of the input. Pool-adjacent-violators on the sorted positions.
 */
export function spreadLabels(positions: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]!);
  const blocks: { sum: number; size: number }[] = [];
  order.forEach((index, rank) => {
    blocks.push({ sum: positions[index]! - rank * gap, size: 1 });
    while (blocks.length > 1 && mean(blocks.at(-2)!) >= mean(blocks.at(-1)!)) {
      const last = blocks.pop()!;
      const previous = blocks.at(-1)!;
      previous.sum += last.sum;
      previous.size += last.size;
    }
  });
  const highest = Math.max(top, bottom - (positions.length - 1) * gap);
  const spread = new Array<number>(positions.length);
  let rank = 0;
  for (const block of blocks) {
    const start = Math.min(Math.max(mean(block), top), highest);
    for (let i = 0; i < block.size; ++i, ++rank) spread[order[rank]!] = start + rank * gap;
  }
  return spread;
}

function mean({ sum, size }: { sum: number; size: number }): number {
  return sum / size;
}
