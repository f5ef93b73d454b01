// P and Q of every layer of one network as coloured cells.
import { heatMap } from "../src/draw/heat-map.ts";
import { formatLoss } from "../src/draw/format.ts";
import type { WeightPanel } from "../src/engine/figure-file.ts";
import { noiseName } from "./table.ts";

export function weightFigureHtml({ panels }: { panels: readonly WeightPanel[] }): string {
  const rows = (["Q", "P"] as const).map((name) => panels.map((panel) => matrixHtml(panel, name)).join("\n"));
  const [first] = panels;
  return `<p class="of">FULL, trained on ${noiseName(first!.noise)}, ${first!.layers} layers; the last row and column are the
label's.</p><div class="matrices">${rows.join("\n")}</div>`;
}

function matrixHtml(panel: WeightPanel, name: "P" | "Q"): string {
  const matrix = panel[name];
  const size = matrix.length;
  const values = matrix.flat();
  const largest = Math.max(...values.map(Math.abs));
  const cells = heatMap(values, size, largest).map(
    ({ negative, strength, path }) =>
      `<path class="${negative ? "negative" : "positive"}" opacity="${strength}" d="${path}"/>`,
  );
  const summary = `${name} of layer ${panel.layer}: ${size} by ${size}, largest magnitude ${formatLoss(largest)}, mean of the diagonal without the label's ${formatLoss(meanDiagonal(matrix))}, label's ${formatLoss(matrix[size - 1]![size - 1]!)}`;
  return `<figure><svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${summary}">
<path class="frame" d="M0 0h${size}v${size}h-${size}z"/>${cells.join("")}</svg>
<figcaption>${name}<sup>${panel.layer}</sup> <small>± ${formatLoss(largest)}</small></figcaption></figure>`;
}

function meanDiagonal(matrix: readonly (readonly number[])[]): number {
  const diagonal = matrix.slice(0, -1).map((row, i) => row[i]!);
  return diagonal.reduce((sum, value) => sum + value, 0) / diagonal.length;
}
