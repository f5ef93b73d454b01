import { html, nothing, type TemplateResult } from "lit";
import type { View } from "../draw/plane.ts";
import { marks, theme } from "../draw/theme.ts";
import { methodTheme } from "../draw/method-theme.ts";
import { walkthroughTheme } from "../draw/walkthrough-theme.ts";
import { LabClient } from "../engine/client.ts";
import { spawnWorker } from "../engine/spawn.ts";
import type { WalkthroughReport } from "../engine/walkthrough-types.ts";
import type { SymbolId } from "../messages/walkthrough-symbols.ts";
import { instrumentWords } from "../messages/instrument.ts";
import { words } from "../messages/walkthrough.ts";
import { modelSource } from "../state/descent-models.ts";
import { formatOmegas } from "../state/omegas.ts";
import type { Playhead } from "../state/playhead.ts";
import { walkthroughCsv } from "../state/walkthrough-csv.ts";
import { walkthroughParameters, type WalkthroughValues } from "../state/walkthrough-parameters.ts";
import { walkthroughPresetOf, walkthroughPresets, type WalkthroughPreset } from "../state/walkthrough-presets.ts";
import { WalkthroughSession } from "../state/walkthrough-session.ts";
import { layersDone, stagesPerLayer, timeOf } from "../state/walkthrough-time.ts";
import { attributesOf } from "./instrument.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { ltWalkthroughStyles } from "./lt-walkthrough.styles.ts";
import { playerStyles } from "./player.styles.ts";
import { renderPresetBar } from "./preset-bar.ts";
import { stageStyles } from "./stage.styles.ts";
import type { Goods } from "./take-away.ts";
import { TimedInstrument } from "./timed-instrument.ts";
import { renderTrouble } from "./trouble.ts";
import { renderWalk, type HeldDrag, type WalkActions } from "./walkthrough-report.ts";
import { renderWalkthroughSettings } from "./walkthrough-settings.ts";
import { walkthroughStyles } from "./walkthrough.styles.ts";

const modelOf = modelSource(spawnWorker);

/**
 * One task through one network, layer by layer and term by term, with every number. Attributes: the parameters of
 * web/src/state/walkthrough-parameters.ts. Event: lt-change.
 */
export class LtWalkthrough extends TimedInstrument<WalkthroughValues> {
  static override styles = [
    theme,
    marks,
    methodTheme,
    walkthroughTheme,
    instrumentStyles,
    stageStyles, playerStyles,
    ltWalkthroughStyles,
    walkthroughStyles,
  ];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributesOf(walkthroughParameters)];
  }

  protected override session: WalkthroughSession | undefined;
  /** The form that the playhead counts in. */
  private form: WalkthroughValues["form"] = "recursion";
  private pointed: SymbolId | undefined;
  private tokensWindow: View | undefined;

  constructor() {
    super(walkthroughParameters);
  }

  protected override firstPlayhead(): Omit<Playhead, "playing"> {
    const { at, form, speed, loop } = this.values;
    this.form = form;
    return { time: timeOf(at, form), speed, loop };
  }

  /** The numbers behind the page, for pages that want them. */
  get report(): WalkthroughReport | undefined {
    return this.session?.state.report;
  }

  /** Shows a situation as it stands; resolves when its numbers are there. */
  async present(values: Partial<WalkthroughValues>): Promise<void> {
    this.begin();
    this.choose(values);
    await this.settled();
  }

  private choose(values: Partial<WalkthroughValues>): void {
    this.setPlayhead({ ...this.playhead, playing: false });
    this.setAll(values, ["speed", "loop", ...(values.checked === undefined ? (["checked"] as const) : [])]);
  }

  protected override begin(): void {
    if (this.session) return;
    this.session = new WalkthroughSession(new LabClient(spawnWorker), modelOf, () => this.reported());
    this.session.update(this.values);
    this.requestUpdate();
  }

  /** Of the report that is shown, in terms. */
  protected override get end(): number {
    const layers = this.report?.layers.length ?? walkthroughParameters.at.fallback;
    return layers * stagesPerLayer[this.form];
  }

  protected override valuesChanged(): void {
    const { at, form, speed, loop } = this.values;
    const { playing, time } = this.playhead;
    const done = playing ? layersDone(time, this.form) : at;
    this.form = form;
    const next = { time: timeOf(done, form), playing, speed, loop };
    const isSame = next.time === time && speed === this.playhead.speed && loop === this.playhead.loop;
    if (!isSame) this.setPlayhead(next);
    this.session?.update(this.values);
  }

  private reported(): void {
    const { playhead, end } = this;
    if (this.report && this.session!.state.values === this.values && playhead.time > end)
      this.setPlayhead({ ...playhead, time: end });
    this.requestUpdate();
  }

  protected override moved(): void {
    const { playing, time } = this.playhead;
    if (!playing) this.setParameter("at", layersDone(time, this.form));
    this.requestUpdate();
  }

  private readonly actions: WalkActions = {
    setPlayhead: (playhead) => this.setPlayhead(playhead),
    chooseForm: (form) => this.setParameter("form", form),
    point: (symbol) => {
      this.pointed = symbol;
      this.requestUpdate();
    },
    pin: (symbol) => this.setParameter("symbol", symbol === this.values.symbol ? "" : symbol),
    unpin: () => this.setParameter("symbol", ""),
    toggleCheck: () => this.setParameter("checked", !this.values.checked),
    openTables: (open) => this.openTables(open),
    pairs: this.drag((moved) => this.setParameter("points", moved)),
    query: this.drag((moved) => this.setParameter("query", moved)),
  };

  private drag<T>(move: (value: T) => void): HeldDrag<T> {
    const dragging = (window: View | undefined) => {
      this.tokensWindow = window;
      if (window) this.setPlayhead({ ...this.playhead, playing: false });
      this.requestUpdate();
    };
    return { move, dragging };
  }

  protected override render(): TemplateResult {
    const { session, values } = this;
    const choose = (preset: WalkthroughPreset) => this.choose(preset.values);
    return html`<div class="frame" part="frame">
      <section class="stage" aria-label=${words.stage}>
        ${renderPresetBar(walkthroughPresets, walkthroughPresetOf(values), choose)}
        ${this.renderTrouble()}
        ${session?.state.report ? this.renderReport(session.state.report) : html`<div class="waiting"></div>`}
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

  /** With reduced motion nothing glides: it goes from term to term. */
  private renderReport(report: WalkthroughReport): TemplateResult {
    const { values, playhead, end, width, tablesAreOpen, form, pointed, cursor, tokensWindow } = this;
    const reached = Math.min(playhead.time, report.layers.length * stagesPerLayer[form]);
    const glides = !playhead.playing || !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const time = glides ? reached : Math.floor(reached);
    const shown = this.session!.state.values!;
    const { symbol, checked } = values;
    const state = { report, playhead, time, end, width, pointed, tablesAreOpen, cursor, tokensWindow };
    return html`${renderWalk({ ...state, values: { ...shown, symbol, checked, form } }, this.actions)}
      ${this.takeAway.render(this.goods(report, values))}`;
  }

  private goods(report: WalkthroughReport, settings: WalkthroughValues): Goods {
    return {
      name: "walkthrough",
      element: "lt-walkthrough",
      query: () => this.query(),
      figure: () => this.renderRoot.querySelector<SVGSVGElement>("svg.weights")!,
      csv: () => walkthroughCsv(report),
      json: () => ({ settings, report }),
    };
  }

  private renderSettings(): TemplateResult {
    return renderWalkthroughSettings({
      isOwn: this.values.omegas.length > 0,
      hasOmegas: this.values.omegas.length > 0 || this.values.model !== "full",
      back: () => this.setParameter("omegas", []),
      render: (name) => this.renderParameter(name),
    });
  }

  /** A trained network shows its own ω, ready to be changed. */
  protected override textOf(name: keyof WalkthroughValues & string): string {
    if (name !== "omegas" || this.values.omegas.length > 0) return super.textOf(name);
    const omegas = this.report?.layers.map(({ omega }) => omega) ?? [];
    return formatOmegas(omegas.flatMap((omega) => (omega ? [[omega.xx, omega.xy, omega.yx, omega.yy]] : [])));
  }
}
