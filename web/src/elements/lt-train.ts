import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { formatCount, formatDuration } from "../draw/format.ts";
import type { LossFrame } from "../draw/loss-chart.ts";
import { marks, theme } from "../draw/theme.ts";
import { LabClient } from "../engine/client.ts";
import { spawnWorker } from "../engine/spawn.ts";
import { baselineCache } from "../state/baseline-cache.ts";
import {
  attributeName,
  checkAll,
  formatAll,
  namesOf,
  readTexts,
  toQuery,
  type Problems,
  type Texts,
} from "../state/parameters.ts";
import { sameSettings, settingsOf, trainParameters, type TrainValues } from "../state/train-parameters.ts";
import { rivals, runNote, runSentence, secondsLeft } from "../state/train-sentence.ts";
import { TrainingSession, type Run } from "../state/training-session.ts";
import { renderControl } from "./controls.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { renderLossChart } from "./loss-figure.ts";
import { historyTable, standingTable } from "./train-tables.ts";
import { renderMatrices, renderOmegas } from "./weight-figures.ts";
import { ltTrainStyles } from "./lt-train.styles.ts";

type Name = keyof TrainValues;
const names = namesOf(trainParameters);
const rareNames = names.filter((name) => trainParameters[name].rare);
const numberNames = names.filter(
  (name) => !trainParameters[name].rare && trainParameters[name].control.kind === "number",
);
const choiceNames = names.filter((name) => !rareNames.includes(name) && !numberNames.includes(name));
const attributes = new Map(names.map((name) => [attributeName(name), name]));
const baselinesOf = baselineCache(spawnWorker);

/** People who listen hear a running training this often; changes of state are told at once. */
const spokenInterval = 10_000;

/**
 * Trains a linear transformer in this browser. Attributes: the parameters of web/src/state/train-parameters.ts.
 * Event: lt-change when a parameter changed; its detail is what query() returns.
 */
export class LtTrain extends LitElement {
  static override styles = [theme, marks, instrumentStyles, ltTrainStyles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributes.keys()];
  }

  private session: TrainingSession | undefined;
  /** What was typed and refused; everything else is in the attributes. */
  private drafts: Partial<Texts<TrainValues>> = {};
  private problems: Problems<TrainValues> = {};
  private values = readValues(this);
  private spoken = "";
  private spokenAt = 0;
  private chartWidth = 640;
  private resizing: ResizeObserver | undefined;
  private warned = new Set<string>();
  private settingsArePending = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.readAttributes();
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
    this.session?.close();
    this.session = undefined;
  }

  override attributeChangedCallback(attribute: string, before: string | null, after: string | null): void {
    super.attributeChangedCallback(attribute, before, after);
    if (!attributes.has(attribute) || before === after || !this.session || this.settingsArePending) return;
    this.settingsArePending = true;
    queueMicrotask(() => this.applyAttributes());
  }

  /** The run as it is now, for pages that want the numbers. */
  get run(): Readonly<Run> | undefined {
    return this.session?.run;
  }

  private readAttributes(): void {
    const texts = readTexts(trainParameters, (attribute) => this.getAttribute(attribute));
    const { values, problems } = checkAll(trainParameters, texts);
    this.values = values;
    for (const problem of Object.values(problems)) this.warnOnce(`lt-train: ${problem}; the default is used`);
  }

  private applyAttributes(): void {
    this.settingsArePending = false;
    this.readAttributes();
    const settings = settingsOf(this.values);
    this.session?.useWorkers(this.values.workers);
    if (this.session && !sameSettings(settings, this.session.run.settings)) void this.session.configure(settings);
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent("lt-change", { bubbles: true, composed: true, detail: this.query() }));
  }

  /** The parameters that differ from their defaults, as an address spells them. */
  query(): URLSearchParams {
    return toQuery(trainParameters, this.values);
  }

  private warnOnce(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    console.warn(message);
  }

  private change(name: Name, text: string): void {
    const checked = trainParameters[name].parse(text);
    if ("problem" in checked) {
      this.drafts = { ...this.drafts, [name]: text };
      this.problems = { ...this.problems, [name]: `${name}: ${checked.problem}` };
    } else {
      delete this.drafts[name];
      delete this.problems[name];
      this.setParameter(name, checked.value as never);
    }
    this.requestUpdate();
  }

  private setParameter<N extends Name>(name: N, value: TrainValues[N]): void {
    const { fallback, format } = trainParameters[name];
    if (value === fallback) this.removeAttribute(attributeName(name));
    else this.setAttribute(attributeName(name), format(value));
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
      <section class="stage" aria-label="Training">
        ${this.renderStatus(run)} ${this.renderPlot(run)} ${this.renderStanding(run)}
      </section>
      <section class="weights" aria-label="What the layers have learnt">${this.renderWeights(run)}</section>
      <section class="settings" aria-label="Settings">${this.renderSettings(run)}</section>
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
    const primary = primaryActions[phase];
    return html`<button class="primary" type="button" ?disabled=${busy} @click=${() => this.act(phase)}>${primary}</button>
      <button type="button" ?disabled=${!canStep} @click=${() => this.session?.stepOnce()}>Step</button>
      <button type="button" ?disabled=${phase === "preparing" || phase === "lost"} @click=${() => this.session?.reset()}>Reset</button>`;
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
    while (this.settingsArePending) await Promise.resolve();
    await this.session?.settled();
  }

  private renderProgress(run: Readonly<Run>): TemplateResult {
    const { step, settings, stepsPerSecond, phase } = run;
    const left = secondsLeft(run);
    const facts = [
      `${formatCount(step)} / ${formatCount(settings.steps)} steps`,
      ...(stepsPerSecond > 0 ? [`${formatCount(stepsPerSecond)} steps/s`] : []),
      ...(phase === "training" && Number.isFinite(left) && step > 50 ? [`${formatDuration(left)} left`] : []),
    ];
    return html`<progress max=${settings.steps} .value=${step} aria-label="Training progress"></progress>
      <p class="facts">${facts.join(" · ")}</p>`;
  }

  private renderPlot(run: Readonly<Run>): TemplateResult {
    const height = this.chartWidth < 480 ? 240 : 340;
    const summary = `Adjusted loss on a logarithmic axis against training steps. ${runSentence(run)}`;
    return html`<figure class="plot">
      <figcaption>Adjusted loss <span>the distance to the best possible prediction; lower is better</span></figcaption>
      ${renderLossChart(lossFrame(run), { width: this.chartWidth, height }, summary)}
    </figure>`;
  }

  private renderStanding(run: Readonly<Run>): TemplateResult {
    return html`<details class="table">
      <summary>Numbers behind the plot</summary>
      ${standingTable(run)} ${historyTable(run)}
    </details>`;
  }

  private renderWeights(run: Readonly<Run>): TemplateResult {
    const { model, layers } = run.settings;
    return html`<h3>What the ${layers === 1 ? "layer has" : `${layers} layers have`} learnt</h3>
      ${run.weights ? (model === "full" ? renderMatrices(run.weights) : renderOmegas(run.weights)) : nothing}`;
  }

  private renderSettings(run: Readonly<Run>): TemplateResult {
    const texts = { ...formatAll(trainParameters, this.values), ...this.drafts };
    const problems = { ...this.problems, ...refusalOf(run) };
    const control = (name: Name, brief = false) =>
      renderControl<unknown>(trainParameters[name] as never, {
        name,
        text: texts[name],
        problem: problems[name],
        brief,
        change: (text) => this.change(name, text),
      });
    const rareProblem = rareNames.some((name) => problems[name]);
    return html`<div class="controls">${choiceNames.map((name) => control(name))}</div>
      <div class="pair">${numberNames.map((name) => control(name, true))}</div>
      <details class="more" ?open=${rareProblem}>
        <summary>More settings</summary>
        <div class="controls">${rareNames.map((name) => control(name))}</div>
      </details>`;
  }
}

const primaryActions: Record<Run["phase"], string> = {
  preparing: "Train",
  ready: "Train",
  training: "Pause",
  paused: "Resume",
  finished: "Train with the next seed",
  refused: "Train",
  lost: "Retry",
};

function readValues(element: Element): TrainValues {
  return checkAll(
    trainParameters,
    readTexts(trainParameters, (attribute) => element.getAttribute(attribute)),
  ).values;
}

/** A refusal by the library, "n: 5 must be …", beside the control it names. */
function refusalOf({ phase, problem }: Readonly<Run>): Problems<TrainValues> {
  const name = names.find((each) => problem.startsWith(`${each}:`));
  return phase === "refused" && name ? { [name]: problem } : {};
}

function lossFrame(run: Readonly<Run>): LossFrame {
  const levels: LossFrame["levels"] = rivals(run).map(({ name, concept, loss }) => ({
    concept,
    label: name,
    value: loss,
  }));
  if (Number.isFinite(run.published))
    levels.push({ concept: "published", label: "published", value: run.published });
  // Only the expected loss of a batch is an adjusted loss and belongs on this axis.
  const batch = run.settings.estimator === "expected" ? run.batchLoss.points() : [];
  return {
    steps: run.settings.steps,
    curves: [
      { concept: "batch", points: batch },
      { concept: "transformer", points: run.validations },
    ],
    levels,
  };
}
