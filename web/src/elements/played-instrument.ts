// What instruments share that draw one report at the time of a playhead: player, room, sight, tables, take-away.
import { html, nothing, type TemplateResult } from "lit";
import { LabClient } from "../engine/client.ts";
import { spawnWorker } from "../engine/spawn.ts";
import { instrumentWords as words } from "../messages/instrument.ts";
import { Player } from "../state/player.ts";
import type { Playhead } from "../state/playhead.ts";
import type { ParameterTable } from "../state/parameters.ts";
import type { ReportSession } from "../state/report-session.ts";
import { Instrument } from "./instrument.ts";
import { playerKey } from "./player-controls.ts";
import { TakeAway } from "./take-away.ts";
import { watchVisibility } from "./visibility.ts";

/** The parameters that a playhead comes from; instruments of one page have other names each, because they share its address. */
export interface PlayheadNames<Values> {
  at: keyof Values & string;
  speed: keyof Values & string;
  loop: keyof Values & string;
}

export abstract class PlayedInstrument<Values extends object, Report> extends Instrument<Values> {
  protected session: ReportSession<Values, Report> | undefined;
  protected width = 720;
  protected tablesAreOpen = false;
  protected readonly takeAway = new TakeAway(() => this.requestUpdate());
  private player: Player | undefined;
  private resizing: ResizeObserver | undefined;
  private stopWatching: (() => void) | undefined;

  constructor(
    table: ParameterTable<Values>,
    /** In stages. */
    private readonly end: number,
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

  override connectedCallback(): void {
    super.connectedCallback();
    this.player = new Player({ ...this.start, playing: false }, () => this.end, () => this.moved());
    this.resizing = new ResizeObserver(() => this.measure());
    this.resizing.observe(this);
    this.stopWatching = watchVisibility(this, {
      near: () => this.begin(),
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
    this.takeAway.stop();
    this.session?.close();
    this.session = undefined;
  }

  /** The numbers behind the page, for pages that want them. */
  get report(): Report | undefined {
    return this.session?.state.report;
  }

  /** Resolves when everything shown belongs to the newest attributes. */
  async settled(): Promise<void> {
    await this.attributesRead();
    await this.session?.settled();
    await this.updateComplete;
  }

  /** Shows a situation as it stands; resolves when its numbers are there. */
  async present(values: Partial<Values>): Promise<void> {
    this.begin();
    this.choose(values);
    await this.settled();
  }

  get playhead(): Playhead {
    return this.player!.playhead;
  }

  protected choose(values: Partial<Values>): void {
    this.setPlayhead({ ...this.playhead, playing: false });
    this.setAll(values, [this.names.speed, this.names.loop]);
  }

  /** What the values say of the playhead. */
  private get start(): Omit<Playhead, "playing"> {
    const { at, speed, loop } = this.names;
    return { time: Number(this.values[at]), speed: Number(this.values[speed]), loop: Boolean(this.values[loop]) };
  }

  private begin(): void {
    if (this.session) return;
    this.session = this.newSession(new LabClient(spawnWorker), () => this.requestUpdate());
    this.session.update(this.values);
    this.requestUpdate();
  }

  protected override valuesChanged(): void {
    const { playing, time } = this.playhead;
    this.player!.set({ ...this.start, playing, ...(playing ? { time } : {}) });
    this.session?.update(this.values);
  }

  private moved(): void {
    const { playing, time } = this.playhead;
    const at = Math.round(time * 1000) / 1000;
    if (!playing && at !== this.start.time) this.setParameter(this.names.at, at as Values[keyof Values & string]);
    this.requestUpdate();
  }

  protected readonly setPlayhead = (playhead: Playhead) => this.player?.set(playhead);

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

  protected readonly openTables = (event: Event) => {
    this.tablesAreOpen = (event.target as HTMLDetailsElement).open;
    this.requestUpdate();
  };

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
    if (phase === "preparing") return html`<p class="sentence" role="status">${words.getReady}</p>`;
    const retry = () => this.session?.update(this.values);
    return html`<p class="sentence ${phase}" role="status">${phase === "lost" ? words.lost(problem) : words.refused(problem)}</p>
      ${phase === "lost" ? html`<div class="actions"><button class="primary" type="button" @click=${retry}>${words.retry}</button></div>` : nothing}`;
  }
}
