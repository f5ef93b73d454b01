import { html, type TemplateResult } from "lit";

/** "ω_xx" with what follows the underscore below the line. */
export function renderLabel(label: string): TemplateResult {
  const [base, below] = label.split("_");
  return below ? html`<i>${base}</i><sub>${below}</sub>` : html`<i>${base}</i>`;
}
