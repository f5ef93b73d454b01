/** @param {number[]} values at least one */
export function median(values) {
  if (values.length === 0) throw new RangeError("values: at least one is needed");
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = /** @type {number} */ (sorted[half]);
  return sorted.length % 2 === 1 ? upper : (upper + /** @type {number} */ (sorted[half - 1])) / 2;
}

/** @param {number[]} values */
export const best = (values) => Math.min(...values);
