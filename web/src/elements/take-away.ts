// What can be taken away from an instrument: a link, a snippet for another page, its picture, its numbers.
import { html, nothing, type TemplateResult } from "lit";
import { takeAwayMessages as words } from "../messages/take-away.ts";
import type { InstrumentName } from "../embed/instruments.ts";
import { site } from "../embed/site-address.ts";
import { embedForms } from "../messages/embed.ts";
import { embedSnippet, linkTo, type EmbedForm, type Embedded } from "../state/embed.ts";
import { download, plainJson, pngOf, standaloneSvg } from "./export.ts";

const confirmation = 2500;

export interface Goods {
  /** Of the files, without an ending. */
  name: string;
  element: InstrumentName;
  query(): URLSearchParams;
  figure(): SVGSVGElement;
  csv(): string;
  json(): unknown;
}

export class TakeAway {
  private told = "";
  private byHand: string | undefined;
  private form: EmbedForm = "element";
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly changed: () => void) {}

  stop(): void {
    clearTimeout(this.timer);
    this.told = "";
  }

  render(goods: Goods): TemplateResult {
    const { byHand, told } = this;
    const button = (name: string, act: () => void) =>
      html`<button type="button" @click=${act}>${name}</button>`;
    return html`<div class="take-away" part="take-away" role="group" aria-label=${words.group}>
      ${site === undefined ? nothing : this.renderAddresses({ site, element: goods.element, query: goods.query() })}
      ${button("SVG", () => this.saveSvg(goods))} ${button("PNG", () => void this.savePng(goods))}
      ${button("CSV", () => this.save(`${goods.name}.csv`, "text/csv", goods.csv()))}
      ${button("JSON", () => this.save(`${goods.name}.json`, "application/json", plainJson(goods.json())))}
      <span class="told" aria-live="polite">${told}</span>
      ${
        byHand === undefined
          ? nothing
          : html`<label class="by-hand">${words.byHand}
              <textarea readonly rows="3" .value=${byHand} @focus=${selectAll}></textarea></label>`
      }
    </div>`;
  }

  private renderAddresses(embedded: Embedded): TemplateResult {
    return html`<button type="button" @click=${() => void this.copy(linkTo(embedded), words.linkCopied)}>${words.copyLink}</button>
      <span class="joined">
        <button type="button" @click=${() => void this.copy(embedSnippet(this.form, embedded), words.embedCopied)}>${words.copyEmbed}</button>
        <select aria-label=${words.embedForm} .value=${this.form} @change=${this.choose}>
          ${Object.entries(embedForms).map(([form, label]) => html`<option value=${form}>${label}</option>`)}
        </select>
      </span>`;
  }

  private readonly choose = (event: Event) => {
    this.form = (event.target as HTMLSelectElement).value as EmbedForm;
    this.changed();
  };

  private tell(sentence: string): void {
    this.told = sentence;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.told = "";
      this.changed();
    }, confirmation);
    this.changed();
  }

  /** Where the clipboard is denied or missing, the text is shown to be copied by hand. */
  private async copy(text: string, done: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.byHand = undefined;
      this.tell(done);
    } catch {
      this.byHand = text;
      this.changed();
    }
  }

  private save(file: string, type: string, content: string | Blob): void {
    download(file, new Blob([content], { type }));
    this.tell(words.saved(file));
  }

  private saveSvg({ name, figure }: Goods): void {
    this.save(`${name}.svg`, "image/svg+xml", standaloneSvg(figure()));
  }

  private async savePng({ name, figure }: Goods): Promise<void> {
    const { width, height } = figure().viewBox.baseVal;
    try {
      this.save(`${name}.png`, "image/png", await pngOf(standaloneSvg(figure()), width, height));
    } catch {
      this.tell(words.notDrawn);
    }
  }
}

const selectAll = (event: Event) => (event.target as HTMLTextAreaElement).select();
