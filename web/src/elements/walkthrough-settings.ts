// Every number that lt-walkthrough starts from.
import { html, nothing, type TemplateResult } from "lit";
import { words } from "../messages/walkthrough.ts";
import type { WalkthroughValues } from "../state/walkthrough-parameters.ts";

export interface SettingsActions {
  isOwn: boolean;
  /** Whether the network has ω at all. */
  hasOmegas: boolean;
  back(): void;
  render(name: keyof WalkthroughValues & string): TemplateResult;
}

export function renderWalkthroughSettings({ isOwn, hasOmegas, back, render }: SettingsActions): TemplateResult {
  return html`<section class="settings" aria-label=${words.settings}>
    <h3>${words.settings}</h3>
    <div class="setting-columns">
      <div>${render("points")}</div>
      <div>${hasOmegas ? render("omegas") : html`<p class="hint">${words.noOmega}</p>`}</div>
      <div class="single-settings">
        ${isOwn ? renderOwn(back) : render("model")} ${render("query")} ${render("sigma")}
        <details class="more"><summary>${words.more}</summary><div class="controls">${render("speed")} ${render("loop")}</div></details>
      </div>
    </div>
  </section>`;
}

function renderOwn(back: () => void): TemplateResult | typeof nothing {
  return html`<div class="own"><p class="hint">${words.own}</p><button type="button" @click=${back}>${words.back}</button></div>`;
}
