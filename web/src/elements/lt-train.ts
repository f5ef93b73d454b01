import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { formatCount, formatDuration } from "../draw/format.ts";
import { marks, theme } from "../draw/theme.ts";
import { LabClient } from "../engine/client.ts";
import { spawnWorker } from "../engine/spawn.ts";
import { instrumentWords } from "../messages/instrument.ts";
import { trainTableWords, trainWords as words } from "../messages/train.ts";
import { baselineCache } from "../state/baseline-cache.ts";
import { lossFrame } from "../state/loss-frame.ts";
import { namesOf } from "../state/parameters.ts";
import { sameSettings, settingsOf, trainParameters, type TrainValues } from "../state/train-parameters.ts";
import { trainCsv } from "../state/train-csv.ts";
import { runNote, runSentence, secondsLeft } from "../state/train-sentence.ts";
import { TrainingSession, type Run } from "../state/training-session.ts";
import { TakeAway, type Goods } from "./take-away.ts";
import { attributesOf, Instrument } from "./instrument.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { renderLossChart } from "./loss-figure.ts";
import { historyTable, omegaTable, standingTable } from "./train-tables.ts";
import { renderMatrices, renderOmegas } from "./weight-figures.ts";
import { ltTrainStyles } from "./lt-train.styles.ts";

type Name = keyof TrainValues;
const names = namesOf(trainParameters);
const rareNames = names.filter((name) => trainParameters[name].rare);
const numberNames = names.filter(
  (name) => !trainParameters[name].rare && trainParameters[name].control.kind === "number",
);
const choiceNames = names.filter((name) => !rareNames.includes(name) && !numberNames.includes(name));
const baselinesOf = baselineCache(spawnWorker);

/** People who listen hear a running training this often; changes of state are told at once. */
const spokenInterval = 10_000;

/**
 * Trains a linear transformer in this browser. Attributes: the parameters of web/src/state/train-parameters.ts.
 * Event: lt-change when a parameter changed; its detail is what query() returns.
 */
export class LtTrain extends Instrument<TrainValues> {
  static override styles = [theme, marks, instrumentStyles, ltTrainStyles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributesOf(trainParameters)];
  }

  private session: TrainingSession | undefined;
  private spoken = "";
  private spokenAt = 0;
  private chartWidth = 640;
  private resizing: ResizeObserver | undefined;
  private readonly takeAway = new TakeAway(() => this.requestUpdate());

  constructor() {
    super(trainParameters);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const settings = settingsOf(this.values);
    this.session = new TrainingSession(new LabClient(spawnWorker), baselinesOf, settings, () =>
      this.requestUpdate(),
    );
    this.session.useWorkers(this.values.workers);
    void this.session.configure(settings);
    this.resizing = new ResizeObserver(() => this.measure());
    this.resizing.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
    this.takeAway.stop();
    this.session?.close();
    this.session = undefined;
  }

  /** The run as it is now, for pages that want the numbers. */
  get run(): Readonly<Run> | undefined {
    return this.session?.run;
  }

  protected override valuesChanged(): void {
    const settings = settingsOf(this.values);
    this.session?.useWorkers(this.values.workers);
    if (this.session && !sameSettings(settings, this.session.run.settings))
      void this.session.configure(settings);
  }

  private measure(): void {
    const width = this.renderRoot.querySelector(".plot")?.clientWidth ?? 0;
    if (width === 0 || width === this.chartWidth) return;
    this.chartWidth = width;
    this.requestUpdate();
  }

  protected override firstUpdated(): void {
    this.measure();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const run = this.session?.run;
    if (!run) return;
    const now = performance.now();
    const quiet = run.phase === "training" && now - this.spokenAt < spokenInterval && this.spoken !== "";
    if (quiet) return;
    const sentence = `${runSentence(run)} ${runNote(run)}`.trim();
    if (sentence === this.spoken) return;
    this.spoken = sentence;
    this.spokenAt = now;
  }

  protected override render(): TemplateResult | typeof nothing {
    const run = this.session?.run;
    if (!run) return nothing;
    return html`<div class="frame" part="frame">
      <section class="stage" aria-label=${words.stage}>
        ${this.renderStatus(run)} ${run.phase === "lost" && !run.weights ? html`<slot></slot>` : this.renderPlot(run)} ${this.renderStanding(run)} ${this.takeAway.render(this.goods(run))}
      </section>
      <section class="weights" aria-label=${words.weights}>${this.renderWeights(run)}</section>
      <section class="settings" aria-label=${instrumentWords.settings}>${this.renderSettings()}</section>
      <p class="unseen" role="status">${this.spoken}</p>
    </div>`;
  }

  private renderStatus(run: Readonly<Run>): TemplateResult {
    const note = runNote(run);
    return html`<div class="status">
      <div class="actions" part="actions">${this.renderActions(run)}</div>
      <div class="words">
        <p class="sentence ${run.phase}" part="sentence">${runSentence(run)}</p>
        ${note ? html`<p class="note">${note}</p>` : nothing}
      </div>
      ${this.renderProgress(run)}
    </div>`;
  }

  private renderActions({ phase }: Readonly<Run>): TemplateResult {
    const busy = phase === "preparing" || phase === "refused";
    const canStep = phase === "ready" || phase === "paused";
    const primary = words.actions[phase];
    return html`<button class="primary" type="button" ?disabled=${busy} @click=${() => this.act(phase)}>${primary}</button>
      <button type="button" ?disabled=${!canStep} @click=${() => this.session?.stepOnce()}>${words.step}</button>
      <button type="button" ?disabled=${phase === "preparing" || phase === "lost"} @click=${() => this.session?.reset()}>${words.reset}</button>`;
  }

  private act(phase: Run["phase"]): void {
    if (phase === "training") this.session?.pause();
    else if (phase === "lost") void this.session?.retry();
    else if (phase === "finished") void this.trainNextSeed();
    else void this.session?.train();
  }

  private async trainNextSeed(): Promise<void> {
    this.setParameter("seed", this.values.seed + 1);
    await this.settled();
    await this.session?.train();
  }

  /** Resolves when the newest settings have been applied and what they started has ended. */
  async settled(): Promise<void> {
    await this.attributesRead();
    await this.session?.settled();
  }

  private renderProgress(run: Readonly<Run>): TemplateResult {
    const { step, settings, stepsPerSecond, phase } = run;
    const left = secondsLeft(run);
    const facts = [
      words.steps(formatCount(step), formatCount(settings.steps)),
      ...(stepsPerSecond > 0 ? [words.rate(formatCount(stepsPerSecond))] : []),
      ...(phase === "training" && Number.isFinite(left) && step > 50 ? [words.left(formatDuration(left))] : []),
    ];
    return html`<progress max=${settings.steps} .value=${step} aria-label=${words.progress}></progress>
      <p class="facts">${facts.join(" · ")}</p>`;
  }

  private renderPlot(run: Readonly<Run>): TemplateResult {
    const height = this.chartWidth < 480 ? 240 : 340;
    const summary = words.lossSummary(runSentence(run));
    return html`<figure class="plot">
      <figcaption>${words.loss} <span>${words.lossNote}</span></figcaption>
      ${renderLossChart(lossFrame(run), { width: this.chartWidth, height }, summary, this.cursor)}
    </figure>`;
  }

  private renderStanding(run: Readonly<Run>): TemplateResult {
    return html`<details class="table">
      <summary>${trainTableWords.summary}</summary>
      ${standingTable(run)} ${historyTable(run)} ${run.weights ? omegaTable(run.weights) : nothing}
    </details>`;
  }

  private goods(run: Readonly<Run>): Goods {
    return {
      name: "training",
      element: "lt-train",
      query: () => this.query(),
      figure: () => this.renderRoot.querySelector<SVGSVGElement>("svg.chart")!,
      csv: () => trainCsv(run),
      json: () => ({ ...run, batchLoss: run.batchLoss.points() }),
    };
  }

  private renderWeights(run: Readonly<Run>): TemplateResult {
    const { model, layers } = run.settings;
    return html`<h3>${words.learnt(layers)}</h3>
      ${run.weights ? (model === "full" ? renderMatrices : renderOmegas)(run.weights, this.cursor) : nothing}`;
  }

  private renderSettings(): TemplateResult {
    const rareProblem = rareNames.some((name) => this.problemOf(name));
    return html`<div class="controls">${choiceNames.map((name) => this.renderParameter(name))}</div>
      <div class="pair">${numberNames.map((name) => this.renderParameter(name, true))}</div>
      <details class="more" ?open=${rareProblem}>
        <summary>${instrumentWords.moreSettings}</summary>
        <div class="controls">${rareNames.map((name) => this.renderParameter(name))}</div>
      </details>`;
  }

  /** A refusal by the library, "n: 5 must be …", beside the control it names. */
  protected override refusalOf(name: Name): string | undefined {
    const run = this.session?.run;
    return run?.phase === "refused" && run.problem.startsWith(`${name}:`) ? run.problem : undefined;
  }
}
