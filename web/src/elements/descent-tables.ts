// The numbers behind the pictures of lt-descent.
import { html, nothing, type TemplateResult } from "lit";
import { digits } from "../draw/digits.ts";
import type { MethodTrace, NetworkTrace, TraceReport } from "../engine/trace-types.ts";
import { descentTableWords as words } from "../messages/descent.ts";
import { methodLabels } from "../state/descent-parameters.ts";

export function networkTable(network: NetworkTrace, label: string): TemplateResult {
  const state = ["w₁", "w₂", "u₁", "u₂", "a", "M₁₁", "M₁₂", "M₂₁", "M₂₂"];
  const heads = [words.layer, ...state, ...words.losses];
  const rows = Array.from(network.loss, (loss, l) => [
    ...network.w.subarray(2 * l, 2 * l + 2),
    ...network.u.subarray(2 * l, 2 * l + 2),
    network.a[l]!,
    ...network.M.subarray(4 * l, 4 * l + 4),
    loss,
    network.excess[l]!,
    network.adjusted[l]!,
  ]);
  return table(words.network(label), "transformer", heads, rows);
}

function pairTable({ x, y }: TraceReport): TemplateResult {
  const rows = Array.from(y, (label, i) => [x[2 * i]!, x[2 * i + 1]!, label]);
  return table(words.pairs, "pairs", [words.pair, "x₁", "x₂", "y"], rows, 1);
}

export function methodTable(method: MethodTrace): TemplateResult {
  const rows = Array.from(method.loss, (loss, k) => [
    method.w[2 * k]!,
    method.w[2 * k + 1]!,
    loss,
    method.excess[k]!,
    method.adjusted[k]!,
  ]);
  const caption = words.method(methodLabels[method.name], digits(method.rate), digits(method.momentum));
  return table(caption, method.name, [words.step, "w₁", "w₂", ...words.losses], rows);
}

/** Rows are counted from `first`. */
function table(caption: string, name: string, heads: string[], rows: number[][], first = 0): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table data-run=${name}>
      <caption>${caption}</caption>
      <thead><tr>${heads.map((head) => html`<th scope="col" class="amount">${head}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          (row, i) => html`<tr><th scope="row" class="amount">${first + i}</th>
            ${row.map((value) => html`<td class="amount">${digits(value)}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

export function reportTables(report: TraceReport, label: string): TemplateResult {
  const { network, methods, ols, ridge, trueW } = report;
  const points: [string, Float64Array | undefined][] = [
    [words.ridge, ridge],
    [words.ols, ols],
    [words.trueW, trueW],
  ];
  return html`<table class="landmarks">
      <caption>${words.points}</caption>
      <thead><tr><th scope="col">${words.point}</th><th scope="col" class="amount">w₁</th><th scope="col" class="amount">w₂</th></tr></thead>
      <tbody>
        ${points.map(([name, w]) =>
          w
            ? html`<tr><th scope="row">${name}</th><td class="amount">${digits(w[0]!)}</td><td class="amount">${digits(w[1]!)}</td></tr>`
            : nothing,
        )}
      </tbody>
    </table>
    ${network ? networkTable(network, label) : nothing} ${methods.map(methodTable)} ${pairTable(report)}`;
}
