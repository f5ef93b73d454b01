import { html, nothing, type TemplateResult } from "lit";
import { formatCount, formatDuration } from "../draw/format.ts";
import type { RaceFrame } from "../draw/race-frame.ts";
import { raceTheme } from "../draw/race-theme.ts";
import { theme } from "../draw/theme.ts";
import { LabClient } from "../engine/client.ts";
import type { RaceReport } from "../engine/race-types.ts";
import { spawnWorker } from "../engine/spawn.ts";
import { instrumentWords } from "../messages/instrument.ts";
import { raceWords as words } from "../messages/race.ts";
import { play, type Playhead } from "../state/playhead.ts";
import { raceCsv } from "../state/race-csv.ts";
import { raceLengths, raceParameters, type RaceValues } from "../state/race-parameters.ts";
import { racePresetOf, racePresets, type RacePreset } from "../state/race-presets.ts";
import { RaceSession, type RaceState } from "../state/race-session.ts";
import { figuresOverSettings } from "./figures-over-settings.styles.ts";
import { attributesOf } from "./instrument.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { ltRaceStyles } from "./lt-race.styles.ts";
import { playerStyles } from "./player.styles.ts";
import { renderPresetBar } from "./preset-bar.ts";
import { renderRace, type RaceActions } from "./race-report.ts";
import { stageStyles } from "./stage.styles.ts";
import type { Goods } from "./take-away.ts";
import { TimedInstrument } from "./timed-instrument.ts";
import { renderTrouble } from "./trouble.ts";

/**
 * Softmax attention, the same in a sliding window, and linear attention over longer and longer texts, counted by the
 * library and measured on this device. Attributes: the parameters of web/src/state/race-parameters.ts. Event: lt-change.
 */
export class LtRace extends TimedInstrument<RaceValues> {
  static override styles = [theme, raceTheme, instrumentStyles, stageStyles, playerStyles, figuresOverSettings, ltRaceStyles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributesOf(raceParameters)];
  }

  protected override session: RaceSession | undefined;
  private seen = false;

  constructor() {
    super(raceParameters);
  }

  protected override readonly end = raceLengths.length;

  protected override firstPlayhead(): Omit<Playhead, "playing"> {
    const { at, speed, loop } = this.values;
    return { time: at, speed, loop };
  }

  /** The numbers behind the page, for pages that want them. */
  get report(): RaceReport | undefined {
    return this.session?.state.report;
  }

  get state(): RaceState | undefined {
    return this.session?.state;
  }

  /** Sets up a situation, and measures it where times are asked for by name; resolves when that is done. */
  async present(values: Partial<RaceValues>): Promise<void> {
    this.begin();
    this.setAll(values, ["speed", "loop", "patience"]);
    await this.settled();
    if (values.show === "seconds") await this.measure();
  }

  /** Measures all lengths on this device. */
  async measure(): Promise<void> {
    this.begin();
    await this.session!.measure();
    if (this.session?.state.measuring === "done") this.setPlayhead(play({ ...this.playhead, time: this.end }, this.end));
  }

  protected override begin(): void {
    if (this.session) return;
    this.session = new RaceSession(new LabClient(spawnWorker), () => this.told());
    this.session.setSeen(this.seen);
    this.session.update(this.values);
  }

  protected override beSeen(seen: boolean): void {
    this.seen = seen;
    super.beSeen(seen);
    this.session?.setSeen(seen);
  }

  /** While it is measured the playhead stands at the newest length. */
  private told(): void {
    const { measuring, measures } = this.session!.state;
    const newest = measures.linear.at(-1);
    if (measuring === "running" && newest) {
      const time = raceLengths.indexOf(newest.n) + 1;
      if (time !== this.playhead.time) this.setPlayhead({ ...this.playhead, time, playing: false });
    }
    this.requestUpdate();
  }

  protected override valuesChanged(): void {
    const { at, speed, loop } = this.values;
    const { playing, time } = this.playhead;
    const next = { time: playing ? time : at, playing, speed, loop };
    const isSame = next.time === time && speed === this.playhead.speed && loop === this.playhead.loop;
    if (!isSame) this.setPlayhead(next);
    this.session?.update(this.values);
  }

  protected override moved(): void {
    const { playing, time } = this.playhead;
    if (!playing) this.setParameter("at", Number(time.toFixed(3)));
    this.requestUpdate();
  }

  private readonly actions: RaceActions = {
    setPlayhead: (playhead) => this.setPlayhead(playhead),
    openTables: (open) => this.openTables(open),
  };

  protected override render(): TemplateResult {
    const choose = (preset: RacePreset) => this.setAll(preset.values, ["speed", "loop", "show", "patience"]);
    const state = this.session?.state;
    return html`<div class="frame" part="frame">
      <section class="stage" aria-label=${words.stage}>
        ${renderPresetBar(racePresets, racePresetOf(this.values), choose)} ${this.renderTrouble()}
        ${state?.report ? this.renderState(state, state.report) : html`<div class="waiting"></div>`}
      </section>
      ${this.renderSettings()}
    </div>`;
  }

  private renderTrouble(): TemplateResult | typeof nothing {
    const { phase, problem } = this.session?.state ?? { phase: "preparing", problem: "" };
    if (phase === "ready") return nothing;
    const sentence = phase === "preparing" ? words.getReady : instrumentWords[phase](problem);
    const isEmpty = !this.session?.state.report;
    return renderTrouble({ phase, sentence, isEmpty, retry: () => this.session?.update(this.values) });
  }

  private renderState(state: RaceState, report: RaceReport): TemplateResult {
    const { playhead, width, tablesAreOpen, cursor, values } = this;
    const isMeasured = state.measures.linear.length > 0;
    const quantity = values.show === "seconds" && !isMeasured ? "flops" : values.show;
    const glides = !playhead.playing || !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const time = glides ? playhead.time : Math.ceil(playhead.time);
    const frame: RaceFrame = { report, measures: state.measures, quantity, time };
    return html`${this.renderMeasuring(state)}
      ${renderRace({ state, frame, playhead, width, tablesAreOpen, cursor }, this.actions)}
      ${this.takeAway.render(this.goods(report, state))}`;
  }

  private renderMeasuring({ measuring, n, secondsLeft, measures }: RaceState): TemplateResult {
    const isBusy = measuring === "running" || measuring === "paused";
    const press = isBusy ? () => this.session?.cancel() : () => void this.measure();
    const name = isBusy ? words.cancel : measures.linear.length > 0 ? words.measureAgain : words.measure;
    const said = {
      idle: words.notMeasured,
      running: words.measuring(formatCount(n), formatDuration(secondsLeft)),
      paused: words.paused,
      cancelled: words.cancelled,
      done: "",
    }[measuring];
    return html`<div class="measuring">
      <button type="button" class="measure" @click=${press}>${name}</button>
      ${isBusy ? html`<progress max=${raceLengths.length} value=${raceLengths.indexOf(n)} aria-label=${said}></progress>` : nothing}
      <p role="status">${said}</p>
    </div>`;
  }

  private renderSettings(): TemplateResult {
    const own = ["d", "map", ...(this.values.map === "performer" ? ["features"] : []), "window", "causal", "show", "patience"];
    const model = ["layers", "heads", "tokens", "numberSize"];
    const rare = ["speed", "loop"];
    const render = (names: string[]) => names.map((name) => this.renderParameter(name as keyof RaceValues));
    return html`<section class="settings" aria-label=${instrumentWords.settings}>
      <h3>${words.raceSettings}</h3>
      ${render(own)}
      <h3>${words.memoryTitle}</h3>
      ${render(model)}
      <details class="more"><summary>${instrumentWords.moreSettings}</summary><div class="controls">${render(rare)}</div></details>
    </section>`;
  }

  private goods(report: RaceReport, { measures, limit }: RaceState): Goods {
    return {
      name: "race",
      element: "lt-race",
      query: () => this.query(),
      figure: () => this.renderRoot.querySelector<SVGSVGElement>("svg.plot")!,
      csv: () => raceCsv(report, measures),
      json: () => ({ settings: this.values, report, measures, limit }),
    };
  }
}
