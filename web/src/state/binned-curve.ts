/**
 * The mean of a long series over at most `bins` equal stretches: what a plot a few hundred pixels wide can show of
 * a hundred thousand training steps, in constant memory. Values that are not finite are left out.
 */
export class BinnedCurve {
  private readonly sum: Float64Array;
  private readonly count: Uint32Array;
  readonly width: number;

  constructor(
    readonly length: number,
    bins: number,
  ) {
    this.width = Math.max(1, Math.ceil(length / bins));
    const used = Math.ceil(length / this.width);
    this.sum = new Float64Array(used);
    this.count = new Uint32Array(used);
  }

  /** values[i] belongs to step `start` + i, counted from 0. */
  add(start: number, values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; ++i) {
      const bin = Math.floor((start + i) / this.width);
      const value = values[i]!;
      if (bin >= this.sum.length || !Number.isFinite(value)) continue;
      this.sum[bin]! += value;
      this.count[bin]! += 1;
    }
  }

  /** The middle of each stretch that has a value, and its mean. */
  points(): { x: number; y: number }[] {
    const points = [];
    for (let bin = 0; bin < this.sum.length; ++bin) {
      if (this.count[bin] === 0) continue;
      const middle = bin * this.width + (this.count[bin]! + 1) / 2;
      points.push({ x: middle, y: this.sum[bin]! / this.count[bin]! });
    }
    return points;
  }
}
