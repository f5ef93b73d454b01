// "Check against raw tokens": the network token by token, and how far the formulas are from it.
import { html, nothing, type TemplateResult } from "lit";
import { digits } from "../draw/digits.ts";
import { formatEntry } from "../draw/entry.ts";
import type { WalkthroughReport } from "../engine/walkthrough-types.ts";
import { words } from "../messages/walkthrough.ts";

export interface CheckState {
  report: WalkthroughReport;
  layer: number;
  isOpen: boolean;
  toggle(): void;
}

export function renderCheck({ report, layer, isOpen, toggle }: CheckState): TemplateResult {
  return html`<section class="check-panel">
    <button type="button" class="check-button" aria-expanded=${isOpen} @click=${toggle}>${isOpen ? words.hideCheck : words.check}</button>
    <div role="status">${isOpen ? renderDifferences(report) : nothing}</div>
    ${isOpen ? renderTokens(report, layer) : nothing}
  </section>`;
}

function renderDifferences({ y, layers, tokenDifference, momentumDifference }: WalkthroughReport) {
  if (!Number.isFinite(tokenDifference)) return html`<p class="trouble">${words.overflow}</p>`;
  const momentum = Number.isFinite(momentumDifference)
    ? words.momentumDifference(formatEntry(momentumDifference))
    : words.noMomentumDifference;
  return html`<p>${words.checkIntroduction(y.length, layers.length)}</p>
    <p class="difference" data-token=${tokenDifference} data-momentum=${momentumDifference}>
      <b>${words.tokenDifference(formatEntry(tokenDifference))}</b> ${momentum}
    </p>`;
}

function renderTokens({ tokens, y }: WalkthroughReport, layer: number) {
  const { context, query } = tokens[layer]!;
  const rows = Array.from(y, (_, i) => [String(i + 1), context.subarray(3 * i, 3 * i + 3)] as const);
  const caption = words.tokensCaption(layer);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="tokens">
      <caption>${caption}</caption>
      <thead><tr><td></td>${["x₁", "x₂", "y"].map((head) => html`<th scope="col" class="amount">${head}</th>`)}</tr></thead>
      <tbody>${[...rows, [words.queryRow, query] as const].map(
        ([name, values]) => html`<tr><th scope="row">${name}</th>
          ${Array.from(values, (value) => html`<td class="amount">${digits(value)}</td>`)}</tr>`,
      )}</tbody>
    </table>
  </div>`;
}
