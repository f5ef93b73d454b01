// What every instrument shares: a table of parameters as attributes, controls and address. Attributes are the truth.
import { html, LitElement, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import {
  attributeName,
  checkAll,
  namesOf,
  readTexts,
  toQuery,
  type Parameter,
  type ParameterTable,
  type Problems,
  type Texts,
} from "../state/parameters.ts";
import { renderControl } from "./controls.ts";
import { FigureCursor } from "./figure-cursor.ts";
import { HostTheme } from "./host-theme.ts";

export function attributesOf<Values>(table: ParameterTable<Values>): string[] {
  return namesOf(table).map(attributeName);
}

/** Event: lt-change when a parameter changed; its detail is what query() returns. */
export abstract class Instrument<Values extends object> extends LitElement {
  protected values: Values;
  protected readonly cursor = new FigureCursor(() => this.requestUpdate());
  /** What was typed and refused; everything else is in the attributes. */
  private drafts: Partial<Texts<Values>> = {};
  private problems: Problems<Values> = {};
  private readonly warned = new Set<string>();
  private valuesArePending = false;

  constructor(protected readonly table: ParameterTable<Values>) {
    super();
    new HostTheme(this);
    this.values = checkAll(table, {}).values;
  }

  /** Called with new values, once for all attributes that changed together. */
  protected abstract valuesChanged(): void;

  /** Whether new values wait to be drawn until what was asked about them is answered, in one drawing with it. */
  protected drawsWithAnswer(): boolean {
    return false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.readAttributes();
  }

  override attributeChangedCallback(attribute: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(attribute, before, after);
    if (before === after || !this.isConnected || this.valuesArePending) return;
    if (!namesOf(this.table).some((name) => attributeName(name) === attribute)) return;
    this.valuesArePending = true;
    queueMicrotask(() => this.applyAttributes());
  }

  /** The parameters that differ from their defaults, as an address spells them. */
  query(): URLSearchParams {
    return toQuery(this.table, this.values);
  }

  /** Resolves when the newest attributes have been read. */
  protected async attributesRead(): Promise<void> {
    while (this.valuesArePending) await Promise.resolve();
  }

  protected setParameter<Name extends keyof Values & string>(name: Name, value: Values[Name]): void {
    const { fallback, format } = this.table[name];
    const text = format(value);
    if (text === format(fallback)) this.removeAttribute(attributeName(name));
    else this.setAttribute(attributeName(name), text);
  }

  /** These values, and the defaults for all others but those to `keep`. */
  protected setAll(values: Partial<Values>, keep: readonly (keyof Values & string)[] = []): void {
    this.drafts = {};
    this.problems = {};
    for (const name of namesOf(this.table))
      if (!keep.includes(name)) this.setParameter(name, values[name] ?? this.table[name].fallback);
  }

  protected renderParameter(name: keyof Values & string, brief = false): TemplateResult {
    const text = this.drafts[name] ?? this.textOf(name);
    const problem = this.problemOf(name);
    const change = (changed: string) => this.change(name, changed);
    const control = () =>
      renderControl(this.parameterOf(name), { name, text, problem, brief, change });
    return html`${guard([text, problem], control)}`;
  }

  /** A parameter as its control is drawn. */
  protected parameterOf(name: keyof Values & string): Parameter<unknown> {
    return this.table[name] as never;
  }

  /** What the control of a parameter shows. */
  protected textOf(name: keyof Values & string): string {
    return this.table[name].format(this.values[name]);
  }

  /** What the library, not the table, has against the value of a parameter. */
  protected refusalOf(_name: keyof Values & string): string | undefined {
    return undefined;
  }

  protected problemOf(name: keyof Values & string): string | undefined {
    return this.problems[name] ?? this.refusalOf(name);
  }

  private change(name: keyof Values & string, text: string): void {
    const checked = this.table[name].parse(text);
    if ("problem" in checked) {
      this.drafts = { ...this.drafts, [name]: text };
      this.problems = { ...this.problems, [name]: `${name}: ${checked.problem}` };
    } else {
      delete this.drafts[name];
      delete this.problems[name];
      this.setParameter(name, checked.value);
    }
    this.requestUpdate();
  }

  private readAttributes(): void {
    const texts = readTexts(this.table, (attribute) => this.getAttribute(attribute));
    const { values, problems } = checkAll(this.table, texts);
    this.values = values;
    for (const problem of Object.values(problems))
      this.warnOnce(`${this.localName}: ${problem}; the default is used`);
  }

  private warnOnce(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    console.warn(message);
  }

  private applyAttributes(): void {
    this.valuesArePending = false;
    if (!this.isConnected) return;
    this.readAttributes();
    this.valuesChanged();
    if (!this.drawsWithAnswer()) this.requestUpdate();
    this.dispatchEvent(new CustomEvent("lt-change", { bubbles: true, composed: true, detail: this.query() }));
  }
}
