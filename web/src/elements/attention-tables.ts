// The matrices of lt-attention as tables with all their digits.
import { html, type TemplateResult } from "lit";
import { attentionMatrices, attentionWords as words, type AttentionMatrix } from "../messages/attention.ts";
import { attentionMatrixNames, isHidden, shaped, tokenNames, type AttentionView } from "../state/attention-view.ts";

export function renderAttentionTables(view: AttentionView): TemplateResult {
  return html`${attentionMatrixNames.map((name) => renderTable(name, view))}`;
}

function renderTable(name: AttentionMatrix, view: AttentionView): TemplateResult {
  const { rows, columns, values } = shaped(name, view);
  const names = rows === view.n ? tokenNames(view, words.token) : Array.from({ length: rows }, (_, i) => String(i + 1));
  const cell = (row: number, column: number) =>
    isHidden(name, view, row, column) ? "–" : String(Number(values[row * columns + column]!.toPrecision(8)));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${attentionMatrices[name].title}>
    <table>
      <caption>${attentionMatrices[name].title}</caption>
      <tbody>
        ${names.map(
          (label, row) =>
            html`<tr><th scope="row">${label}</th>${Array.from({ length: columns }, (_, column) => html`<td class="amount">${cell(row, column)}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
