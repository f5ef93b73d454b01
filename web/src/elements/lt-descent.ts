import { html, nothing, type TemplateResult } from "lit";
import { lastStep, runsOf, type DescentRun } from "../draw/descent-runs.ts";
import type { Pair } from "../draw/data-map.ts";
import type { Point } from "../draw/loss-chart.ts";
import { methodTheme } from "../draw/method-theme.ts";
import type { View } from "../draw/plane.ts";
import { marks, theme } from "../draw/theme.ts";
import { LabClient } from "../engine/client.ts";
import { spawnWorker } from "../engine/spawn.ts";
import type { TraceReport } from "../engine/trace-types.ts";
import { modelSource } from "../state/descent-models.ts";
import { atEnd, descentParameters, type DescentValues } from "../state/descent-parameters.ts";
import { descentPresets, presetOf, type Preset } from "../state/descent-presets.ts";
import { divergingLabels, measureNames, stateSentence, stepSentence } from "../state/descent-sentence.ts";
import { fallbacks } from "../state/parameters.ts";
import { Player } from "../state/player.ts";
import type { Playhead } from "../state/playhead.ts";
import { pairsOf } from "../state/points.ts";
import { TraceSession } from "../state/trace-session.ts";
import { renderActions } from "./descent-actions.ts";
import { dataView, mapContent, mapView, renderData, renderKey, renderLossSteps, renderMap } from "./descent-figures.ts";
import { reportTables } from "./descent-tables.ts";
import { attributesOf, Instrument } from "./instrument.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { renderReadout } from "./layer-readout.ts";
import { ltDescentStyles } from "./lt-descent.styles.ts";
import { playerKey, renderPlayer } from "./player-controls.ts";
import { watchVisibility } from "./visibility.ts";

const modelOf = modelSource(spawnWorker);
const defaults = fallbacks(descentParameters);
const drawn = ["condition", "seed", "n"] as const;
const usual = ["model", "methods", "sigma", "condition", "steps", "rateScale", "momentum", "seed", "start", "arrows"] as const;
const rare = ["surface", "measure", "n", "points", "modelSeed", "speed", "loop"] as const;
const transformerLabels: Record<DescentValues["model"], string> = { diag: "DIAG", full: "FULL", "gd++": "GD++ net", none: "" };

/**
 * The weights that a trained transformer reads out after each layer, beside optimisers on the same task. Attributes:
 * the parameters of web/src/state/descent-parameters.ts. Event: lt-change.
 */
export class LtDescent extends Instrument<DescentValues> {
  static override styles = [theme, marks, methodTheme, instrumentStyles, ltDescentStyles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributesOf(descentParameters)];
  }

  private session: TraceSession | undefined;
  private player: Player | undefined;
  private runs: readonly DescentRun[] = [];
  private drawnReport: TraceReport | undefined;
  private view: View | undefined;
  private dataWindow: View | undefined;
  private isDragging = false;
  private width = 720;
  private resizing: ResizeObserver | undefined;
  private stopWatching: (() => void) | undefined;
  private spoken = "";

  constructor() {
    super(descentParameters);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { at, speed, loop } = this.values;
    this.player = new Player({ time: at, playing: false, speed, loop }, () => this.end, () => this.moved());
    this.resizing = new ResizeObserver(() => this.measure());
    this.resizing.observe(this);
    this.stopWatching = watchVisibility(this, {
      near: () => this.start(),
      seen: (seen) => this.player?.setSeen(seen),
    });
    this.addEventListener("keydown", this.onKeyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.onKeyDown);
    this.stopWatching?.();
    this.resizing?.disconnect();
    this.player?.stop();
    this.session?.close();
    this.session = undefined;
  }

  /** The numbers behind the pictures, for pages that want them. */
  get report(): TraceReport | undefined {
    return this.session?.state.report;
  }

  /** Resolves when the pictures belong to the newest attributes. */
  async settled(): Promise<void> {
    await this.attributesRead();
    await this.session?.settled();
    await this.updateComplete;
  }

  get playhead(): Playhead {
    return this.player!.playhead;
  }

  private start(): void {
    if (this.session) return;
    this.session = new TraceSession(new LabClient(spawnWorker), modelOf, () => this.reported());
    this.session.update(this.values);
    this.requestUpdate();
  }

  protected override valuesChanged(): void {
    const { at, speed, loop } = this.values;
    const player = this.player!;
    const time = Math.min(at, this.end);
    if (speed !== this.playhead.speed || loop !== this.playhead.loop || (!this.playhead.playing && time !== this.playhead.time))
      player.set({ ...this.playhead, speed, loop, time: this.playhead.playing ? this.playhead.time : time });
    this.session?.update(this.values);
  }

  private reported(): void {
    const { report, values } = this.session!.state;
    if (report && values && report !== this.drawnReport) {
      this.drawnReport = report;
      this.runs = runsOf(report, values.measure, transformerLabels[values.model]);
      if (!this.isDragging) this.frameAnew(report, values);
      if (!this.playhead.playing && values.at > this.end) this.player!.set({ ...this.playhead, time: this.end });
    }
    this.requestUpdate();
  }

  private frameAnew(report: TraceReport, values: DescentValues): void {
    this.view = mapView(report, this.runs, values);
    this.dataWindow = dataView(pairsOf(report.x, report.y));
  }

  private get end(): number {
    return this.runs.length > 0 ? lastStep(this.runs) : atEnd;
  }

  /** With reduced motion nothing glides: it goes from step to step. */
  private get shownTime(): number {
    const time = Math.min(this.playhead.time, this.end);
    return this.playhead.playing && matchMedia("(prefers-reduced-motion: reduce)").matches ? Math.floor(time) : time;
  }

  private moved(): void {
    const { playing, time } = this.playhead;
    if (!playing) this.setParameter("at", time >= this.end ? atEnd : Math.round(time * 100) / 100);
    this.requestUpdate();
  }

  private readonly setPlayhead = (playhead: Playhead) => this.player?.set(playhead);

  private readonly onKeyDown = (event: KeyboardEvent) => {
    const next = playerKey(event, this.playhead, this.end);
    if (!next) return;
    event.preventDefault();
    this.setPlayhead(next);
  };

  private measure(): void {
    const width = Math.floor(this.renderRoot.querySelector(".stage")?.clientWidth ?? 0);
    if (width === 0 || width === this.width) return;
    this.width = width;
    this.requestUpdate();
  }

  protected override firstUpdated(): void {
    this.measure();
  }

  private drag<T>(move: (value: T) => void) {
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
    const words = state ? stateSentence(state) : "";
    return html`<div class="frame" part="frame">
      <section class="stage" aria-label="Pictures">
        ${this.renderPresets()}
        ${words ? html`<p class="sentence ${state?.phase ?? ""}" role="status">${words}</p>` : nothing}
        ${state?.phase === "lost" ? html`<div class="actions"><button class="primary" type="button" @click=${() => this.session?.update(this.values)}>Retry</button></div>` : nothing}
        ${state?.report ? this.renderReport(state.report) : html`<div class="waiting"></div>`}
      </section>
      <section class="settings" aria-label="Settings">${this.renderSettings()}</section>
    </div>`;
  }

  private renderPresets(): TemplateResult {
    const chosen = presetOf(this.values, defaults);
    const choose = (preset: Preset) => {
      this.setAll(preset.values, ["speed", "loop", "arrows"]);
      this.setPlayhead({ ...this.playhead, time: 0, playing: true });
    };
    const comment = chosen?.comment ?? "Your own settings. Choose a situation above, or press Play and change anything.";
    return html`<fieldset class="presets"><legend>See</legend>
        ${descentPresets.map((preset) => html`<button type="button" aria-pressed=${preset === chosen} @click=${() => choose(preset)}>${preset.name}</button>`)}
      </fieldset>
      <p class="comment">${comment}</p>`;
  }

  private renderReport(report: TraceReport): TemplateResult {
    const values = this.session!.state.values!;
    const time = this.shownTime;
    const step = Math.floor(time + 1e-9);
    const isWide = this.width >= 540;
    const mapWidth = isWide ? Math.floor((this.width - 16) * 0.635) : this.width;
    const mapSize = { width: mapWidth - 2, height: Math.round(Math.min(mapWidth * 0.86, 460)) };
    const sideWidth = isWide ? this.width - 16 - mapWidth : this.width;
    const frame = { ...mapContent(report, this.runs, values), time, view: this.view!, arrows: values.arrows };
    const speech = this.playhead.playing ? this.spoken : (this.spoken = stepSentence(this.runs, step, values.measure));
    const transformer = this.runs.find(({ name }) => name === "transformer");
    return html`${this.renderPlayer(step)}
      <div class="views">
        <figure>
          <figcaption>Where the weights are <span>rings of equal loss; the ring of dashes is the start</span></figcaption>
          ${renderMap(frame, mapSize, this.drag(({ x, y }: Point) => this.setParameter("start", [cut(x), cut(y)])))}
          ${renderKey(this.runs)}
        </figure>
        <div class="side">${this.renderSide(report, transformer, sideWidth, time, step)}</div>
        <figure class="wide">
          <figcaption>${measureNames[values.measure]} per step <span>logarithmic; drag to move the playhead</span></figcaption>
          ${renderLossSteps({ runs: this.runs, time, end: this.end, measure: values.measure, scrub: (to) => this.setPlayhead({ ...this.playhead, playing: false, time: to }) }, { width: this.width, height: isWide ? 220 : 200 })}
        </figure>
      </div>
      <p class="sentence">${stepSentence(this.runs, step, values.measure)}</p>
      <p class="unseen" role="status">${speech}</p>
      ${this.renderTrouble()}
      <details class="table"><summary>Numbers behind the pictures</summary>${reportTables(report, transformerLabels[values.model])}</details>
      ${renderActions(this, report, values)}`;
  }

  private renderPlayer(step: number): TemplateResult {
    const { end } = this;
    const playhead = { ...this.playhead, time: Math.min(this.playhead.time, end) };
    return renderPlayer({ playhead, end, place: `step ${step} of ${end}`, set: this.setPlayhead });
  }

  private renderSide(report: TraceReport, transformer: DescentRun | undefined, width: number, time: number, step: number) {
    const run = transformer ?? this.runs[0];
    const pairs = pairsOf(report.x, report.y);
    const size = { width, height: Math.round(Math.min(width * 0.8, 230)) };
    const drag = this.drag((moved: readonly Pair[]) => this.setParameter("points", moved));
    return html`<figure>
        <figcaption>The ${pairs.length} pairs <span>and lines of equal prediction${run ? ` of ${run.label}` : ""}; drag a pair</span></figcaption>
        ${renderData(pairs, run, time, this.dataWindow!, size, drag)}
      </figure>
      ${report.network ? renderReadout(report.network, step) : nothing}`;
  }

  private renderTrouble(): TemplateResult | typeof nothing {
    const labels = divergingLabels(this.runs);
    if (labels.length === 0) return nothing;
    return html`<p class="trouble">${labels.join(" and ")} ${labels.length > 1 ? "end" : "ends"} higher than at the start: the steps are too long for this surface.</p>`;
  }

  private renderSettings(): TemplateResult {
    const own = this.values.points.length > 0;
    return html`${own ? html`<div class="own"><p class="hint">You moved points: the task is your own now.</p>
        <button type="button" @click=${() => this.setParameter("points", [])}>Draw the task again</button></div>` : nothing}
      ${usual.filter((name) => !own || !drawn.includes(name as never)).map((name) => this.renderParameter(name))}
      <details class="more" ?open=${this.hasProblem(rare)}><summary>More settings</summary>
        <div class="controls">${rare.map((name) => this.renderParameter(name))}</div></details>`;
  }

  protected override refusalOf(name: keyof DescentValues & string): string | undefined {
    const state = this.session?.state;
    return state?.phase === "refused" && state.problem.startsWith(`${name}:`) ? state.problem : undefined;
  }
}

/** What a hand can place: hundredths, inside the range of the parameter. */
function cut(value: number): number {
  return Math.min(Math.max(Math.round(value * 100) / 100, -20), 20);
}
