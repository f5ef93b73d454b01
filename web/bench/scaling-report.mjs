import { plainTable } from "./report.mjs";
import { formatFit, formatSeconds } from "./units.mjs";

/** @typedef {import("./scaling-series.mjs").Series} Series */

/**
 * A row for each thing measured and size varied: the exponent by each kernel, narrowest first, and the times of the
 * widest at both ends.
 * @param {Series[]} series
 */
export function exponentTable(series) {
  const kernels = [...new Set(series.map(({ kernel }) => kernel))];
  /** @type {Map<string, Series[]>} */
  const rows = new Map();
  for (const each of series) rows.set(rowName(each), [...(rows.get(rowName(each)) ?? []), each]);
  return plainTable({
    head: ["exponent ± standard error", ...kernels, "time by the widest"],
    rows: [...rows].map(([name, row]) => [name, ...exponents(row, kernels), times(/** @type {any} */ (row.at(-1)))]),
  });
}

/** @param {Series} series */
function rowName({ what, precision, axis, held, points }) {
  const range = `${axis} = ${points[0]?.x} … ${points.at(-1)?.x}`;
  return `${what}/${precision}: ${[range, ...held].join(", ")}`;
}

/** @param {Series[]} row @param {string[]} kernels */
const exponents = (row, kernels) =>
  kernels.map((kernel) => {
    const series = row.find((each) => each.kernel === kernel);
    return series ? formatFit(series.fit) : "–";
  });

/** @param {Series} series */
const times = ({ points }) => [points[0], points.at(-1)].map((point) => formatSeconds(Number(point?.y))).join(" … ");
