// Situations to choose from, with a comment on the one that is shown.
import { html, type TemplateResult } from "lit";
import { instrumentWords as words } from "../messages/instrument.ts";

interface Named {
  name: string;
  comment: string;
}

export function renderPresetBar<P extends Named>(
  presets: readonly P[],
  chosen: P | undefined,
  choose: (preset: P) => void,
): TemplateResult {
  return html`<fieldset class="presets">
      <legend>${words.situations}</legend>
      ${presets.map(
        (preset) =>
          html`<button type="button" aria-pressed=${preset === chosen} @click=${() => choose(preset)}>${preset.name}</button>`,
      )}
    </fieldset>
    <p class="comment">${chosen?.comment ?? words.ownSituation}</p>`;
}
