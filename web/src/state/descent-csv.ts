// The numbers of a report as a table: one row per iterate of everybody, all digits.
import type { Quality, TraceReport } from "../engine/trace-types.ts";

const columns = [
  "who",
  "step",
  "w1",
  "w2",
  "loss",
  "excess",
  "adjusted",
  "u1",
  "u2",
  "a",
  "m11",
  "m12",
  "m21",
  "m22",
];

export function traceCsv(report: TraceReport): string {
  const rows = report.methods.flatMap((method) => rowsOf(method.name, method));
  const { network } = report;
  const layers = network
    ? rowsOf("transformer", network).map((row, l) => [
        ...row,
        ...network.u.subarray(2 * l, 2 * l + 2),
        network.a[l]!,
        ...network.M.subarray(4 * l, 4 * l + 4),
      ])
    : [];
  return [columns, ...layers, ...rows].map((row) => row.join(",")).join("\n") + "\n";
}

function rowsOf(who: string, run: Quality & { w: Float64Array }): (string | number)[][] {
  return Array.from(run.loss, (loss, k) => [
    who,
    k,
    run.w[2 * k]!,
    run.w[2 * k + 1]!,
    loss,
    run.excess[k]!,
    run.adjusted[k]!,
  ]);
}
