// The published table beside ours.
import type { Panel, Series } from "../src/engine/figure-file.ts";
import { findModel, type ModelEntry } from "../src/engine/stored-model.ts";
import type { Model } from "../src/engine/types.ts";
import { formatLoss } from "../src/draw/format.ts";

/** How a column of the table is called: U(0, 5), {1, 3}, σ = 1. */
export function noiseName(noise: string): string {
  const [kind, levels] = noise.split(":") as [string, string];
  if (kind === "uniform") return `U(0, ${levels})`;
  return kind === "set" ? `{${levels.split(",").join(", ")}}` : `σ = ${levels}`;
}

interface Cell {
  ours: number;
  standardError: number;
  published: number;
  /** Of the network, in the folder of models. */
  file?: string | undefined;
}

function cellAt(panel: Panel, name: string, layers: number): Cell | undefined {
  const series = panel.series.find((each) => each.name === name);
  const i = series?.x.indexOf(layers) ?? -1;
  if (!series || i < 0) return undefined;
  const at = (column: keyof Series) => (series[column] as number[] | undefined)?.[i] ?? NaN;
  return { ours: series.mean[i]!, standardError: at("standardError"), published: at("published") };
}

const models = [
  ["gd++", "GD++"],
  ["diag", "DIAG"],
  ["full", "FULL"],
] as const;

const baselines = [
  ["constRr", "ConstRR"],
  ["adaRr", "AdaRR"],
  ["tunedRr", "TunedRR"],
] as const;

/** The depths that any model of these panels has. */
function depthsOf(panels: readonly Panel[]): number[] {
  const all = panels.flatMap(({ series }) => series.filter(({ name }) => isModel(name)).flatMap(({ x }) => x));
  return [...new Set(all)].sort((a, b) => a - b);
}

const isModel = (name: string) => models.some(([model]) => model === name);

/** Counts over all networks, and over those that have a published value. */
export function summary(networks: readonly ModelEntry[]): string {
  const compared = networks.filter(({ published }) => published > 0);
  const atMost = (factor: number) =>
    compared.filter(({ adjustedLoss, published }) => adjustedLoss <= factor * published).length;
  const noises = new Set(networks.map(({ noise }) => noise)).size;
  return `<p><b>${networks.length} networks</b> on ${noises} distributions of noise, all trained by this project and evaluated
on 100,000 fresh tasks. Of the ${compared.length} with a published loss, <b>${atMost(1)}</b> are at or below it and
<b>${atMost(1.03)}</b> at most 3 % above.</p>`;
}

/** A network's loss leads to its file. */
export function lossTable(panels: readonly Panel[], files: readonly ModelEntry[]): string {
  const heads = panels.map(({ noise }) => `<th scope="col">${noiseName(noise)}</th>`).join("");
  const rows = depthsOf(panels).flatMap((layers) =>
    models.map(([name, label], i) => rowHtml(panels, files, name, label, layers, i === 0)),
  );
  const closed = baselines.map(([name, label], i) => rowHtml(panels, [], name, label, NaN, i === 0));
  return `<div class="scroll losses" role="region" aria-label="Table of losses" ><table>
<caption>Adjusted loss on 100,000 fresh tasks; beneath it the published value, marked where ours is lower (▾) or more than
3 % higher (▴). Every network is a file that <code>ltlab evaluate</code> and the library read.</caption>
<thead><tr><th scope="col">layers</th><th scope="col">model</th>${heads}</tr></thead>
<tbody>
${[...rows, ...closed].join("\n")}
</tbody></table></div>`;
}

function rowHtml(
  panels: readonly Panel[],
  files: readonly ModelEntry[],
  name: string,
  label: string,
  layers: number,
  first: boolean,
): string {
  const cells = panels.map((panel) => {
    const least = panel.series.find((series) => series.name === name)?.x[0] ?? NaN;
    const cell = cellAt(panel, name, Number.isNaN(layers) ? least : layers);
    const { noise } = panel;
    return cellHtml(cell && { ...cell, file: findModel(files, { model: name as Model, layers, noise })?.file });
  });
  const begin = first ? ' class="begin"' : "";
  const head = Number.isNaN(layers) ? "–" : layers;
  return `<tr${begin}><td>${first ? head : ""}</td><th scope="row">${label}</th>${cells.join("")}</tr>`;
}

function cellHtml(cell: Cell | undefined): string {
  if (!cell) return "<td>–</td>";
  const error = Number.isFinite(cell.standardError) ? ` title="± ${formatLoss(cell.standardError)}"` : "";
  const published = cell.published >= 0 ? `<small>${printed(cell.published)}${comparison(cell)}</small>` : "";
  const ours = `<b>${formatLoss(cell.ours)}</b>`;
  return `<td${error}>${cell.file ? `<a href="models/${cell.file}">${ours}</a>` : ours}${published}</td>`;
}

/** As the paper prints it: three places, and powers of ten below. */
function printed(published: number): string {
  return published >= 0.001 ? published.toFixed(3) : formatLoss(published);
}

function comparison({ ours, published }: Cell): string {
  if (ours < published) return ' <span class="lower" role="img" aria-label="ours is lower">▾</span>';
  return ours > 1.03 * published ? ' <span class="higher" role="img" aria-label="ours is higher">▴</span>' : "";
}
