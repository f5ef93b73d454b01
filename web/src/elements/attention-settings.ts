// Every number that lt-attention starts from.
import { html, nothing, type TemplateResult } from "lit";
import { attentionWords as words } from "../messages/attention.ts";
import type { AttentionValues } from "../state/attention-parameters.ts";

export interface AttentionSettingsActions {
  isOwn: boolean;
  isPerformer: boolean;
  /** Those of the words are there, or own ones. */
  hasNumbers: boolean;
  back(): void;
  render(name: keyof AttentionValues & string): TemplateResult;
}

export function renderAttentionSettings(actions: AttentionSettingsActions): TemplateResult {
  const { isOwn, isPerformer, hasNumbers, back, render } = actions;
  return html`<section class="settings" aria-label=${words.settings}>
    <h3>${words.settings}</h3>
    <div class="setting-columns">
      <div class="single-settings">
        ${isOwn ? renderOwn(back) : render("words")}
        ${render("causal")}
      </div>
      <div>${hasNumbers ? render("tokens") : nothing}</div>
      <div class="single-settings">
        ${render("map")} ${isPerformer ? render("features") : nothing} ${render("sharpness")} ${render("seed")}
        <details class="more">
          <summary>${words.more}</summary>
          <div class="controls">${render("speed")} ${render("loop")}</div>
        </details>
      </div>
    </div>
    <h3>${words.bracketTitle}</h3>
    <div class="controls">${render("length")} ${render("head")}</div>
  </section>`;
}

function renderOwn(back: () => void): TemplateResult {
  return html`<div class="own"><p class="hint">${words.own}</p><button type="button" @click=${back}>${words.back}</button></div>`;
}
