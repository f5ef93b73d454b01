// The numbers behind the curves of lt-stream.
import { html, type TemplateResult } from "lit";
import { digits } from "../draw/digits.ts";
import { sparse } from "../draw/log-axes.ts";
import { ruleNames, streamWords as words } from "../messages/stream.ts";
import type { StreamWindow } from "../state/stream-window.ts";

const mostRows = 50;

export function streamTable({ moments, costs }: StreamWindow): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.tableCaption}>
    <table data-run="errors">
      <caption>${words.tableCaption}</caption>
      <thead><tr><th scope="col" class="amount">${words.token}</th>${costs.map(({ rule }) => html`<th scope="col" class="amount">${ruleNames[rule]}</th>`)}</tr></thead>
      <tbody>
        ${sparse(moments, mostRows).map(
          ({ token, memories }) => html`<tr><th scope="row" class="amount">${token}</th>
            ${memories.map(({ running }) => html`<td class="amount">${digits(running)}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
