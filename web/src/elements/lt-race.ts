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
import { Player } from "../state/player.ts";
import { play, type Playhead } from "../state/playhead.ts";
import { raceCsv } from "../state/race-csv.ts";
import { raceLengths, raceParameters, type RaceValues } from "../state/race-parameters.ts";
import { racePresetOf, racePresets, type RacePreset } from "../state/race-presets.ts";
import { RaceSession, type RaceState } from "../state/race-session.ts";
import { attributesOf, Instrument } from "./instrument.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { ltRaceStyles } from "./lt-race.styles.ts";
import { playerKey } from "./player-controls.ts";
import { playerStyles } from "./player.styles.ts";
import { renderPresetBar } from "./preset-bar.ts";
import { renderRace, type RaceActions } from "./race-report.ts";
import { TakeAway, type Goods } from "./take-away.ts";
import { watchVisibility } from "./visibility.ts";

const end = raceLengths.length;

/**
 * Softmax attention, the same in a sliding window, and linear attention over longer and longer texts, counted by the
 * library and measured on this device. Attributes: the parameters of web/src/state/race-parameters.ts. Event: lt-change.
 */
export class LtRace extends Instrument<RaceValues> {
  static override styles = [theme, raceTheme, instrumentStyles, playerStyles, ltRaceStyles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributesOf(raceParameters)];
  }

  private session: RaceSession | undefined;
  private player: Player | undefined;
  private width = 720;
  private seen = false;
  private resizing: ResizeObserver | undefined;
  private stopWatching: (() => void) | undefined;
  private tablesAreOpen = false;
  private readonly takeAway = new TakeAway(() => this.requestUpdate());

  constructor() {
    super(raceParameters);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const { at, speed, loop } = this.values;
    this.player = new Player({ time: at, playing: false, speed, loop }, () => end, () => this.moved());
    this.resizing = new ResizeObserver(() => this.resized());
    this.resizing.observe(this);
    this.stopWatching = watchVisibility(this, {
      near: () => this.start(),
      seen: (seen) => this.beSeen(seen),
    });
    this.addEventListener("keydown", this.onKeyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("keydown", this.onKeyDown);
    this.stopWatching?.();
    this.resizing?.disconnect();
    this.player?.stop();
    this.takeAway.stop();
    this.session?.close();
    this.session = undefined;
  }

  /** The numbers behind the page, for pages that want them. */
  get report(): RaceReport | undefined {
    return this.session?.state.report;
  }

  get state(): RaceState | undefined {
    return this.session?.state;
  }

  get playhead(): Playhead {
    return this.player!.playhead;
  }

  /** Resolves when everything counted belongs to the newest attributes. */
  async settled(): Promise<void> {
    await this.attributesRead();
    await this.session?.settled();
    await this.updateComplete;
  }

  /** Sets up a situation, and measures it where times are asked for by name; resolves when that is done. */
  async present(values: Partial<RaceValues>): Promise<void> {
    this.start();
    this.setAll(values, ["speed", "loop", "patience"]);
    await this.settled();
    if (values.show === "seconds") await this.measure();
  }

  /** Measures all lengths on this device. */
  async measure(): Promise<void> {
    this.start();
    await this.session!.measure();
    if (this.session?.state.measuring === "done") this.player!.set(play({ ...this.playhead, time: end }, end));
  }

  private start(): void {
    if (this.session) return;
    this.session = new RaceSession(new LabClient(spawnWorker), () => this.told());
    this.session.setSeen(this.seen);
    this.session.update(this.values);
  }

  private beSeen(seen: boolean): void {
    this.seen = seen;
    this.player?.setSeen(seen);
    this.session?.setSeen(seen);
  }

  /** While it is measured the playhead stands at the newest length. */
  private told(): void {
    const { measuring, measures } = this.session!.state;
    const newest = measures.linear.at(-1);
    if (measuring === "running" && newest) {
      const time = raceLengths.indexOf(newest.n) + 1;
      if (time !== this.playhead.time) this.player!.set({ ...this.playhead, time, playing: false });
    }
    this.requestUpdate();
  }

  protected override valuesChanged(): void {
    const { at, speed, loop } = this.values;
    const { playing, time } = this.playhead;
    const next = { time: playing ? time : at, playing, speed, loop };
    const isSame = next.time === time && speed === this.playhead.speed && loop === this.playhead.loop;
    if (!isSame) this.player!.set(next);
    this.session?.update(this.values);
  }

  private moved(): void {
    const { playing, time } = this.playhead;
    if (!playing) this.setParameter("at", Number(time.toFixed(3)));
    this.requestUpdate();
  }

  private readonly onKeyDown = (event: KeyboardEvent) => {
    const next = playerKey(event, this.playhead, end);
    if (!next) return;
    event.preventDefault();
    this.player?.set(next);
  };

  private resized(): void {
    const width = Math.floor(this.renderRoot.querySelector(".stage")?.clientWidth ?? 0);
    if (width === 0 || width === this.width) return;
    this.width = width;
    this.requestUpdate();
  }

  protected override firstUpdated(): void {
    this.resized();
  }

  private readonly actions: RaceActions = {
    setPlayhead: (playhead) => this.player?.set(playhead),
    openTables: (open) => {
      this.tablesAreOpen = open;
      this.requestUpdate();
    },
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
    if (phase === "preparing") return html`<p class="sentence" role="status">${words.getReady}</p>`;
    const retry = () => this.session?.update(this.values);
    return html`<p class="sentence ${phase}" role="status">${instrumentWords[phase](problem)}</p>
      ${phase === "lost" ? html`<div class="actions"><button class="primary" type="button" @click=${retry}>${instrumentWords.retry}</button></div>` : nothing}`;
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
      page: "../race.html",
      query: () => this.query(),
      figure: () => this.renderRoot.querySelector<SVGSVGElement>("svg.plot")!,
      csv: () => raceCsv(report, measures),
      json: () => ({ settings: this.values, report, measures, limit }),
    };
  }
}
