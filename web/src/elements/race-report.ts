// What lt-race shows: the race, the plot, the memory, and what they say in words.
import { html, nothing, type TemplateResult } from "lit";
import { formatAmount, formatMegabytes, formatShort } from "../draw/amounts.ts";
import { formatCount } from "../draw/format.ts";
import type { Size } from "../draw/loss-chart.ts";
import { heatOf, type Heat, type RaceFrame } from "../draw/race-frame.ts";
import { amountText, clockText, lanesHeight, laneSpots, raceLanes } from "../draw/race-lanes.ts";
import { memorySpots, raceMemory } from "../draw/race-memory.ts";
import { racePlot, raceSpots } from "../draw/race-plot.ts";
import { kernelTitles, raceWords as words } from "../messages/race.ts";
import type { Playhead } from "../state/playhead.ts";
import { raceLengths } from "../state/race-parameters.ts";
import { raceFindings } from "../state/race-sentences.ts";
import type { RaceState } from "../state/race-session.ts";
import type { FigureCursor } from "./figure-cursor.ts";
import { renderPicture, type Picture } from "./picture-figure.ts";
import { renderPlayer } from "./player-controls.ts";
import { raceTables } from "./race-tables.ts";

export interface RaceView {
  state: RaceState;
  frame: RaceFrame;
  playhead: Playhead;
  width: number;
  tablesAreOpen: boolean;
  cursor: FigureCursor;
}

export interface RaceActions {
  setPlayhead(playhead: Playhead): void;
  openTables(open: boolean): void;
}

const wide = 780;

export function renderRace(view: RaceView, { setPlayhead, openTables }: RaceActions): TemplateResult {
  const { frame, playhead, width, tablesAreOpen, state } = view;
  const heat = heatOf(frame);
  const place = words.place(formatCount(heat.n), Math.round(100 * heat.part));
  const side = width < wide ? width : Math.floor((width - 24) / 2);
  const toggled = (event: Event) => openTables((event.target as HTMLDetailsElement).open);
  return html`${renderPlayer({ playhead, end: raceLengths.length, place, set: setPlayhead })}
    ${renderLanes(view, heat)}
    <div class="views ${width < wide ? "" : "two"}">
      ${renderPicture(plotPicture(frame, { width: side, height: plotHeight(side) }), view.cursor)} ${renderMemory(view, { width: side, height: plotHeight(side) })}
    </div>
    <dl class="findings">${raceFindings(state).map(({ title, text }) => html`<div><dt>${title}</dt><dd>${text}</dd></div>`)}</dl>
    <details class="table" @toggle=${toggled}>
      <summary>${words.table}</summary>
      ${tablesAreOpen ? raceTables(state) : nothing}
    </details>`;
}

const plotHeight = (width: number) => Math.round(Math.min(360, Math.max(260, 0.72 * width)));

function renderLanes({ frame, width, cursor }: RaceView, heat: Heat): TemplateResult {
  const size = { width, height: lanesHeight };
  const ends = heat.runners.map((runner) => words.laneEnd(kernelTitles[runner.kernel], amountText(runner, frame))).join(" ");
  return renderPicture(
    {
      name: "lanes",
      title: words.raceTitle(formatCount(heat.n)),
      note: clockText(heat, frame),
      size,
      marks: raceLanes(frame, size),
      summary: words.lanesSummary(formatCount(heat.n), ends),
      spots: () => laneSpots(frame, size),
    },
    cursor,
  );
}

export function plotPicture(frame: RaceFrame, size: Size): Picture {
  const longest = raceLengths.at(-1)!;
  const laws = frame.report.lanes.map(({ kernel, law, ...lane }) =>
    frame.quantity === "seconds" && law.points > 1
      ? words.lawOf(kernelTitles[kernel], law.exponent.toFixed(2))
      : words.laneEnd(kernelTitles[kernel], amountAtLongest(frame, lane, longest)),
  );
  return {
    name: "plot",
    title: words.plotTitle,
    note: words.plotNote[frame.quantity],
    size,
    marks: racePlot(frame, size),
    summary: words.plotSummary(laws.join(" ")),
    spots: () => raceSpots(frame, size),
  };
}

function amountAtLongest({ report, quantity }: RaceFrame, lane: { flops: Float64Array; bytes: Float64Array }, n: number): string {
  return quantity === "seconds" ? words.notRun : formatAmount(lane[quantity][report.n.indexOf(n)]!, quantity);
}

function renderMemory({ frame, cursor }: RaceView, size: Size): TemplateResult {
  const { decoding } = frame.report;
  const { tokens, cacheBytes, stateBytes } = decoding;
  const ratio = formatShort(cacheBytes / stateBytes);
  return renderPicture(
    {
      name: "memory",
      title: words.memoryTitle,
      note: words.memoryNote,
      size,
      marks: raceMemory({ decoding }, size),
      summary: words.memorySummary(formatCount(tokens), formatMegabytes(cacheBytes), formatMegabytes(stateBytes), ratio),
      spots: () => memorySpots({ decoding }, size),
    },
    cursor,
  );
}
