// Every number of a walkthrough as a table: one row per entry, all digits.
import type { WalkthroughReport } from "../engine/walkthrough-types.ts";
import { symbolWords, type SymbolId } from "../messages/walkthrough-symbols.ts";
import { layerView, numbersOf, shapeOf } from "./walkthrough-symbols.ts";

const ids = Object.keys(symbolWords) as SymbolId[];

export function walkthroughCsv(report: WalkthroughReport): string {
  const rows = report.layers.flatMap((_, i) => {
    const view = layerView(report, i + 1);
    return ids.flatMap((id) =>
      (numbersOf(id, view) ?? []).map((value, k) => [i + 1, id, ...place(id, k), value].join(",")),
    );
  });
  return ["layer,symbol,row,column,value", ...rows].join("\n") + "\n";
}

/** Row and column, from 1; a number has neither, a vector no column. */
function place(id: SymbolId, k: number): (number | string)[] {
  const shape = shapeOf(id);
  if (shape === "number") return ["", ""];
  return shape === "vector" ? [k + 1, ""] : [Math.floor(k / 2) + 1, (k % 2) + 1];
}
