// The playhead of lt-walkthrough moves from term to term: every layer has the same number of stages.
import type { Form } from "./walkthrough-parameters.ts";

/** What is seen, the axes, the memory, the labels, the weights; in the momentum form downhill, the memory, the weights. */
export const stagesPerLayer: Record<Form, number> = { recursion: 5, momentum: 3 };

export interface Moment {
  /** 1 … L, the layer at work. */
  layer: number;
  /** 1 … stagesPerLayer; 0 before the first layer. */
  stage: number;
  /** How much of this stage is done, 0 … 1. */
  part: number;
}

const nearlyNothing = 1e-3;

export function momentOf(time: number, form: Form): Moment {
  const stages = stagesPerLayer[form];
  if (time <= nearlyNothing) return { layer: 1, stage: 0, part: 1 };
  const done = Math.ceil(time - nearlyNothing) - 1;
  return { layer: Math.floor(done / stages) + 1, stage: (done % stages) + 1, part: Math.min(1, time - done) };
}

/** How much of a stage of the moment's layer is done. */
export function progressOf({ stage, part }: Moment, of: number): number {
  return stage < of ? 0 : stage > of ? 1 : part;
}

/** `at` counts layers, so that it means the same in both forms. */
export function timeOf(at: number, form: Form): number {
  return Math.round(at * stagesPerLayer[form] * 1000) / 1000;
}

export function layersDone(time: number, form: Form): number {
  return Math.round((time / stagesPerLayer[form]) * 1e4) / 1e4;
}
