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
    <div class="comments">
      <p class="room" aria-hidden="true">${longestOf(presets)}</p>
      <p class="comment">${chosen?.comment ?? words.ownSituation}</p>
    </div>`;
}

/** Always takes its room, unseen: what is below stays where it is when the comment changes, under a dragging finger too. */
function longestOf(presets: readonly Named[]): string {
  return presets.reduce((longest, { comment }) => (comment.length > longest.length ? comment : longest), "");
}
