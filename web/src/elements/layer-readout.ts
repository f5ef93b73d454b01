// The state of the transformer at one layer, with what each number says.
import { html, type TemplateResult } from "lit";
import { formatLoss } from "../draw/format.ts";
import type { NetworkTrace } from "../engine/trace-types.ts";
import { readoutWords as words } from "../messages/descent.ts";

export function renderReadout(network: NetworkTrace, step: number): TemplateResult {
  const last = network.a.length - 1;
  const l = Math.min(step, last);
  const pair = (values: Float64Array, at: number) =>
    html`${formatLoss(values[at]!)}, ${formatLoss(values[at + 1]!)}`;
  const a = network.a[l]!;
  return html`<dl class="readout" aria-label=${words.label(l)}>
    <div><dt>${words.layer}</dt><dd><b>${l}</b> ${words.of(last)}</dd></div>
    <div><dt><i>w</i> ${words.w}</dt><dd>${pair(network.w, 2 * l)}</dd></div>
    <div><dt><i>u</i> ${words.u}</dt><dd>${pair(network.u, 2 * l)}</dd></div>
    <div><dt><i>a</i> ${words.a}</dt><dd>${formatLoss(a)} ${bar(a)}</dd></div>
    <div><dt><i>M</i> ${words.M}</dt><dd>${pair(network.M, 4 * l)}<br />${pair(network.M, 4 * l + 2)}</dd></div>
  </dl>`;
}

/** From 0 to 1.5; what is beyond is cut. */
function bar(a: number): TemplateResult {
  const length = Math.min(Math.max(a, 0), 1.5) * 40;
  return html`<svg class="bar" width="62" height="10" viewBox="0 0 62 10" aria-hidden="true">
    <path class="bar-rest" d="M0 5H60" /><path class="bar-value" d="M0 5H${length.toFixed(1)}" /><path class="bar-one" d="M40 0V10" />
  </svg>`;
}
