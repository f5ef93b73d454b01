// What lt-stream shows: errors over time, the maps of the memories, what they cost, and what that means.
import { html, nothing, type TemplateResult } from "lit";
import { formatShort } from "../draw/amounts.ts";
import { formatCount, formatLoss } from "../draw/format.ts";
import type { Size } from "../draw/loss-chart.ts";
import { chartSpots, classOf, momentAt, streamChart, type StreamFrame } from "../draw/stream-chart.ts";
import { mapsHeight, mapSpots, streamMaps } from "../draw/stream-maps.ts";
import { sizeSpots, streamSize } from "../draw/stream-size.ts";
import { ruleNames, streamWords as words } from "../messages/stream.ts";
import type { Playhead } from "../state/playhead.ts";
import type { StreamValues } from "../state/stream-parameters.ts";
import { streamSentences } from "../state/stream-sentences.ts";
import type { FigureCursor } from "./figure-cursor.ts";
import { renderPicture, type Picture } from "./picture-figure.ts";
import { renderPlayer } from "./player-controls.ts";
import { streamTable } from "./stream-tables.ts";

export interface StreamView {
  frame: StreamFrame;
  values: StreamValues;
  playhead: Playhead;
  end: number;
  width: number;
  tablesAreOpen: boolean;
  cursor: FigureCursor;
}

export interface StreamActions {
  setPlayhead(playhead: Playhead): void;
  openTables(open: boolean): void;
}

const wide = 780;

export function renderStream(view: StreamView, { setPlayhead, openTables }: StreamActions): TemplateResult {
  const { frame, values, playhead, end, width, tablesAreOpen } = view;
  const moment = momentAt(frame);
  const place = words.place(formatCount(moment.token));
  const side = width < wide ? width : Math.floor(0.38 * (width - 24));
  const main = width < wide ? width : width - 24 - side;
  const toggled = (event: Event) => openTables((event.target as HTMLDetailsElement).open);
  return html`${renderPlayer({ playhead, end, place, set: setPlayhead })}
    <p class="hint live">${playhead.playing && values.rows.length === 0 ? words.live : words.still}</p>
    <div class="views ${width < wide ? "" : "two"}">
      ${renderPicture(errorsPicture(frame, values, { width: main, height: Math.round(Math.min(340, Math.max(250, 0.6 * main))) }), view.cursor)}
      ${renderSizes(view, { width: side, height: Math.round(Math.min(340, Math.max(240, 0.6 * main))) })}
    </div>
    ${renderMaps(view)}
    <div class="scroll" tabindex="0" role="region" aria-label=${words.readout}>${readout(frame)}</div>
    ${streamSentences(frame.window, moment, values).map((sentence) => html`<p class="sentence">${sentence}</p>`)}
    <details class="table" @toggle=${toggled}>
      <summary>${words.table}</summary>
      ${tablesAreOpen ? streamTable(frame.window) : nothing}
    </details>`;
}

export function errorsPicture(frame: StreamFrame, { span }: StreamValues, size: Size): Picture {
  const { token, memories } = momentAt(frame);
  const errors = frame.window.costs.map(({ rule }, i) => `${ruleNames[rule]} ${formatLoss(memories[i]!.running)}`).join(", ");
  return {
    name: "errors",
    title: words.errorTitle,
    note: words.errorNote(formatCount(span)),
    size,
    marks: streamChart(frame, size),
    summary: words.errorSummary(formatCount(token), errors),
    spots: () => chartSpots(frame, size),
  };
}

function renderSizes({ frame, cursor }: StreamView, size: Size): TemplateResult {
  const { token, cacheNumbers } = momentAt(frame);
  const largest = Math.max(...frame.window.costs.map(({ stateNumbers }) => stateNumbers));
  return renderPicture(
    {
      name: "sizes",
      title: words.sizeTitle,
      note: words.sizeNote,
      size,
      marks: streamSize(frame, size),
      summary: words.sizeSummary(formatCount(token), formatCount(cacheNumbers), formatCount(largest)),
      spots: () => sizeSpots(frame, size),
    },
    cursor,
  );
}

function renderMaps({ frame, width, cursor }: StreamView): TemplateResult {
  const { d, dv, costs } = frame.window;
  const { token, w } = momentAt(frame);
  const size = { width, height: mapsHeight(d, dv, width, costs.length + (w ? 1 : 0)) };
  return renderPicture(
    {
      name: "maps",
      title: words.mapsTitle,
      note: w ? words.mapsNote : words.unknownTruth,
      size,
      marks: streamMaps(frame, size),
      summary: words.mapsSummary(formatCount(token)),
      spots: () => mapSpots(frame, size),
    },
    cursor,
  );
}

/** The memories beside what softmax attention would need at the same token. */
function readout(frame: StreamFrame): TemplateResult {
  const { memories, cacheFlops, cacheNumbers } = momentAt(frame);
  const row = (kind: string, name: string, cells: string[]) =>
    html`<tr><th scope="row"><span class="chip ${kind}"></span>${name}</th>${cells.map((cell) => html`<td class="amount">${cell}</td>`)}</tr>`;
  return html`<table class="readout">
    <caption>${words.readout}</caption>
    <thead><tr>${words.columns.map((head, i) => html`<th scope="col" class=${i > 0 ? "amount" : ""}>${head}</th>`)}</tr></thead>
    <tbody>
      ${frame.window.costs.map(({ rule, flops, stateNumbers }, i) =>
        row(classOf(rule), ruleNames[rule], [formatLoss(memories[i]!.running), formatShort(flops), formatCount(stateNumbers)]),
      )}
      ${row("cache", words.cacheRow, [words.missing, formatShort(cacheFlops), formatCount(cacheNumbers)])}
    </tbody>
  </table>`;
}
