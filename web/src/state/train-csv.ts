// The curves of a run as a table, all digits.
import type { Run } from "./training-session.ts";

export function trainCsv({ validations, batchLoss }: Pick<Run, "validations" | "batchLoss">): string {
  const rows = [
    ...validations.map(({ x, y }) => ["validation", x, y]),
    ...batchLoss.points().map(({ x, y }) => ["batch", x, y]),
  ];
  return [["curve", "step", "loss"], ...rows].map((row) => row.join(",")).join("\n") + "\n";
}
