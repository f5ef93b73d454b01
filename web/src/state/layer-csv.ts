// Every number of a layer as a table: one row per entry, all digits.
import { layerMatrices } from "../messages/layer.ts";
import { layerShaped, type LayerMatrix, type LayerView } from "./layer-view.ts";

const ofLayer = new Set<LayerMatrix>(["tokens", "sum", "after"]);

export function layerCsv(view: LayerView): string {
  const names = Object.keys(layerMatrices) as LayerMatrix[];
  const rows = names.flatMap((name) => {
    const heads = ofLayer.has(name) ? [0] : view.report.heads.map((_, head) => head);
    return heads.flatMap((head) => {
      const { columns, values } = layerShaped(name, view, head);
      const number = ofLayer.has(name) ? "" : head + 1;
      return Array.from(values, (value, i) => [name, number, Math.floor(i / columns) + 1, (i % columns) + 1, value].join(","));
    });
  });
  return ["matrix,head,row,column,value", ...rows].join("\n") + "\n";
}
