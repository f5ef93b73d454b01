// The transformers of lt-descent: those that come with it (npm run train:descent), and others trained here. A seed always gives the same one.
import { LabClient, type WorkerLike } from "../engine/client.ts";
import type { Checkpoint, Model, TrainingSettings } from "../engine/types.ts";
import { problemWords } from "../messages/problems.ts";

// Spelled out, because bundlers look for `new URL("…", import.meta.url)`.
const urls: Record<Model, string> = {
  diag: new URL("../../models/descent/diag.json", import.meta.url).href,
  full: new URL("../../models/descent/full.json", import.meta.url).href,
  "gd++": new URL("../../models/descent/gd-plus-plus.json", import.meta.url).href,
};

/** Shorter than the training of the shipped ones: a few seconds. */
const retraining = { steps: 5000, batch: 256 };

export interface ModelRequest {
  model: Model;
  /** 0: the one that comes with the page. */
  seed: number;
}

export type ModelSource = (request: ModelRequest, onProgress: (part: number) => void) => Promise<Checkpoint>;

/** Each model is loaded or trained once; a failure is forgotten. Training has a worker of its own. */
export function modelSource(spawn: () => WorkerLike): ModelSource {
  const known = new Map<string, Promise<Checkpoint>>();
  return (request, onProgress) => {
    const key = `${request.model} ${request.seed}`;
    const answer = known.get(key) ?? provide(spawn, request, onProgress);
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    return answer;
  };
}

async function provide(
  spawn: () => WorkerLike,
  { model, seed }: ModelRequest,
  onProgress: (part: number) => void,
) {
  const shipped = await loadModel(urls[model]);
  return seed === 0 ? shipped : train(spawn, { ...shipped.settings, ...retraining, seed }, onProgress);
}

async function loadModel(url: string): Promise<Checkpoint> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(problemWords.modelNotLoaded(response.status));
  return (await response.json()) as Checkpoint;
}

async function train(
  spawn: () => WorkerLike,
  settings: TrainingSettings,
  onProgress: (part: number) => void,
) {
  const client = new LabClient(spawn);
  try {
    const { trainer } = await client.call("createTrainer", settings);
    const done = await client.call(
      "train",
      { trainer, steps: settings.steps },
      { onProgress: ({ step }) => onProgress(step / settings.steps) },
    );
    return done.checkpoint;
  } finally {
    client.close();
  }
}
