/** @typedef {import("./scaling-series.mjs").Series} Series */
/** @typedef {Pick<Series, "points" | "fit"> & { label: string }} Line */
/**
 * What web/bench/scaling-drawing.ts draws. `name` is that of its file, `setting` what is the same for all lines,
 * `measured` by what.
 * @typedef {{
 *   name: string, title: string, setting: string, measured: string,
 *   axis: string, axisTitle: string, quantity: string, lines: Line[],
 * }} Figure
 */

const gradients = {
  "gradient/full/tokens/sampled": "gradient, FULL",
  "gradient/diag/tokens/sampled": "gradient, DIAG",
};
const attention = {
  quantity: "time per pass",
  setting: (/** @type {string} */ held) => `one head, ${held}`,
  lines: {
    "attention/softmax": "softmax",
    "attention/causal-softmax": "causal softmax",
    "attention/linear": "linear",
    "attention/causal-recurrent": "causal linear",
  },
};

/**
 * Which series are drawn together, and how their lines are called.
 * @type {{
 *   name: string, title: string, setting: (held: string) => string, axis: string, axisTitle: string,
 *   quantity: string, lines: Record<string, string>,
 * }[]}
 */
export const figureTable = [
  {
    name: "context",
    title: "Training cost against the length of the context",
    setting: (held) => `DIAG, ${held}; gradients include drawing the task`,
    axis: "n",
    axisTitle: "context pairs n",
    quantity: "time per task",
    lines: {
      "gradient/diag/tokens/sampled": "gradient, tokens",
      "gradient/diag/statistics/sampled": "gradient, statistics",
      "sampling/tokens": "drawing tokens",
      "sampling/statistics": "drawing statistics",
    },
  },
  {
    name: "dimension",
    title: "Training cost against the dimension",
    setting: (held) => `${held}; gradients include drawing the task`,
    axis: "d",
    axisTitle: "dimension d",
    quantity: "time per task",
    lines: { ...gradients, "sampling/tokens": "drawing tokens", ridge: "ridge" },
  },
  {
    name: "layers",
    title: "Training cost against the depth",
    setting: (held) => `${held}; drawing the task is included`,
    axis: "L",
    axisTitle: "layers L",
    quantity: "time per task",
    lines: {
      ...gradients,
      "losses/full/every-layer": "evaluation, FULL",
      "losses/diag/every-layer": "evaluation, DIAG",
    },
  },
  {
    ...attention,
    name: "sequence",
    title: "Attention cost against the length of the sequence",
    axis: "N",
    axisTitle: "tokens N",
  },
  {
    ...attention,
    name: "head",
    title: "Attention cost against the size of the head",
    axis: "d",
    axisTitle: "dimension of the head d",
  },
];

/**
 * The figures of single precision by the widest kernel; lines and figures that were not measured are left out.
 * @param {Series[]} series @param {string} circumstances such as the processor
 * @returns {Figure[]}
 */
export function figuresOf(series, circumstances) {
  const single = series.filter(({ precision }) => precision === "float");
  const widest = single.at(-1)?.kernel;
  return figureTable.flatMap(({ lines, setting, ...figure }) => {
    const found = Object.entries(lines).flatMap(([what, label]) =>
      single
        .filter((each) => each.what === what && each.axis === figure.axis && each.kernel === widest)
        .map(({ points, fit, held }) => ({ label, points, fit, held })),
    );
    if (found.length === 0) return [];
    const held = found.map((each) => each.held).reduce((most, each) => (each.length > most.length ? each : most));
    const measured = `${widest}, single precision, ${circumstances}`;
    return [{ ...figure, setting: setting(held.join(", ")), measured, lines: found }];
  });
}
