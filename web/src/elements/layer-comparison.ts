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
        <thead>
          <tr>
            <td></td>
            ${[names.layer, names.step, names.difference].map((name) => html`<th scope="col" class="amount">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${row(names.prediction, formatEntry(prediction), formatEntry(step.prediction), predictionDifference)}
          ${row(names.loss, formatEntry(lossAfter), formatEntry(step.lossAfter), Math.abs(lossAfter - step.lossAfter))}
          ${row(names.labels, "", "", labelDifference)}
          ${row(names.inputs, formatEntry(inputMovement), formatEntry(0), inputMovement)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function row(name: string, layer: string, step: string, difference: number): TemplateResult {
  const cells = [layer, step, formatLoss(difference)];
  return html`<tr><th scope="row">${name}</th>${cells.map((text) => html`<td class="amount">${text}</td>`)}</tr>`;
}
