import { html, type TemplateResult } from "lit";

/** A short line in the stroke of a concept, for tables that name it. */
export function renderSwatch(concept: string): TemplateResult {
  return html`<svg class="swatch" width="22" height="10" viewBox="0 0 22 10" aria-hidden="true">
    <line class="mark ${concept}" x1="0" x2="22" y1="5" y2="5" />
  </svg>`;
}
