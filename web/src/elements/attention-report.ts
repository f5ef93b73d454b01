// Everything of lt-attention that a report and a playhead decide: player, matrices, brackets, diagram, tables.
import { html, nothing, type TemplateResult } from "lit";
import { attentionMarks, attentionPicture, attentionSpots } from "../draw/attention-picture.ts";
import { bracketMarks, bracketSize, bracketSpots } from "../draw/bracket-picture.ts";
import { formatCount, formatLoss } from "../draw/format.ts";
import { diagramMarks, diagramSize } from "../draw/transformer-diagram.ts";
import type { BracketCosts } from "../engine/mechanism-types.ts";
import { attentionParameterWords, attentionStages, attentionWords as words } from "../messages/attention.ts";
import { attentionEnd, stageAt } from "../state/attention-time.ts";
import type { AttentionView } from "../state/attention-view.ts";
import type { Playhead } from "../state/playhead.ts";
import { renderAttentionTables } from "./attention-tables.ts";
import { renderInspected, type FigureCursor } from "./figure-cursor.ts";
import { renderPlayer } from "./player-controls.ts";
import { renderScene } from "./scene.ts";

export interface AttentionState {
  view: AttentionView;
  playhead: Playhead;
  width: number;
  tablesAreOpen: boolean;
  cursor: FigureCursor;
}

export interface AttentionActions {
  setPlayhead(playhead: Playhead): void;
  openTables(open: boolean): void;
}

export function renderAttention(state: AttentionState, { setPlayhead, openTables }: AttentionActions): TemplateResult {
  const { view, playhead, width, tablesAreOpen } = state;
  const stage = stageAt(view.time);
  const { name, softmax, linear } = attentionStages[stage]!;
  const place = words.place(stage, attentionEnd, name);
  return html`${renderPlayer({ playhead: { ...playhead, time: view.time }, end: attentionEnd, place, set: setPlayhead })}
    <p class="stage-words">
      <span class="softmax"><b>${words.softmaxPanel}:</b> ${softmax}.</span>
      <span class="linear"><b>${words.linearPanel}:</b> ${linear}.</span>
    </p>
    ${renderMatrices(state)}
    <p class="sentence">${words.summary(formatLoss(view.report.weightDeviation), formatLoss(view.report.outputDeviation))}</p>
    ${renderBracket(view.report.bracket, width, state.cursor)} ${renderDiagram(width)}
    <details class="table" @toggle=${(event: Event) => openTables((event.target as HTMLDetailsElement).open)}>
      <summary>${words.table}</summary>
      ${tablesAreOpen ? renderAttentionTables(view) : nothing}
    </details>`;
}

function renderMatrices({ view, width, cursor }: AttentionState): TemplateResult {
  const picture = attentionPicture(view, width);
  const label = words.pictureSummary(view.n, attentionParameterWords.map.options[view.values.map]);
  const figure = { name: "attention", label, size: picture.size, spots: () => attentionSpots(picture, view) };
  return html`<figure>${renderInspected(figure, cursor, (highlight) =>
    renderScene("attention", attentionMarks(picture), picture.size, label, highlight),
  )}</figure>`;
}

function renderBracket(bracket: BracketCosts, width: number, cursor: FigureCursor): TemplateResult {
  const { n, d, crossover, scoresFirst, stateFirst, softmax, linear } = bracket;
  const [left, right] = [scoresFirst.flops / 2, stateFirst.flops / 2];
  const [a, b] = [formatCount(left), formatCount(right)];
  const ratio = left >= right ? words.times(formatLoss(left / right)) : words.fraction(formatLoss(right / left));
  const summary = words.bracketSummary(formatCount(n), formatCount(d), a, b);
  const size = bracketSize(bracket, width);
  const figure = { name: "bracket", label: words.bracketTitle, size, spots: () => bracketSpots(bracket, width) };
  return html`<figure class="bracket-figure">
      <figcaption>${words.bracketTitle} <span>${words.bracketNote}</span></figcaption>
      ${renderInspected(figure, cursor, (highlight) => renderScene("bracket", bracketMarks(bracket, width), size, summary, highlight))}
    </figure>
    <p class="sentence">${words.bracketSentence(formatCount(n), a, b, ratio, formatCount(crossover))}
      ${words.wholeCost(formatCount(softmax.flops), formatCount(linear.flops))} ${words.hairline}</p>`;
}

function renderDiagram(width: number): TemplateResult {
  const size = diagramSize(width);
  return html`<figure class="diagram-figure">
    <figcaption>${words.diagramTitle}</figcaption>
    ${renderScene("diagram", diagramMarks(size), size, words.diagramSummary)}
  </figure>`;
}
