// The layer beside a step of gradient descent: their numbers, and whether they say the same.
import { html, type TemplateResult } from "lit";
import { formatEntry } from "../draw/entry.ts";
import { formatLoss } from "../draw/format.ts";
import type { LayerReport } from "../engine/mechanism-types.ts";
import { layerWords as words } from "../messages/layer.ts";
import { agreementOf } from "../state/layer-agreement.ts";

export function renderComparison(report: LayerReport): TemplateResult {
  const { gradientStep: step, prediction, lossAfter, predictionDifference, labelDifference, inputMovement } = report;
  const names = words.compare;
  return html`<section class="comparison">
    <h3>${words.compareTitle}</h3>
    <p class="sentence">${words[agreementOf(report)](formatEntry(step.rate))}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${words.compareTitle}>
      <table>
        <thead><tr><td></td><th scope="col" class="amount">${names.layer}</th><th scope="col" class="amount">${names.step}</th><th scope="col" class="amount">${names.difference}</th></tr></thead>
        <tbody>
          ${row(names.prediction, prediction, step.prediction, predictionDifference)}
          ${row(names.loss, lossAfter, step.lossAfter, Math.abs(lossAfter - step.lossAfter))}
          <tr><th scope="row">${names.labels}</th><td></td><td></td><td class="amount">${formatLoss(labelDifference)}</td></tr>
          <tr><th scope="row">${names.inputs}</th><td class="amount">${formatEntry(inputMovement)}</td><td class="amount">0</td><td class="amount">${formatLoss(inputMovement)}</td></tr>
        </tbody>
      </table>
    </div>
  </section>`;
}

function row(name: string, layer: number, step: number, difference: number): TemplateResult {
  return html`<tr><th scope="row">${name}</th><td class="amount">${formatEntry(layer)}</td><td class="amount">${formatEntry(step)}</td><td class="amount">${formatLoss(difference)}</td></tr>`;
}
