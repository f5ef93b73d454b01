import { best, median } from "./statistics.mjs";
import { tolerances } from "./cells.mjs";

/** @typedef {{ median: number, best: number }} Time */
/** Milliseconds by contestant and cell. @typedef {Record<string, Record<string, Time>>} Times */
/** Arithmetic of one step by model, and of one repetition of each limit. @typedef {{ flopsOfStep: Record<string, number>, multiplyAddFlops: Record<string, number> }} Facts */
/** @typedef {{ head: string[], rows: string[][] }} Table */

/** @param {import("./measure.mjs").Entry[]} entries @returns {Times} */
export function timesOf(entries) {
  /** @type {Times} */
  const times = {};
  for (const { contestant, cell, samples } of entries)
    (times[contestant.name] ??= {})[cell] = { median: median(samples), best: best(samples) };
  return times;
}

/** Three significant digits. @param {number} value */
const short = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(value >= 0.01 ? 3 : 1));
/** @param {number} value */
const percent = (value) => `${Math.round(100 * value)} %`;

/**
 * @param {Times} times @param {Record<string, string>} labels of contestants, this library first
 * @param {import("./cells.mjs").Cell[]} cells
 * @param {(own: Time, reference: Time) => string} text of a contestant's time beside this library's
 * @returns {Table}
 */
function tableOf(times, labels, cells, text) {
  const [reference] = Object.keys(labels);
  const rows = Object.entries(labels).map(([name, label]) => [
    label,
    ...cells.map(({ key }) => {
      const [own, ours] = [times[name]?.[key], times[/** @type {string} */ (reference)]?.[key]];
      return own && ours ? text(own, ours) : "–";
    }),
  ]);
  return { head: ["", ...cells.map((cell) => cell.title)], rows };
}

/** @param {Times} times @param {Record<string, string>} labels @param {import("./cells.mjs").Cell[]} cells */
export const timeTable = (times, labels, cells) =>
  tableOf(times, labels, cells, (own) => `${short(own.median)} (${short(own.best)})`);

/** @param {Times} times @param {Record<string, string>} labels @param {import("./cells.mjs").Cell[]} cells */
export const ratioTable = (times, labels, cells) =>
  tableOf(times, labels, cells, (own, ours) => short(own.median / ours.median));

/**
 * The limit of each instruction set in operations a millisecond: the faster of its variants, "AVX2/12" and "AVX2/13".
 * @param {Record<string, Time>} ours @param {Record<string, number>} multiplyAddFlops
 */
function limitsOf(ours, multiplyAddFlops) {
  /** @type {Map<string, { name: string, rate: number, bestRate: number }>} */
  const limits = new Map();
  for (const [variant, flops] of Object.entries(multiplyAddFlops)) {
    const time = ours[`multiplyAdd/${variant}`];
    const name = /** @type {string} */ (variant.split("/")[0]);
    if (time && flops / time.median > (limits.get(name)?.rate ?? 0)) {
      limits.set(name, { name, rate: flops / time.median, bestRate: flops / time.best });
    }
  }
  return [...limits.values()];
}

/**
 * What is known of this library besides times: the limit of each instruction set, the part of it that the kernel of a
 * step reaches, and what sampling and ridge add to a step.
 * @param {Record<string, Time>} ours times by cell @param {Facts} facts
 */
export function remarks(ours, { flopsOfStep, multiplyAddFlops }) {
  const limits = limitsOf(ours, multiplyAddFlops);
  const lines = limits.map(
    ({ name, rate, bestRate }) =>
      `Multiply-add limit, ${name}, single precision, one thread: ${short(rate / 1e6)} GFLOP/s (best ${short(bestRate / 1e6)}).`,
  );
  const limit = limits.at(-1);
  for (const [model, flops] of Object.entries(flopsOfStep)) {
    const step = ours[`T/${model}`];
    const [sampling, ridge] = [ours["sampling"], ours["ridge"]];
    if (!step || !limit || !sampling || !ridge) continue;
    const whole = step.median + sampling.median + ridge.median;
    lines.push(
      `T ${model.toUpperCase()}: ${short(flops / 1e6)} MFLOP a step, ${short(flops / step.median / 1e6)} GFLOP/s = ` +
        `${percent(flops / step.median / limit.rate)} of the ${limit.name} limit (of the best times ${percent(flops / step.best / limit.bestRate)}). ` +
        `Drawing the tasks takes ${short(sampling.median)} ms and ridge ${short(ridge.median)} ms: ` +
        `${percent(sampling.median / whole)} and ${percent(ridge.median / whole)} of a step with both.`,
    );
  }
  return lines;
}

/** The last line: the fastest other contestant at each cell. @param {Times} times @param {Record<string, string>} labels @param {import("./cells.mjs").Cell[]} cells */
export function conclusion(times, labels, cells) {
  const [reference, ...others] = Object.keys(labels);
  const parts = cells.flatMap(({ key, title }) => {
    const ours = times[/** @type {string} */ (reference)]?.[key];
    const fastest = Math.min(...others.flatMap((name) => times[name]?.[key]?.median ?? []));
    return ours && Number.isFinite(fastest) ? [`${title} ${short(fastest / ours.median)}`] : [];
  });
  return `Fastest other contestant / this library, ratio of medians: ${parts.join(", ")}`;
}

/** @param {Table} table */
export function plainTable({ head, rows }) {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => /** @type {string} */ (row[i]).length)));
  return all
    .map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(Number(widths[i])) : cell.padStart(Number(widths[i])))).join("  "))
    .join("\n");
}

/** @param {Table} table */
export function markdownTable({ head, rows }) {
  const line = (/** @type {string[]} */ row) => `| ${row.join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

export const checkedSentence = `Checked before timing, as ‖a − b‖/‖b‖ against this library after three steps or one pass: ${Object.entries(
  tolerances,
)
  .map(([field, tolerance]) => `${field} within ${tolerance.toExponential(0)}`)
  .join(", ")}.`;
