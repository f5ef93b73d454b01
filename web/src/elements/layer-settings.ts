// Every number that lt-layer starts from.
import { html, nothing, type TemplateResult } from "lit";
import { layerWords as words } from "../messages/layer.ts";
import { mostHeads, type LayerValues } from "../state/layer-parameters.ts";

export interface LayerSettingsActions {
  isOwn: boolean;
  hasOmega: boolean;
  back(): void;
  addHead(): void;
  removeHead(): void;
  /** How many; 0 before the first answer. */
  heads: number;
  render(name: keyof LayerValues & string): TemplateResult;
}

export function renderLayerSettings(actions: LayerSettingsActions): TemplateResult {
  const { isOwn, hasOmega, back, addHead, removeHead, heads, render } = actions;
  return html`<section class="settings" aria-label=${words.settings}>
    <h3>${words.settings}</h3>
    <div class="setting-columns">
      <div class="single-settings">
        ${isOwn ? renderOwn(back) : render("layer")}
        ${hasOmega ? render("omega") : nothing} ${render("query")}
        <details class="more">
          <summary>${words.more}</summary>
          <div class="controls">${render("pace")} ${render("repeat")}</div>
        </details>
      </div>
      <div class="whole-heads">
        ${heads > 0 ? render("heads") : nothing}
        <div class="row-buttons own-buttons">
          <button type="button" ?disabled=${heads === 0 || heads >= mostHeads} @click=${addHead}>${words.addHead}</button>
          <button type="button" ?disabled=${heads <= 1} @click=${removeHead}>${words.removeHead}</button>
        </div>
      </div>
      <div>${render("points")}</div>
    </div>
  </section>`;
}

function renderOwn(back: () => void): TemplateResult {
  return html`<div class="own"><p class="hint">${words.own}</p><button type="button" @click=${back}>${words.back}</button></div>`;
}
