// Every number of both mechanisms as a table: one row per entry, all digits.
import { attentionMatrixNames, isHidden, shaped, type AttentionView } from "./attention-view.ts";

export function attentionCsv(view: AttentionView): string {
  const rows = attentionMatrixNames.flatMap((name) => {
    const { columns, values } = shaped(name, view);
    return Array.from(values, (value, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      return [name, row + 1, column + 1, isHidden(name, view, row, column) ? "" : value].join(",");
    });
  });
  return ["matrix,row,column,value", ...rows].join("\n") + "\n";
}
