import { html, type TemplateResult } from "lit";
import { attentionTheme } from "../draw/attention-theme.ts";
import { layerTheme } from "../draw/layer-theme.ts";
import { marks, theme } from "../draw/theme.ts";
import type { LabClient } from "../engine/client.ts";
import type { LayerReport } from "../engine/mechanism-types.ts";
import { spawnWorker } from "../engine/spawn.ts";
import { layerParameterWords, layerWords } from "../messages/layer.ts";
import { modelSource } from "../state/descent-models.ts";
import { layerCsv } from "../state/layer-csv.ts";
import { formatRows, inputsOf, layerParameters, type LayerValues, type Row } from "../state/layer-parameters.ts";
import { layerPresetOf, layerPresets, type LayerPreset } from "../state/layer-presets.ts";
import { headRows, LayerSession } from "../state/layer-session.ts";
import { layerEnd, layerView } from "../state/layer-view.ts";
import type { Parameter } from "../state/parameters.ts";
import { attributesOf } from "./instrument.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { renderLayer } from "./layer-report.ts";
import { renderLayerSettings } from "./layer-settings.ts";
import { mechanismSettingsStyles } from "./mechanism-settings.styles.ts";
import { mechanismStyles } from "./mechanism.styles.ts";
import { PlayedInstrument } from "./played-instrument.ts";
import { playerStyles } from "./player.styles.ts";
import { renderPresetBar } from "./preset-bar.ts";
import { stageStyles } from "./stage.styles.ts";
import type { Goods } from "./take-away.ts";

/** A head that does nothing yet. */
const zeros = (size: number): Row[] => Array.from({ length: size }, () => new Array<number>(2 * size).fill(0));

const modelOf = modelSource(spawnWorker);

/**
 * One linear-attention layer on a handful of tokens: similarity × transformation, beside a gradient step. Attributes: the
 * parameters of web/src/state/layer-parameters.ts. Event: lt-change.
 */
export class LtLayer extends PlayedInstrument<LayerValues, LayerReport> {
  static override styles = [
    theme,
    marks,
    attentionTheme,
    layerTheme,
    instrumentStyles,
    stageStyles, playerStyles,
    mechanismStyles,
    mechanismSettingsStyles,
  ];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributesOf(layerParameters)];
  }

  protected override readonly stageLabel = layerWords.stage;

  constructor() {
    super(layerParameters, layerEnd, { at: "step", speed: "pace", loop: "repeat" });
  }

  protected override newSession(client: LabClient, changed: () => void): LayerSession {
    return new LayerSession(client, modelOf, changed);
  }

  protected override renderPresets(): TemplateResult {
    const choose = (preset: LayerPreset) => this.choose(preset.values);
    return renderPresetBar(layerPresets, layerPresetOf(this.values), choose);
  }

  protected override renderReport(report: LayerReport, shown: LayerValues, time: number): TemplateResult {
    const { playhead, width, tablesAreOpen, cursor, setPlayhead, openTables } = this;
    const view = layerView(report, shown, time);
    return html`${renderLayer({ view, playhead, width, tablesAreOpen, cursor }, { setPlayhead, openTables })}
      ${this.takeAway.render(this.goods(report, shown))}`;
  }

  private goods(report: LayerReport, settings: LayerValues): Goods {
    return {
      name: "layer",
      element: "lt-layer",
      query: () => this.query(),
      figure: () => this.renderRoot.querySelector<SVGSVGElement>("svg.tokens")!,
      csv: () => layerCsv(layerView(report, settings, layerEnd)),
      json: () => ({ settings, report }),
    };
  }

  protected override renderSettings(): TemplateResult {
    const { heads, layer } = this.values;
    const isOwn = heads.length > 0;
    return renderLayerSettings({
      isOwn,
      hasOmega: !isOwn && layer === "omega",
      back: () => this.setParameter("heads", []),
      addHead: () => this.changeHeads((rows, size) => [...rows, ...zeros(size)]),
      removeHead: () => this.changeHeads((rows, size) => rows.slice(0, -size)),
      heads: this.report?.heads.length ?? 0,
      render: (name) => this.renderParameter(name),
    });
  }

  private changeHeads(change: (rows: readonly Row[], size: number) => readonly Row[]): void {
    if (this.report) this.setParameter("heads", change(headRows(this.report), this.report.d + 1));
  }

  /** Tokens of one input have narrower rows than those of two. */
  protected override parameterOf(name: keyof LayerValues & string): Parameter<unknown> {
    const parameter = super.parameterOf(name);
    if ((name !== "points" && name !== "heads") || parameter.control.kind !== "grid") return parameter;
    return { ...parameter, control: { ...parameter.control, columns: layerParameterWords[name].columns[inputsOf(this.values) - 1]! } };
  }

  /** Every layer shows its P and Q, ready to be changed. */
  protected override textOf(name: keyof LayerValues & string): string {
    if (name !== "heads" || this.values.heads.length > 0 || !this.report) return super.textOf(name);
    return formatRows(headRows(this.report));
  }
}
