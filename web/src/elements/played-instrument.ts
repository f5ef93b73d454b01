// What instruments share that draw one report at the time of a playhead: its session, situations, and what went wrong.
import { html, nothing, type TemplateResult } from "lit";
import { LabClient } from "../engine/client.ts";
import { spawnWorker } from "../engine/spawn.ts";
import { instrumentWords as words } from "../messages/instrument.ts";
import type { Playhead } from "../state/playhead.ts";
import type { ParameterTable } from "../state/parameters.ts";
import type { ReportSession } from "../state/report-session.ts";
import { TimedInstrument } from "./timed-instrument.ts";
import { renderTrouble } from "./trouble.ts";

/** The parameters that a playhead comes from; instruments of one page have other names each, because they share its address. */
export interface PlayheadNames<Values> {
  at: keyof Values & string;
  speed: keyof Values & string;
  loop: keyof Values & string;
}

export abstract class PlayedInstrument<Values extends object, Report> extends TimedInstrument<Values> {
  protected override session: ReportSession<Values, Report> | undefined;

  constructor(
    table: ParameterTable<Values>,
    /** In stages. */
    protected override readonly end: number,
    private readonly names: PlayheadNames<Values>,
  ) {
    super(table);
  }

  /** Of the part that is drawn. */
  protected abstract readonly stageLabel: string;
  protected abstract newSession(client: LabClient, changed: () => void): ReportSession<Values, Report>;
  protected abstract renderReport(report: Report, shown: Values, time: number): TemplateResult;
  protected abstract renderSettings(): TemplateResult;
  protected abstract renderPresets(): TemplateResult;

  /** The numbers behind the page, for pages that want them. */
  get report(): Report | undefined {
    return this.session?.state.report;
  }

  /** Shows a situation as it stands; resolves when its numbers are there. */
  async present(values: Partial<Values>): Promise<void> {
    this.begin();
    this.choose(values);
    await this.settled();
  }

  protected choose(values: Partial<Values>): void {
    this.setPlayhead({ ...this.playhead, playing: false });
    this.setAll(values, [this.names.speed, this.names.loop]);
  }

  /** What the values say of the playhead. */
  protected override firstPlayhead(): Omit<Playhead, "playing"> {
    const { at, speed, loop } = this.names;
    return { time: Number(this.values[at]), speed: Number(this.values[speed]), loop: Boolean(this.values[loop]) };
  }

  protected override begin(): void {
    if (this.session) return;
    this.session = this.newSession(new LabClient(spawnWorker), () => this.requestUpdate());
    this.session.update(this.values);
    this.requestUpdate();
  }

  protected override valuesChanged(): void {
    const { playing, time } = this.playhead;
    this.setPlayhead({ ...this.firstPlayhead(), playing, ...(playing ? { time } : {}) });
    this.session?.update(this.values);
  }

  protected override moved(): void {
    const { playing, time } = this.playhead;
    const at = Math.round(time * 1000) / 1000;
    if (!playing && at !== this.firstPlayhead().time) this.setParameter(this.names.at, at as Values[keyof Values & string]);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { report, values } = this.session?.state ?? {};
    return html`<div class="frame" part="frame">
      <section class="stage" aria-label=${this.stageLabel}>
        ${this.renderPresets()} ${this.renderTrouble()}
        ${report && values ? this.renderReport(report, values, this.time) : html`<div class="waiting"></div>`}
      </section>
      ${this.renderSettings()}
    </div>`;
  }

  /** With reduced motion nothing glides: it goes from stage to stage. */
  private get time(): number {
    const { playing, time } = this.playhead;
    const glides = !playing || !matchMedia("(prefers-reduced-motion: reduce)").matches;
    return Math.min(glides ? time : Math.floor(time), this.end);
  }

  private renderTrouble(): TemplateResult | typeof nothing {
    const { phase, problem } = this.session?.state ?? { phase: "preparing", problem: "" };
    if (phase === "ready") return nothing;
    const sentence = phase === "preparing" ? words.getReady : words[phase](problem);
    const isEmpty = !this.session?.state.report;
    return renderTrouble({ phase, sentence, isEmpty, retry: () => this.session?.update(this.values) });
  }
}
