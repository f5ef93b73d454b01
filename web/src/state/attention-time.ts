// One playhead for both mechanisms: four steps of softmax attention beside three of linear attention, whose memory takes
// two steps to fill.
import { attentionStages } from "../messages/attention.ts";
import type { AttentionMatrix } from "../messages/attention.ts";

export const attentionEnd = attentionStages.length - 1;

/** When a matrix is computed: from, to. */
const spans: Record<AttentionMatrix, readonly [number, number]> = {
  tokens: [-1, 0],
  q: [-1, 0],
  k: [-1, 0],
  v: [-1, 0],
  scores: [0, 1],
  scaled: [1, 2],
  weights: [2, 3],
  output: [3, 4],
  phiQ: [0, 1],
  phiK: [0, 1],
  S: [1, 3],
  z: [1, 3],
  linearOutput: [3, 4],
  linearWeights: [3, 4],
  deviation: [3, 4],
};

const nearlyNothing = 1e-6;

/** How much of a matrix is computed at a time, 0 … 1. */
export function shareDone(matrix: AttentionMatrix, time: number): number {
  const [from, to] = spans[matrix];
  return Math.min(1, Math.max(0, (time - from) / (to - from)));
}

/** Whether this is the step at work. */
export function isAtWork(matrix: AttentionMatrix, time: number): boolean {
  const [from, to] = spans[matrix];
  return time > from + nearlyNothing && time <= to + nearlyNothing && to > 0;
}

/** Rows that are done, of so many. */
export function rowsDone(matrix: AttentionMatrix, time: number, rows: number): number {
  return Math.floor(shareDone(matrix, time) * rows + nearlyNothing);
}

/** 0 before the first step. */
export function stageAt(time: number): number {
  return Math.min(attentionEnd, Math.max(0, Math.ceil(time - nearlyNothing)));
}
