import { html, nothing, type TemplateResult } from "lit";
import type { StreamFrame } from "../draw/stream-chart.ts";
import { streamTheme } from "../draw/stream-theme.ts";
import { theme } from "../draw/theme.ts";
import { LabClient } from "../engine/client.ts";
import { spawnWorker } from "../engine/spawn.ts";
import { instrumentWords } from "../messages/instrument.ts";
import { streamWords as words } from "../messages/stream.ts";
import { pause, play, type Playhead } from "../state/playhead.ts";
import { streamCsv } from "../state/stream-csv.ts";
import { streamParameters, streamSettings, type StreamValues } from "../state/stream-parameters.ts";
import { streamPresetOf, streamPresets, type StreamPreset } from "../state/stream-presets.ts";
import { holds, StreamSession } from "../state/stream-session.ts";
import { firstOf, type StreamWindow } from "../state/stream-window.ts";
import { figuresOverSettings } from "./figures-over-settings.styles.ts";
import { attributesOf } from "./instrument.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { ltStreamStyles } from "./lt-stream.styles.ts";
import { playerStyles } from "./player.styles.ts";
import { renderPresetBar } from "./preset-bar.ts";
import { stageStyles } from "./stage.styles.ts";
import { renderStream, type StreamActions } from "./stream-report.ts";
import type { Goods } from "./take-away.ts";
import { TimedInstrument } from "./timed-instrument.ts";
import { renderTrouble } from "./trouble.ts";

/** Seconds of stream that are fetched before the playhead needs them. */
const ahead = 1;

/**
 * Linear attention as a memory of constant size on a drifting stream, beside its decaying and delta forms and exact
 * ridge regression. Attributes: the parameters of web/src/state/stream-parameters.ts. Event: lt-change.
 */
export class LtStream extends TimedInstrument<StreamValues> {
  static override styles = [theme, streamTheme, instrumentStyles, stageStyles, playerStyles, figuresOverSettings, ltStreamStyles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributesOf(streamParameters)];
  }

  protected override session: StreamSession | undefined;
  private first = 0;
  /** Tokens of the window at the last drawing: between two tokens nothing changes. */
  private drawn = 0;

  constructor() {
    super(streamParameters);
  }

  /** Its time counts the tokens of the window. */
  protected override firstPlayhead(): Omit<Playhead, "playing"> {
    return { time: this.values.token, speed: this.values.pace, loop: false };
  }

  /** The numbers behind the page, for pages that want them. */
  get report(): StreamWindow | undefined {
    return this.session?.state.window;
  }

  /** Plays a situation; resolves when its numbers are there. */
  async present(values: Partial<StreamValues>): Promise<void> {
    this.begin();
    this.setPlayhead(pause(this.playhead));
    this.setAll(values, ["perSecond"]);
    await this.settled();
    this.setPlayhead(play({ ...this.playhead, time: 0 }, this.end));
  }

  protected override begin(): void {
    if (this.session) return;
    this.session = new StreamSession(new LabClient(spawnWorker), () => this.told());
    this.session.replay(this.values);
    this.requestUpdate();
  }

  /** Tokens of the window. */
  protected override get end(): number {
    return this.report?.moments.length ?? 0;
  }

  /** A sensor never ends; own readings do. */
  protected override get reach(): number {
    return this.values.rows.length > 0 ? this.end : Infinity;
  }

  protected override valuesChanged(): void {
    const { token, pace } = this.values;
    const { playing } = this.playhead;
    if (pace !== this.playhead.speed) this.setPlayhead({ ...this.playhead, speed: pace });
    if (!this.session) return;
    if (playing && this.values.rows.length === 0) return this.session.goOn(this.values, 1);
    const { window, values } = this.session.state;
    const isSame = values && window && sensorText(values) === sensorText(this.values);
    if (!isSame || !holds(window, token)) this.session.replay(this.values);
    else if (Math.round(this.first + this.playhead.time) !== token)
      this.setPlayhead({ ...this.playhead, time: token - this.first });
  }

  /** What the window has dropped, the playhead has passed. */
  private told(): void {
    const { window } = this.session!.state;
    if (window) {
      const first = firstOf(window);
      const { playing, time } = this.playhead;
      const place = playing ? this.first + time : this.values.token;
      const next = Math.min(Math.max(place - first, 0), this.end);
      this.first = first;
      if (next !== time) this.setPlayhead({ ...this.playhead, time: next });
    }
    this.requestUpdate();
  }

  protected override moved(): void {
    const { playing, time, speed } = this.playhead;
    if (time > this.end) return this.setPlayhead({ ...this.playhead, time: this.end });
    if (!playing) this.setParameter("token", Math.round(this.first + time));
    else if (this.end - time < ahead * speed) this.session?.goOn(this.values, Math.max(8, ahead * speed));
    if (!playing || Math.ceil(time) !== this.drawn) this.requestUpdate();
  }

  private readonly actions: StreamActions = {
    setPlayhead: (playhead) => this.setPlayhead(playhead),
    openTables: (open) => this.openTables(open),
  };

  protected override render(): TemplateResult {
    const choose = (preset: StreamPreset) => void this.present(preset.values);
    const window = this.report;
    return html`<div class="frame" part="frame">
      <section class="stage" aria-label=${words.stage}>
        ${renderPresetBar(streamPresets, streamPresetOf(this.values), choose)} ${this.renderTrouble()}
        ${window && window.moments.length > 0 ? this.renderWindow(window) : html`<div class="waiting"></div>`}
      </section>
      ${this.renderSettings()}
    </div>`;
  }

  private renderTrouble(): TemplateResult | typeof nothing {
    const { phase, problem } = this.session?.state ?? { phase: "preparing", problem: "" };
    if (phase === "ready") return nothing;
    const sentence = phase === "preparing" ? words.getReady : instrumentWords[phase](problem);
    const isEmpty = !this.session?.state.window?.moments.length;
    return renderTrouble({ phase, sentence, isEmpty, retry: () => this.session?.replay(this.values) });
  }

  /** With reduced motion whole tokens come in steps of a few. */
  private renderWindow(window: StreamWindow): TemplateResult {
    const { playhead, end, width, tablesAreOpen, cursor, values } = this;
    const floor = values.rows.length === 0 ? values.noise ** 2 : undefined;
    const time = Math.min(Math.max(Math.ceil(playhead.time), 1), end);
    this.drawn = Math.ceil(playhead.time);
    const frame: StreamFrame = { window, time, floor };
    const shown = { ...playhead, time: Math.min(playhead.time, end) };
    return html`${renderStream({ frame, values, playhead: shown, end, width, tablesAreOpen, cursor }, this.actions)}
      ${this.takeAway.render(this.goods(window))}`;
  }

  private renderSettings(): TemplateResult {
    const isOwn = this.values.rows.length > 0;
    const common = [...(isOwn ? [] : ["drift", "noise"]), "forgetting", "beta", "ridge", "pace"];
    const rare = [...(isOwn ? [] : ["inputs", "seed"]), "outputs", "span", "perSecond", "rows"];
    const render = (names: string[]) => names.map((name) => this.renderParameter(name as keyof StreamValues));
    return html`<section class="settings" aria-label=${words.settings}>
      <h3>${words.settings}</h3>
      ${render(common)}
      <details class="more"><summary>${words.more}</summary><div class="controls">${render(rare)}</div></details>
    </section>`;
  }

  private goods(window: StreamWindow): Goods {
    return {
      name: "stream",
      element: "lt-stream",
      query: () => this.query(),
      figure: () => this.renderRoot.querySelector<SVGSVGElement>("svg.errors")!,
      csv: () => streamCsv(window),
      json: () => ({ settings: this.values, ...window }),
    };
  }
}

/** What the readings and the memories depend on. */
function sensorText(values: StreamValues): string {
  return JSON.stringify([streamSettings(values), values.rows]);
}
