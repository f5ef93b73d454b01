import { html, type TemplateResult } from "lit";
import { attentionTheme } from "../draw/attention-theme.ts";
import { marks, theme } from "../draw/theme.ts";
import type { LabClient } from "../engine/client.ts";
import type { AttentionReport } from "../engine/mechanism-types.ts";
import { attentionWords as words } from "../messages/attention.ts";
import { attentionCsv } from "../state/attention-csv.ts";
import { attentionParameters, formatTokens, tokenSize, type AttentionValues } from "../state/attention-parameters.ts";
import { attentionPresetOf, attentionPresets, type AttentionPreset } from "../state/attention-presets.ts";
import { AttentionSession } from "../state/attention-session.ts";
import { attentionEnd } from "../state/attention-time.ts";
import { attentionView } from "../state/attention-view.ts";
import { renderAttention } from "./attention-report.ts";
import { renderAttentionSettings } from "./attention-settings.ts";
import { attributesOf } from "./instrument.ts";
import { instrumentStyles } from "./instrument.styles.ts";
import { mechanismSettingsStyles } from "./mechanism-settings.styles.ts";
import { mechanismStyles } from "./mechanism.styles.ts";
import { PlayedInstrument } from "./played-instrument.ts";
import { playerStyles } from "./player.styles.ts";
import { renderPresetBar } from "./preset-bar.ts";
import { stageStyles } from "./stage.styles.ts";
import type { Goods } from "./take-away.ts";

/**
 * Softmax and linear attention on one small sequence, step by step, with every number. Attributes: the parameters of
 * web/src/state/attention-parameters.ts. Event: lt-change.
 */
export class LtAttention extends PlayedInstrument<AttentionValues, AttentionReport> {
  static override styles = [
    theme,
    marks,
    attentionTheme,
    instrumentStyles,
    stageStyles, playerStyles,
    mechanismStyles,
    mechanismSettingsStyles,
  ];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, ...attributesOf(attentionParameters)];
  }

  protected override readonly stageLabel = words.stage;

  constructor() {
    super(attentionParameters, attentionEnd, { at: "at", speed: "speed", loop: "loop" });
  }

  protected override newSession(client: LabClient, changed: () => void): AttentionSession {
    return new AttentionSession(client, changed);
  }

  protected override renderPresets(): TemplateResult {
    const choose = (preset: AttentionPreset) => this.choose(preset.values);
    return renderPresetBar(attentionPresets, attentionPresetOf(this.values), choose);
  }

  protected override renderReport(report: AttentionReport, shown: AttentionValues, time: number): TemplateResult {
    const { playhead, width, tablesAreOpen, cursor, setPlayhead, openTables } = this;
    const view = attentionView(report, shown, time);
    return html`${renderAttention({ view, playhead, width, tablesAreOpen, cursor }, { setPlayhead, openTables })}
      ${this.takeAway.render(this.goods(report, shown))}`;
  }

  private goods(report: AttentionReport, settings: AttentionValues): Goods {
    return {
      name: "attention",
      element: "lt-attention",
      query: () => this.query(),
      figure: () => this.renderRoot.querySelector<SVGSVGElement>("svg.attention")!,
      csv: () => attentionCsv(attentionView(report, settings, attentionEnd)),
      json: () => ({ settings, report }),
    };
  }

  protected override renderSettings(): TemplateResult {
    return renderAttentionSettings({
      isOwn: this.values.tokens.length > 0,
      hasNumbers: this.report !== undefined || this.values.tokens.length > 0,
      isPerformer: this.values.map === "performer",
      back: () => this.setParameter("tokens", []),
      render: (name) => this.renderParameter(name),
    });
  }

  /** Words show their numbers, ready to be changed. */
  protected override textOf(name: keyof AttentionValues & string): string {
    const tokens = this.report?.tokens;
    if (name !== "tokens" || this.values.tokens.length > 0 || !tokens) return super.textOf(name);
    const rows = Array.from({ length: tokens.length / tokenSize }, (_, i) => [
      ...tokens.subarray(i * tokenSize, (i + 1) * tokenSize),
    ]);
    return formatTokens(rows);
  }
}
