import { best, median } from "./statistics.mjs";
import { tolerances } from "./cells.mjs";

/** @typedef {{ median: number, best: number }} Time */
/** Milliseconds by contestant and cell. @typedef {Record<string, Record<string, Time>>} Times */
/**
 * Floating point operations of one step by model, and of one repetition of each loop that measures a limit.
 * @typedef {{ flopsOfStep: Record<string, number>, multiplyAddFlops: Record<string, number> }} Facts
 */
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
 * @typedef {{
 *   command: string, title: string, rounds: number, machine: string, facts: Facts, times: Times,
 *   contestants: import("./measure.mjs").Contestant[], cells: import("./cells.mjs").Cell[],
 * }} Report the first contestant is this library
 */

/** @param {Report} report @param {string} cell @returns {Time | undefined} */
const ownTime = ({ times, contestants }, cell) => times[contestants[0]?.name ?? ""]?.[cell];

/**
 * @param {Report} report
 * @param {(theirs: Time, ours: Time) => string} text of a contestant's time beside this library's
 * @returns {Table}
 */
function tableOf(report, text) {
  const rows = report.contestants.map(({ name, label }) => [
    label,
    ...report.cells.map(({ key }) => {
      const [theirs, ours] = [report.times[name]?.[key], ownTime(report, key)];
      return theirs && ours ? text(theirs, ours) : "–";
    }),
  ]);
  return { head: ["", ...report.cells.map((cell) => cell.title)], rows };
}

/** @param {Report} report */
const timeTable = (report) => tableOf(report, ({ median, best }) => `${short(median)} (${short(best)})`);
/** @param {Report} report */
const ratioTable = (report) => tableOf(report, (theirs, ours) => short(theirs.median / ours.median));

/**
 * The limit of each instruction set in operations a millisecond, of median and of best times: the better one of its
 * variants, such as "AVX2/12" and "AVX2/13".
 * @param {Record<string, Time>} ours @param {Record<string, number>} multiplyAddFlops
 */
function limitsOf(ours, multiplyAddFlops) {
  /** @type {Map<string, Time>} */
  const limits = new Map();
  for (const [variant, flops] of Object.entries(multiplyAddFlops)) {
    const time = ours[`multiplyAdd/${variant}`];
    const name = /** @type {string} */ (variant.split("/")[0]);
    const known = limits.get(name) ?? { median: 0, best: 0 };
    if (!time) continue;
    limits.set(name, {
      median: Math.max(known.median, flops / time.median),
      best: Math.max(known.best, flops / time.best),
    });
  }
  return [...limits].map(([name, rate]) => ({ name, rate }));
}

/** What is known of this library besides times. @param {Report} report */
function remarks(report) {
  const { flopsOfStep, multiplyAddFlops } = report.facts;
  const limits = limitsOf(report.times[report.contestants[0]?.name ?? ""] ?? {}, multiplyAddFlops);
  const widest = limits.at(-1);
  return [
    ...limits.map(
      ({ name, rate }) =>
        `Multiply-add limit, ${name}, single precision, one thread: ${short(rate.best / 1e6)} GFLOP/s.`,
    ),
    ...Object.entries(flopsOfStep).flatMap(([model, flops]) => {
      const [step, ridge] = [`T/${model}`, "ridge"].map((cell) => ownTime(report, cell));
      if (!step || !ridge || !widest) return [];
      const shares = ["tokens", "statistics"].flatMap((sampler) => {
        const sampling = ownTime(report, sampler);
        return sampling ? [shareRemark(model, sampler, step, sampling, ridge)] : [];
      });
      return [rateRemark(model, flops, step, widest), ...shares];
    }),
  ];
}

/**
 * Like beside like: on a busy machine the limit's median falls too.
 * @param {string} model @param {number} flops @param {Time} step @param {{ name: string, rate: Time }} limit
 */
const rateRemark = (model, flops, step, { name, rate }) =>
  `T ${model.toUpperCase()}: ${short(flops / 1e6)} MFLOP a step, at best ${short(flops / step.best / 1e6)} GFLOP/s, ` +
  `${percent(flops / step.best / rate.best)} of the ${name} limit; of medians ${percent(flops / step.median / rate.median)}.`;

/** @param {string} model @param {string} sampler @param {Time} step @param {Time} sampling @param {Time} ridge */
function shareRemark(model, sampler, step, sampling, ridge) {
  const whole = step.median + sampling.median + ridge.median;
  return (
    `T ${model.toUpperCase()}, besides: drawing the tasks (${sampler}) ${short(sampling.median)} ms and ridge ` +
    `${short(ridge.median)} ms, ${percent(sampling.median / whole)} and ${percent(ridge.median / whole)} ` +
    "of a step with both."
  );
}

const allowed = Object.entries(tolerances).map(([field, tolerance]) => `${field} ${tolerance.toExponential(0)}`);
const checked =
  "Checked before timing after three steps or one pass: ‖a − b‖/‖b‖ against this library is at most " +
  `${allowed.join(", ")}.`;

/** @param {Report} report */
export const plainReport = (report) =>
  [
    `${report.title}, milliseconds, median (best) of ${report.rounds} rounds`,
    plainTable(timeTable(report)),
    "\nRatio of medians to this library",
    plainTable(ratioTable(report)),
    "",
    ...remarks(report),
    checked,
    report.machine,
  ].join("\n");

/** @param {Report} report */
export const markdownReport = (report) =>
  [
    `# ${report.title}`,
    `\`${report.command}\`: milliseconds, median (best) of ${report.rounds} interleaved rounds.`,
    markdownTable(timeTable(report)),
    "Ratio of medians to this library:",
    markdownTable(ratioTable(report)),
    [...remarks(report), checked].map((line) => `* ${line}`).join("\n"),
    report.machine,
  ].join("\n\n");

/** The last line: the fastest other contestant at each cell. @param {Report} report */
export function conclusion(report) {
  const others = report.contestants.slice(1);
  const parts = report.cells.flatMap(({ key, title }) => {
    const ours = ownTime(report, key);
    const fastest = Math.min(...others.flatMap(({ name }) => report.times[name]?.[key]?.median ?? []));
    return ours && Number.isFinite(fastest) ? [`${title} ${short(fastest / ours.median)}`] : [];
  });
  if (parts.length === 0) return "No other contestant does these cells.";
  return `Fastest other contestant / this library, ratio of medians: ${parts.join(", ")}`;
}

/** Columns as wide as their text, numbers flush right. @param {Table} table */
export function plainTable({ head, rows }) {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => /** @type {string} */ (row[i]).length)));
  return all
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(Number(widths[i])) : cell.padStart(Number(widths[i])))).join("  "),
    )
    .join("\n");
}

/** @param {Table} table */
function markdownTable({ head, rows }) {
  const line = (/** @type {string[]} */ row) => `| ${row.join(" | ")} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
