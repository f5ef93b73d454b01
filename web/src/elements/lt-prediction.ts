import { html, LitElement, nothing, type TemplateResult } from "lit";
import { theme } from "../draw/theme.ts";
import { predictionWords as words } from "../messages/predictions.ts";
import type { Answer, Prediction } from "../state/prediction.ts";
import { predictions } from "../state/predictions.ts";
import { HostTheme } from "./host-theme.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { ltPredictionStyles } from "./lt-prediction.styles.ts";

type Asked = Prediction<object, never>;

/** An instrument that can be asked for a situation. */
interface Presenter extends Element {
  readonly report: unknown;
  /** Shows a situation; resolves when its numbers are there. */
  present(values: object): Promise<void>;
}

/**
 * A question that the reader answers before an instrument on the page shows it. Attributes: question, a name of
 * web/src/state/predictions.ts; for, the id of the instrument.
 */
export class LtPrediction extends LitElement {
  static override styles = [theme, instrumentStyles, ltPredictionStyles];
  static override properties = { question: {}, for: {} };

  declare question: string;
  declare for: string;
  private chosen = "";
  private answer: Answer | undefined;
  private isBusy = false;
  private isLost = false;

  constructor() {
    super();
    new HostTheme(this);
  }

  private get prediction(): Asked | undefined {
    return Object.hasOwn(predictions, this.question) ? predictions[this.question] : undefined;
  }

  private get instrument(): Presenter | null {
    return (this.getRootNode() as Document).querySelector<Presenter>(`#${CSS.escape(this.for)}`);
  }

  private choose(choice: string): void {
    this.chosen = choice;
    this.answer = undefined;
    this.requestUpdate();
  }

  /** The instrument plays the situation; the answer is what it shows. */
  private async show(prediction: Asked): Promise<void> {
    const { instrument } = this;
    this.isBusy = true;
    this.requestUpdate();
    await instrument?.present(prediction.values);
    const report = instrument?.report;
    this.isBusy = false;
    this.answer = report ? prediction.answer(report as never) : undefined;
    this.isLost = !this.answer;
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { prediction, chosen } = this;
    if (!prediction) return nothing;
    return html`<fieldset>
      <legend><small>${words.legend}</small> ${prediction.question}</legend>
      ${Object.entries(prediction.choices).map(
        ([key, label]) =>
          html`<label><input type="radio" name="choice" value=${key} .checked=${key === chosen} @change=${() => this.choose(key)} /> ${label}</label>`,
      )}
      <button type="button" ?disabled=${chosen === "" || this.isBusy} @click=${() => void this.show(prediction)}>${words.predict}</button>
      <div class="answer" role="status">${this.renderAnswer()}</div>
    </fieldset>`;
  }

  private renderAnswer(): TemplateResult | typeof nothing {
    if (this.isLost) return html`<p>${words.lost}</p>`;
    if (!this.answer) return nothing;
    const { choice, because } = this.answer;
    return html`<p><b>${choice === this.chosen ? words.right : words.wrong}</b> ${because} ${words.watch}</p>`;
  }
}
