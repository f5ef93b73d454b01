import { html, nothing, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { lastStep, runsOf, type DescentRun } from "../draw/descent-runs.ts";
import { methodTheme } from "../draw/method-theme.ts";
import type { View } from "../draw/plane.ts";
import { marks, theme } from "../draw/theme.ts";
import { LabClient } from "../engine/client.ts";
import { spawnWorker } from "../engine/spawn.ts";
import type { TraceReport } from "../engine/trace-types.ts";
import { descentWords as words } from "../messages/descent.ts";
import { instrumentWords } from "../messages/instrument.ts";
import { traceCsv } from "../state/descent-csv.ts";
import { modelSource } from "../state/descent-models.ts";
import {
  atEnd,
  descentParameters,
  startAt,
  transformerLabels,
  type DescentValues,
} from "../state/descent-parameters.ts";
import { descentPresets, presetOf, type Preset } from "../state/descent-presets.ts";
import { stateSentence, stepSentence } from "../state/descent-sentence.ts";
import { fallbacks } from "../state/parameters.ts";
import type { Playhead } from "../state/playhead.ts";
import { pairsOf } from "../state/points.ts";
import { TraceSession } from "../state/trace-session.ts";
import { dataView, mapView, type Drag } from "./descent-figures.ts";
import { renderReport, wholeStep, type ReportActions } from "./descent-report.ts";
import { renderSettings, type SettingsActions } from "./descent-settings.ts";
import { attributesOf } from "./instrument.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { ltDescentStyles } from "./lt-descent.styles.ts";
import type { Goods } from "./take-away.ts";
import { TimedInstrument } from "./timed-instrument.ts";
import { playerStyles } from "./player.styles.ts";
import { renderPresetBar } from "./preset-bar.ts";
import { stageStyles } from "./stage.styles.ts";
import { renderTrouble } from "./trouble.ts";

const modelOf = modelSource(spawnWorker);
const defaults = fallbacks(descentParameters);

/**
 * The weights that a trained transformer reads out after each layer, beside optimisers on the same task. Attributes:
 * the parameters of web/src/state/descent-parameters.ts. Event: lt-change.
 */
export class LtDescent extends TimedInstrument<DescentValues> {
  static override styles = [theme, marks, methodTheme, instrumentStyles, stageStyles, playerStyles, ltDescentStyles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributesOf(descentParameters)];
  }

  protected override session: TraceSession | undefined;
  private runs: readonly DescentRun[] = [];
  private drawnReport: TraceReport | undefined;
  private view: View | undefined;
  private dataWindow: View | undefined;
  private isDragging = false;
  private spoken = "";

  constructor() {
    super(descentParameters);
  }

  protected override firstPlayhead(): Omit<Playhead, "playing"> {
    const { at, speed, loop } = this.values;
    return { time: at, speed, loop };
  }

  /** The numbers behind the pictures, for pages that want them. */
  get report(): TraceReport | undefined {
    return this.session?.state.report;
  }

  /** Plays a situation from its start; resolves when its numbers are there. */
  async present(values: Partial<DescentValues>): Promise<void> {
    this.setAll(values, ["speed", "loop", "arrows"]);
    this.setPlayhead({ ...this.playhead, time: 0, playing: true });
    await this.settled();
  }

  protected override begin(): void {
    if (this.session) return;
    this.session = new TraceSession(new LabClient(spawnWorker), modelOf, () => this.reported());
    this.session.update(this.values);
    this.requestUpdate();
  }

  protected override valuesChanged(): void {
    const { at, speed, loop } = this.values;
    const time = Math.min(at, this.end);
    if (
      speed !== this.playhead.speed ||
      loop !== this.playhead.loop ||
      (!this.playhead.playing && time !== this.playhead.time)
    )
      this.setPlayhead({ ...this.playhead, speed, loop, time: this.playhead.playing ? this.playhead.time : time });
    this.session?.update(this.values);
  }

  protected override drawsWithAnswer(): boolean {
    return this.isDragging;
  }

  private reported(): void {
    const { report, values } = this.session!.state;
    if (report && values && report !== this.drawnReport) {
      this.drawnReport = report;
      this.runs = runsOf(report, values.measure, transformerLabels[values.model]);
      if (!this.isDragging) this.frameAnew(report, values);
      if (!this.playhead.playing && values.at > this.end)
        this.setPlayhead({ ...this.playhead, time: this.end });
    }
    this.requestUpdate();
  }

  private frameAnew(report: TraceReport, values: DescentValues): void {
    this.view = mapView(report, this.runs, values);
    this.dataWindow = dataView(pairsOf(report.x, report.y));
  }

  protected override get end(): number {
    return this.runs.length > 0 ? lastStep(this.runs) : atEnd;
  }

  /** With reduced motion nothing glides: it goes from step to step. */
  private get shownTime(): number {
    const time = Math.min(this.playhead.time, this.end);
    return this.playhead.playing && matchMedia("(prefers-reduced-motion: reduce)").matches
      ? Math.floor(time)
      : time;
  }

  protected override moved(): void {
    const { playing, time } = this.playhead;
    if (!playing) this.setParameter("at", time >= this.end ? atEnd : Math.round(time * 100) / 100);
    this.requestUpdate();
  }

  private readonly reportActions: ReportActions = {
    setPlayhead: (playhead) => this.setPlayhead(playhead),
    start: this.drag((to) => this.setParameter("start", startAt(to))),
    pairs: this.drag((moved) => this.setParameter("points", moved)),
    openTables: (open) => this.openTables(open),
  };

  private readonly settings: SettingsActions = {
    isOwn: () => this.values.points.length > 0,
    drawAgain: () => this.setParameter("points", []),
    render: (name) => this.renderParameter(name),
    hasProblem: (name) => this.problemOf(name) !== undefined,
  };

  private drag<T>(move: (value: T) => void): Drag<T> {
    const dragging = (active: boolean) => {
      this.isDragging = active;
      const { report, values } = this.session!.state;
      if (!active && report && values) this.frameAnew(report, values);
      this.requestUpdate();
    };
    return { move, dragging };
  }

  protected override render(): TemplateResult {
    const state = this.session?.state;
    const sentence = state ? stateSentence(state) : "";
    return html`<div class="frame" part="frame">
      <section class="stage" aria-label=${words.stage}>
        ${this.renderPresets()}
        ${state && sentence ? renderTrouble({ phase: state.phase, sentence, isEmpty: !state.report, retry: () => this.session?.update(this.values) }) : nothing}
        ${state?.report ? guard(this.drawn(state.report), () => this.renderReport(state.report!)) : html`<div class="waiting"></div>`}
        ${state?.report ? this.takeAway.render(this.goods(state.report, state.values!)) : nothing}
      </section>
      <section class="settings" aria-label=${instrumentWords.settings}>${renderSettings(this.settings)}</section>
    </div>`;
  }

  /** While these are the same, so are the pictures: a moving slider does not draw them twice. */
  private drawn(report: TraceReport): unknown[] {
    const { playing } = this.playhead;
    const { view, dataWindow, shownTime, width, tablesAreOpen, cursor } = this;
    return [report, view, dataWindow, shownTime, playing, width, tablesAreOpen, cursor.state];
  }

  private renderPresets(): TemplateResult {
    const choose = (preset: Preset) => void this.present(preset.values);
    const bar = () => renderPresetBar(descentPresets, presetOf(this.values, defaults), choose);
    return html`${guard([this.values], bar)}`;
  }

  private renderReport(report: TraceReport): TemplateResult {
    const { values } = this.session!.state;
    const { playhead, runs, end, width, tablesAreOpen, cursor } = this;
    const time = this.shownTime;
    if (!playhead.playing && !this.isDragging) this.spoken = stepSentence(runs, wholeStep(time), values!.measure);
    const { spoken } = this;
    const [view, dataWindow] = [this.view!, this.dataWindow!];
    return html`${renderReport({ report, values: values!, runs, playhead, time, end, view, dataWindow, width, spoken, tablesAreOpen, cursor }, this.reportActions)}`;
  }

  private goods(report: TraceReport, settings: DescentValues): Goods {
    return {
      name: "descent",
      element: "lt-descent",
      query: () => this.query(),
      figure: () => this.renderRoot.querySelector<SVGSVGElement>("svg.map")!,
      csv: () => traceCsv(report),
      json: () => ({ settings, report }),
    };
  }

  protected override refusalOf(name: keyof DescentValues & string): string | undefined {
    const state = this.session?.state;
    return state?.phase === "refused" && state.problem.startsWith(`${name}:`) ? state.problem : undefined;
  }
}
