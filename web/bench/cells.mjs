/**
 * A column of the table. Extras belong to this library alone: parts of its step, and the machine's limit.
 * @typedef {{ key: string, title: string, workload: "T" | "A" }} Cell
 */

/** @type {Cell[]} */
export const cells = [
  { key: "T/full", title: "T FULL", workload: "T" },
  { key: "T/diag", title: "T DIAG", workload: "T" },
  ...["softmax", "linear", "causal"].flatMap((form) =>
    [1024, 4096].map((n) => ({
      key: `A/${form}/${n}`,
      title: `${form} ${n.toLocaleString("en")}`,
      workload: /** @type {const} */ ("A"),
    })),
  ),
];

/**
 * How far a result may be from this library's, as ‖a − b‖ / ‖b‖: single precision, other orders of summation. The
 * gradient passes through polynomials of degree 3^L in the inputs, where rare tasks dominate the sum.
 * @type {Record<string, number>}
 */
export const tolerances = { loss: 1e-5, gradient: 3e-4, output: 1e-5 };
