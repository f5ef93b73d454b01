// Why an instrument shows nothing new, and another try.
import { html, nothing, type TemplateResult } from "lit";
import { instrumentWords as words } from "../messages/instrument.ts";

export interface Trouble {
  phase: "preparing" | "refused" | "lost" | (string & {});
  sentence: string;
  /** Nothing has been shown yet: what stands in the tag, a picture perhaps, is shown instead. */
  isEmpty: boolean;
  retry(): void;
}

export function renderTrouble({ phase, sentence, isEmpty, retry }: Trouble): TemplateResult {
  return html`<p class="sentence ${phase}" role="status">${sentence}</p>
    ${phase === "lost" ? html`<div class="actions"><button class="primary" type="button" @click=${retry}>${words.retry}</button></div>` : nothing}
    ${phase === "lost" && isEmpty ? html`<slot></slot>` : nothing}`;
}
