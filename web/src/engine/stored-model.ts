// Trained networks of web/public/models, in the format of cpp/ltlab/reproduction/stored_model.h: one JSON file per cell of
// the published table and an index of them all. Decimals are read to the same doubles as by the command line.
import type { FetchText } from "./fetch-text.ts";
import { readFields, type Fields } from "./json-fields.ts";
import type { Checkpoint, Estimate, Model, Noise, Problem, TrainingSettings } from "./types.ts";

/** A network and where it comes from. */
export interface StoredModel extends Problem {
  model: Model;
  layers: number;
  /** Version of the recipe that trained it. */
  recipe: number;
  /** The best one of `seeds` seeds. */
  seed: number;
  seeds: number;
  /** Of this seed. */
  trainingTasks: number;
  /** Adjusted loss on the tasks that chose the seed; NaN if it was not finite. */
  validationLoss: number;
  /** Adjusted loss on fresh tasks, which are those of `seed`. */
  evaluation: Estimate & { tasks: number; seed: number };
  parameters: Float64Array;
}

/** What the index says of a model before it is loaded. */
export interface ModelEntry extends Problem {
  file: string;
  model: Model;
  layers: number;
  adjustedLoss: number;
  standardError: number;
  /** NaN where the paper has no value. */
  published: number;
}

/** Refuses, by name, what the library refuses: other formats, newer versions, missing fields, too few parameters. */
export function readModel(text: string): StoredModel {
  const fields = readFields(text, "model", "ltlab-model");
  const evaluation = fields.object("evaluation");
  const model: StoredModel = {
    ...readCell(fields),
    recipe: fields.whole("recipe"),
    seed: fields.whole("seed"),
    seeds: fields.whole("seeds"),
    trainingTasks: fields.whole("trainingTasks"),
    validationLoss: fields.numberOrNaN("validationLoss"),
    evaluation: {
      mean: evaluation.numberOrNaN("adjustedLoss"),
      standardError: evaluation.numberOrNaN("standardError"),
      tasks: evaluation.whole("tasks"),
      seed: evaluation.whole("seed"),
    },
    parameters: fields.numbers("parameters"),
  };
  const expected = parameterCount(model);
  if (model.parameters.length !== expected)
    throw new RangeError(
      `model.parameters.length: ${model.parameters.length} must equal the number of parameters = ${expected}`,
    );
  return model;
}

/** The models in the order of the table. */
export function readModelIndex(text: string): ModelEntry[] {
  return readFields(text, "model index", "ltlab-model-index")
    .list("models")
    .map((entry) => ({
      file: entry.string("file"),
      ...readCell(entry),
      adjustedLoss: entry.numberOrNaN("adjustedLoss"),
      standardError: entry.numberOrNaN("standardError"),
      published: entry.numberOrNaN("published"),
    }));
}

/** The entry of a cell, or nothing if it is not among them. */
export function findModel(
  index: readonly ModelEntry[],
  cell: { model: Model; layers: number; noise: Noise },
): ModelEntry | undefined {
  return index.find(
    ({ model, layers, noise }) => model === cell.model && layers === cell.layers && noise === cell.noise,
  );
}

/** Loads the index once, and each model once, when it is asked for. A failure is not kept: asking again tries again. */
export class ModelLibrary {
  private readonly texts = new Map<string, Promise<string>>();

  constructor(private readonly fetchText: FetchText) {}

  async index(): Promise<ModelEntry[]> {
    return readModelIndex(await this.text("index.json"));
  }

  async model(entry: Pick<ModelEntry, "file">): Promise<StoredModel> {
    return readModel(await this.text(entry.file));
  }

  private text(file: string): Promise<string> {
    const known = this.texts.get(file);
    if (known) return known;
    const text = this.fetchText(file);
    this.texts.set(file, text);
    text.catch(() => this.texts.delete(file));
    return text;
  }
}

/** As a checkpoint of a run that has not begun, so that the module evaluates it: its settings beside the cell's are `defaults`. */
export function checkpointOf(model: StoredModel, defaults: TrainingSettings): Checkpoint {
  const { d, n, noise, layers, seed } = model;
  const zeros = () => new Array<number>(model.parameters.length).fill(0);
  return {
    format: "ltlab-checkpoint",
    version: 1,
    settings: { ...defaults, model: model.model, layers, heads: 1, d, n, noise, seed },
    step: 0,
    updates: 0,
    adjustedLoss: model.evaluation.mean,
    parameters: [...model.parameters],
    optimizer: { m: zeros(), v: zeros() },
  };
}

const parametersOfLayer: Record<Model, (d: number) => number> = {
  full: (d) => 2 * (d + 1) ** 2,
  diag: () => 4,
  "gd++": () => 3,
};

function parameterCount({ model, layers, d }: { model: Model; layers: number; d: number }): number {
  return layers * parametersOfLayer[model](d);
}

function readCell(fields: Fields): Problem & { model: Model; layers: number } {
  const model = fields.string("model");
  if (!(model in parametersOfLayer))
    throw new RangeError(`${fields.path}.model: "${model}" is not one of full, diag, gd++`);
  return {
    model: model as Model,
    layers: fields.whole("layers"),
    noise: fields.string("noise"),
    d: fields.whole("d"),
    n: fields.whole("n"),
  };
}
