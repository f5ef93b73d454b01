// Every instrument with its parameters as a form, a live preview, and what to put into a page to have it so.
import { html, LitElement, nothing, type TemplateResult } from "lit";
import { theme } from "../../draw/theme.ts";
import { HostTheme } from "../../elements/host-theme.ts";
import { instrumentStyles } from "../../elements/instrument.styles.ts";
import { renderControl } from "../../elements/controls.ts";
import { definitions } from "../../embed/definitions.ts";
import { instrumentNames, posterOf, type InstrumentName } from "../../embed/instruments.ts";
import { instrumentTitles } from "../../messages/embed.ts";
import { galleryWords as words, instrumentSummaries, snippetWords } from "../../messages/gallery.ts";
import { instrumentTables, type AnyTable } from "../../state/instrument-tables.ts";
import { attributeName, toQuery, type Parameter } from "../../state/parameters.ts";
import { snippetFor, type SnippetForm } from "../../state/snippets.ts";
import { galleryStyles } from "./lt-gallery.styles.ts";

type Instrument = HTMLElement & { query(): URLSearchParams };
type Width = keyof typeof words.widths;
type Theme = keyof typeof words.themes;

/** Next to the page. */
const site = new URL("./", document.baseURI).href;
const confirmation = 2500;

export class LtGallery extends LitElement {
  static override styles = [theme, instrumentStyles, galleryStyles];

  private chosen: InstrumentName = "lt-descent";
  /** What differs from the defaults. */
  private query = new URLSearchParams();
  private drafts: Record<string, { text: string; problem: string }> = {};
  private width: Width = "full";
  private theme: Theme = "auto";
  private form: SnippetForm = "html";
  private told = "";
  private instrument: Instrument | undefined;
  private trouble = "";

  constructor() {
    super();
    new HostTheme(this);
  }

  private get table(): AnyTable {
    return instrumentTables[this.chosen];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.follow);
    this.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.follow);
  }

  /** The address names the instrument, and what it is set to. */
  private readonly follow = () => {
    const [name = "", search = ""] = location.hash.slice(1).split("?", 2);
    const known = instrumentNames.find((each) => each === name) ?? (this.instrument ? undefined : "lt-descent");
    if (!known) return;
    const query = new URLSearchParams(search);
    if (known === this.chosen && this.instrument && String(query) === String(this.query)) return;
    void this.show(known, query);
  };

  private remember(): void {
    const search = this.query.size > 0 ? `?${this.query}` : "";
    history.replaceState(null, "", `#${this.chosen}${search}`);
  }

  private async show(name: InstrumentName, query = new URLSearchParams()): Promise<void> {
    this.chosen = name;
    this.query = query;
    this.drafts = {};
    this.trouble = "";
    this.instrument = undefined;
    this.requestUpdate();
    try {
      await definitions[name]();
    } catch {
      this.trouble = words.notLoaded;
    }
    if (this.chosen !== name) return;
    if (!this.trouble) this.instrument = this.create(name, query);
    this.requestUpdate();
  }

  private create(name: InstrumentName, query: URLSearchParams): Instrument {
    const instrument = document.createElement(name) as Instrument;
    for (const key of Object.keys(instrumentTables[name])) {
      const text = query.get(attributeName(key));
      if (text !== null) instrument.setAttribute(attributeName(key), text);
    }
    instrument.addEventListener("lt-change", () => {
      this.query = instrument.query();
      this.remember();
      this.requestUpdate();
    });
    this.query = this.checked(query);
    return instrument;
  }

  /** Without what the instrument refuses. */
  private checked(query: URLSearchParams): URLSearchParams {
    const values = Object.entries(this.table).map(([key, { parse, fallback }]) => {
      const text = query.get(attributeName(key));
      const read = text === null ? undefined : parse(text);
      return [key, read && "value" in read ? read.value : fallback] as const;
    });
    return toQuery(this.table as never, Object.fromEntries(values) as never);
  }

  private change(key: string, parameter: Parameter<never>, text: string): void {
    const read = parameter.parse(text);
    delete this.drafts[key];
    if ("problem" in read) this.drafts[key] = { text, problem: `${key}: ${read.problem}` };
    else this.instrument?.setAttribute(attributeName(key), parameter.format(read.value));
    this.requestUpdate();
  }

  private async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.tell(words.copied);
    } catch {
      this.renderRoot.querySelector<HTMLTextAreaElement>("#snippet")!.select();
      this.tell(words.byHand);
    }
  }

  private tell(sentence: string): void {
    this.told = sentence;
    this.requestUpdate();
    setTimeout(() => {
      this.told = "";
      this.requestUpdate();
    }, confirmation);
  }

  protected override render(): TemplateResult {
    return html`<div class="frame">
      ${this.renderList()}
      <section class="choices" aria-labelledby="preview-title">
        <h2 id="preview-title">${words.preview}</h2>
        ${this.renderView()}
      </section>
      <div class="preview" data-width=${this.width}>${this.renderPreview()}</div>
      ${this.renderSnippet()}
      <section class="form" aria-labelledby="form-title">
        <h2 id="form-title">${words.settings}</h2>
        <div class="controls">${Object.entries(this.table).map(([key, parameter]) => this.renderParameter(key, parameter))}</div>
        <button type="button" @click=${() => this.reset()}>${words.reset}</button>
      </section>
    </div>`;
  }

  private renderList(): TemplateResult {
    return html`<fieldset class="list">
      <legend>${words.choose}</legend>
      ${instrumentNames.map(
        (name) => html`<label>
          <input type="radio" name="instrument" value=${name} .checked=${name === this.chosen} @change=${() => this.choose(name)} />
          <img src=${posterOf(name)} alt="" loading="lazy" />
          <b>${instrumentTitles[name]}</b>
          <span>${instrumentSummaries[name]}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  private choose(name: InstrumentName): void {
    void this.show(name);
    this.remember();
  }

  private reset(): void {
    void this.show(this.chosen);
    this.remember();
  }

  private renderView(): TemplateResult {
    const select = (id: string, label: string, options: Readonly<Record<string, string>>, value: string, choose: (value: string) => void) =>
      html`<label for=${id}>${label}</label>
        <select id=${id} @change=${(event: Event) => (choose((event.target as HTMLSelectElement).value), this.requestUpdate())}>
          ${Object.entries(options).map(([key, text]) => html`<option value=${key} .selected=${key === value}>${text}</option>`)}
        </select>`;
    return html`${select("width", words.width, words.widths, this.width, (width) => (this.width = width as Width))}
    ${select("appearance", words.theme, words.themes, this.theme, (theme) => (this.theme = theme as Theme))}`;
  }

  private renderPreview(): TemplateResult | HTMLElement {
    const { instrument } = this;
    if (!instrument) return html`<p role="status">${this.trouble || words.loading}</p>`;
    if (this.theme === "auto") instrument.removeAttribute("theme");
    else instrument.setAttribute("theme", this.theme);
    return html`${instrument}`;
  }

  private renderParameter(key: string, parameter: Parameter<never>): TemplateResult {
    const draft = this.drafts[key];
    const text = draft?.text ?? this.query.get(attributeName(key)) ?? parameter.format(parameter.fallback);
    return renderControl(parameter, {
      name: key,
      text,
      problem: draft?.problem,
      brief: false,
      change: (changed) => this.change(key, parameter, changed),
    });
  }

  private renderSnippet(): TemplateResult {
    const text = snippetFor(this.form, { site, element: this.chosen, query: this.query });
    return html`<section class="snippet" aria-labelledby="snippet-title">
      <h2 id="snippet-title">${words.snippet}</h2>
      <label for="form">${words.form}</label>
      <select id="form" @change=${(event: Event) => ((this.form = (event.target as HTMLSelectElement).value as SnippetForm), this.requestUpdate())}>
        ${Object.entries(snippetWords).map(([form, { label }]) => html`<option value=${form} .selected=${form === this.form}>${label}</option>`)}
      </select>
      <p class="hint" id="where">${snippetWords[this.form].where}</p>
      <textarea id="snippet" readonly rows="6" spellcheck="false" aria-labelledby="snippet-title" aria-describedby="where" .value=${text}></textarea>
      <button class="primary" type="button" @click=${() => void this.copy(text)}>${words.copy}</button>
      <span role="status">${this.told || nothing}</span>
    </section>`;
  }
}
