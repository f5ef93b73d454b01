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

/**
 * y = c xᵖ by least squares of ln y on ln x:  p = Sxy / Sxx,  standard error √(RSS / (k − 2) / Sxx), with sums over the
 * k points' deviations from their means.
 * @param {{ x: number, y: number }[]} points at least three, positive, not all of the same x
 * @returns {{ exponent: number, standardError: number }}
 */
export function powerLaw(points) {
  if (points.length < 3) throw new RangeError(`points: ${points.length} are too few, at least three are needed`);
  const x = deviations(points.map((point) => Math.log(point.x)));
  const y = deviations(points.map((point) => Math.log(point.y)));
  const squares = dot(x, x);
  const exponent = dot(x, y) / squares;
  const residuals = y.map((value, i) => value - exponent * Number(x[i]));
  return { exponent, standardError: Math.sqrt(dot(residuals, residuals) / (points.length - 2) / squares) };
}

/** @param {number[]} values */
function deviations(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** @param {number[]} a @param {number[]} b */
const dot = (a, b) => a.reduce((sum, value, i) => sum + value * Number(b[i]), 0);
