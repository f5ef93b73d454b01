// Every length and kernel of a race as a table: counts, and times in seconds where there are any.
import type { RaceReport } from "../engine/race-types.ts";
import { measureAt, rateAt, type Measures } from "./race-measures.ts";
import { raceLengths } from "./race-parameters.ts";

export function raceCsv(report: RaceReport, measures: Measures): string {
  const rows = report.lanes.flatMap(({ kernel, flops, bytes, stateNumbers }) =>
    raceLengths.map((n) => {
      const at = report.n.indexOf(n);
      const measure = measureAt(measures, kernel, n);
      const times = [measure?.median, measure?.least, measure?.most, rateAt(report, measures, kernel, n)];
      return [kernel, n, flops[at], bytes[at], stateNumbers[at], ...times.map((value) => value ?? "")].join(",");
    }),
  );
  return ["kernel,n,flops,bytes,state_numbers,median_s,least_s,most_s,flops_per_s", ...rows].join("\n") + "\n";
}
