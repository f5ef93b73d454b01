// The numbers behind the plot of lt-train.
import { html, type TemplateResult } from "lit";
import { formatCount, formatLoss } from "../draw/format.ts";
import type { Weights } from "../engine/types.ts";
import type { Concept } from "../draw/loss-chart.ts";
import { trainTableWords as words } from "../messages/train.ts";
import { noiseName } from "../state/noise.ts";
import { currentLoss, rivals } from "../state/train-sentence.ts";
import type { Run } from "../state/training-session.ts";
import { renderSwatch } from "./swatch.ts";

export function standingTable(run: Readonly<Run>): TemplateResult {
  const rows: { name: string; concept: Concept; loss: number }[] = [
    {
      name: words.self(formatCount(run.step)),
      concept: "transformer",
      loss: currentLoss(run),
    },
    ...rivals(run),
  ];
  if (Number.isFinite(run.published))
    rows.push({ name: words.published, concept: "published", loss: run.published });
  const rank = ({ loss }: { loss: number }) => (Number.isFinite(loss) ? loss : Number.MAX_VALUE);
  rows.sort((a, b) => rank(a) - rank(b));
  return html`<table>
    <caption>${words.standing(noiseName(run.settings.noise))}</caption>
    <thead><tr><th scope="col">${words.method}</th><th scope="col" class="amount">${words.loss}</th></tr></thead>
    <tbody>
      ${rows.map(
        ({ name, concept, loss }) => html`<tr>
          <th scope="row">${renderSwatch(concept)} ${name}</th>
          <td class="amount">${formatLoss(loss)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

const omegaKeys = ["xx", "xy", "yx", "yy"] as const;

export function omegaTable({ layers }: Weights): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${words.omegas}><table>
    <caption>${words.omegas}</caption>
    <thead><tr>
      <th scope="col" class="amount">${words.layer}</th>
      ${omegaKeys.map((key) => html`<th scope="col" class="amount">ω<sub>${key}</sub></th>`)}
    </tr></thead>
    <tbody>
      ${layers.map(
        ({ omega }, l) => html`<tr><th scope="row" class="amount">${l + 1}</th>
          ${omegaKeys.map((key) => html`<td class="amount">${formatLoss(omega[key])}</td>`)}</tr>`,
      )}
    </tbody>
  </table></div>`;
}

const historyRows = 24;

export function historyTable({ validations }: Readonly<Run>): TemplateResult {
  const every = Math.max(1, Math.ceil(validations.length / historyRows));
  const rows = validations.filter((_, i) => i % every === 0 || i === validations.length - 1);
  return html`<table>
    <caption>${words.history}</caption>
    <thead><tr><th scope="col" class="amount">${words.step}</th><th scope="col" class="amount">${words.loss}</th></tr></thead>
    <tbody>
      ${rows.map(({ x, y }) => html`<tr><td class="amount">${formatCount(x)}</td><td class="amount">${formatLoss(y)}</td></tr>`)}
    </tbody>
  </table>`;
}
