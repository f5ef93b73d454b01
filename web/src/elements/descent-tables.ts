// The numbers behind the pictures of lt-descent.
import { html, nothing, type TemplateResult } from "lit";
import type { MethodTrace, NetworkTrace, TraceReport } from "../engine/trace-types.ts";
import { methodLabels } from "../state/descent-parameters.ts";

/** Eight digits: enough to compare with what the command line prints. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return "not finite";
  return String(Number(value.toPrecision(8))).replace("-", "−");
}

export function networkTable(network: NetworkTrace, label: string): TemplateResult {
  const heads = [
    "Layer",
    "w₁",
    "w₂",
    "u₁",
    "u₂",
    "a",
    "M₁₁",
    "M₁₂",
    "M₂₁",
    "M₂₂",
    "Loss",
    "Excess",
    "Adjusted",
  ];
  const rows = Array.from(network.loss, (loss, l) => [
    ...network.w.subarray(2 * l, 2 * l + 2),
    ...network.u.subarray(2 * l, 2 * l + 2),
    network.a[l]!,
    ...network.M.subarray(4 * l, 4 * l + 4),
    loss,
    network.excess[l]!,
    network.adjusted[l]!,
  ]);
  return table(`${label} transformer, after each layer`, "transformer", heads, rows);
}

export function methodTable(method: MethodTrace): TemplateResult {
  const rows = Array.from(method.loss, (loss, k) => [
    method.w[2 * k]!,
    method.w[2 * k + 1]!,
    loss,
    method.excess[k]!,
    method.adjusted[k]!,
  ]);
  const settings = `step size ${digits(method.rate)}, β ${digits(method.momentum)}`;
  const heads = ["Step", "w₁", "w₂", "Loss", "Excess", "Adjusted"];
  return table(`${methodLabels[method.name]}, ${settings}`, method.name, heads, rows);
}

function table(caption: string, name: string, heads: string[], rows: number[][]): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table data-run=${name}>
      <caption>${caption}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col" class="amount">${head}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          (row, i) => html`<tr><th scope="row" class="amount">${i}</th>
            ${row.map((value) => html`<td class="amount">${digits(value)}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function reportTables(report: TraceReport, label: string): TemplateResult {
  const { network, methods, ols, ridge, trueW } = report;
  const points: [string, Float64Array | undefined][] = [
    ["Ridge, told σ", ridge],
    ["Least squares", ols],
    ["True weights", trueW],
  ];
  return html`<table class="landmarks">
      <caption>Points of the map</caption>
      <thead><tr><th scope="col">Point</th><th scope="col" class="amount">w₁</th><th scope="col" class="amount">w₂</th></tr></thead>
      <tbody>
        ${points.map(([name, w]) =>
          w
            ? html`<tr><th scope="row">${name}</th><td class="amount">${digits(w[0]!)}</td><td class="amount">${digits(w[1]!)}</td></tr>`
            : nothing,
        )}
      </tbody>
    </table>
    ${network ? networkTable(network, label) : nothing} ${methods.map(methodTable)}`;
}
