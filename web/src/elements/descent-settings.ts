// The settings of lt-descent: the usual ones, and the rare ones folded away.
import { html, nothing, type TemplateResult } from "lit";
import { descentWords as words } from "../messages/descent.ts";
import { instrumentWords } from "../messages/instrument.ts";
import { descentParameters, type DescentValues } from "../state/descent-parameters.ts";
import { namesOf } from "../state/parameters.ts";

type Name = keyof DescentValues & string;

export interface SettingsActions {
  /** Whether the points were moved or pasted. */
  isOwn(): boolean;
  drawAgain(): void;
  render(name: Name): TemplateResult;
  hasProblem(name: Name): boolean;
}

const names = namesOf(descentParameters).filter((name) => name !== "at");
const rare = names.filter((name) => descentParameters[name].rare);
const usual = names.filter((name) => !rare.includes(name));
/** What says how to draw a task, and nothing about own points. */
const drawing: readonly Name[] = ["condition", "seed", "n"];

export function renderSettings({ isOwn, drawAgain, render, hasProblem }: SettingsActions): TemplateResult {
  const own = isOwn();
  const shown = (name: Name) => !own || !drawing.includes(name);
  return html`${own ? renderOwn(drawAgain) : nothing} ${usual.filter(shown).map(render)}
    <details class="more" ?open=${rare.some(hasProblem)}>
      <summary>${instrumentWords.moreSettings}</summary>
      <div class="controls">${rare.filter(shown).map(render)}</div>
    </details>`;
}

function renderOwn(drawAgain: () => void): TemplateResult {
  return html`<div class="own">
    <p class="hint">${words.ownTask}</p>
    <button type="button" @click=${drawAgain}>${words.drawAgain}</button>
  </div>`;
}
