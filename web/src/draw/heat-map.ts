// A matrix as coloured cells. Cells of equal strength share one path: a few dozen elements per matrix instead of
// a hundred, and the page's style sheet gives the two colours.
export interface HeatMapPath {
  negative: boolean;
  /** 0 … 1, in tenths. */
  strength: number;
  path: string;
}

const levels = 10;

/** matrix: row-major, `size` × `size`; `largest`: the magnitude drawn at full strength. Cells are 1 × 1. */
export function heatMap(matrix: ArrayLike<number>, size: number, largest: number): HeatMapPath[] {
  const paths = new Map<number, string>();
  for (let row = 0; row < size; ++row) {
    for (let column = 0; column < size; ++column) {
      const level = strengthLevel(matrix[row * size + column]!, largest);
      if (level === 0) continue;
      paths.set(level, `${paths.get(level) ?? ""}M${column} ${row}h1v1h-1z`);
    }
  }
  return [...paths].map(([level, path]) => ({ negative: level < 0, strength: Math.abs(level) / levels, path }));
}

function strengthLevel(value: number, largest: number): number {
  if (!Number.isFinite(value) || largest <= 0) return 0;
  return Math.max(-levels, Math.min(levels, Math.round((levels * value) / largest)));
}
