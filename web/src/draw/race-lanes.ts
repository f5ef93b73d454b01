// The race itself: a lane per kernel, with a bar that reaches the end when its kernel has finished.
import { kernelNames, raceWords as words } from "../messages/race.ts";
import { formatAmount, formatSeconds } from "./amounts.ts";
import type { Size } from "./loss-chart.ts";
import { rounded, type Mark } from "./marks.ts";
import { heatOf, type Heat, type RaceFrame, type Runner } from "./race-frame.ts";
import type { Spot } from "./spots.ts";

const laneHeight = 46;
const top = 8;
const barHeight = 16;
const edge = 2;

export const lanesHeight = top + 3 * laneHeight;

interface Track {
  left: number;
  right: number;
}

const trackOf = ({ width }: Size): Track => ({ left: edge, right: width - edge });
const barTop = (lane: number) => top + lane * laneHeight + 22;

export function raceLanes(frame: RaceFrame, size: Size): Mark[] {
  const heat = heatOf(frame);
  const track = trackOf(size);
  return [
    ...heat.runners.flatMap((runner, i) => laneMarks(runner, i, track, frame)),
    { kind: "path", name: "finish", path: `M${track.right} ${top}V${lanesHeight}` },
  ];
}

function laneMarks(runner: Runner, i: number, track: Track, frame: RaceFrame): Mark[] {
  const { left, right } = track;
  const y = barTop(i);
  const head = left + runner.progress * (right - left);
  const bar = (to: number) => `M${left} ${y}H${rounded(to)}V${y + barHeight}H${left}z`;
  const isDone = runner.amount !== undefined && runner.progress >= 1;
  return [
    { kind: "text", name: `label ${runner.kernel}`, at: { x: left, y: y - 7 }, text: kernelNames[runner.kernel] },
    { kind: "text", name: `amount ${isDone ? "done" : ""}`, at: { x: right - 8, y: y - 7 }, text: amountText(runner, frame), anchor: "end" },
    { kind: "path", name: "track", path: bar(right) },
    { kind: "path", name: `bar ${runner.kernel}${isDone ? " done" : ""}`, path: bar(head) },
  ];
}

export function amountText({ amount, expected }: Runner, { quantity }: RaceFrame): string {
  if (amount !== undefined) return formatAmount(amount, quantity);
  return expected === undefined ? words.notRun : words.stopped(formatSeconds(expected));
}

export function laneSpots(frame: RaceFrame, size: Size): Spot[] {
  const { left, right } = trackOf(size);
  return heatOf(frame).runners.map((runner, index) => ({
    series: runner.kernel,
    index,
    at: { x: left + runner.progress * (right - left), y: barTop(index) + barHeight / 2 },
    title: kernelNames[runner.kernel],
    facts: [amountText(runner, frame), words.percent(String(Math.floor(100 * runner.progress)))],
  }));
}

/** "1.2 ms of 30 ms": the clock of the race. */
export function clockText({ part, whole }: Heat, { quantity }: RaceFrame): string {
  return whole > 0 ? words.clock(formatAmount(part * whole, quantity), formatAmount(whole, quantity)) : "";
}
