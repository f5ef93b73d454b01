// The models that the page loads: read to the same numbers as by the command line, refused by name, loaded once.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { fetchFrom } from "../../web/src/engine/fetch-text.ts";
import {
  ModelLibrary,
  checkpointOf,
  findModel,
  readModel,
  readModelIndex,
} from "../../web/src/engine/stored-model.ts";
import type { LabModule } from "../../web/src/engine/types.ts";

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const shipped = (file: string) => textOf(`../../web/public/models/${file}`);
const awkward = textOf("../shared/awkward-model.json");
const index = readModelIndex(shipped("index.json"));

function bitsOf(value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, "0");
}

test("decimals are read to the bits that the C++ library reads", () => {
  const expected = textOf("../shared/awkward-model.bits").trim().split("\n");
  expect([...readModel(awkward).parameters].map(bitsOf)).toEqual(expected);
});

test("a loss that was not finite is NaN", () => {
  expect(readModel(awkward).validationLoss).toBeNaN();
});

describe("refusals name the field, the value and the rule", () => {
  test.each([
    ["ltlab-model", "gguf", 'model.format: "gguf" must be "ltlab-model"'],
    ['"version": 1', '"version": 2', "model.version: 2 is not a version that this program reads (1 … 1)"],
    ['"layers": 3', '"layers": 4', "model.parameters.length: 12 must equal the number of parameters = 16"],
    ['"layers": 3', '"layers": "3"', 'model.layers: "3" must be a whole number'],
    ['"diag"', '"mlp"', 'model.model: "mlp" is not one of full, diag, gd++'],
    ['"recipe"', '"recipes"', 'model: "recipe" is missing'],
    ["[0.1,", "[null,", "model.parameters[0]: null must be a number"],
    ['"seed":0}', '"seed":0.5}', "model.evaluation.seed: 0.5 must be a whole number"],
  ])("%s → %s", (part, replacement, message) => {
    expect(awkward).toContain(part);
    expect(() => readModel(awkward.replace(part, replacement))).toThrow(message);
  });

  test("text that is no JSON, and JSON that is no object", () => {
    expect(() => readModel(awkward.slice(0, 50))).toThrow("is not JSON: truncated or not a model");
    expect(() => readModel("[1]")).toThrow("model: [1] must be an object");
    expect(() => readModelIndex(awkward)).toThrow('model index.format: "ltlab-model" must be "ltlab-model-index"');
  });
});

describe("the shipped models", () => {
  let lab: LabModule;
  beforeAll(async () => {
    lab = await loadLab();
  });

  test("are what the index says, in at most 400 KB", () => {
    expect(index.length).toBeGreaterThanOrEqual(1);
    let bytes = gzipSync(shipped("index.json")).length;
    for (const { file, adjustedLoss, standardError, published, ...cell } of index) {
      const model = readModel(shipped(file));
      expect(model).toMatchObject({ ...cell, evaluation: { mean: adjustedLoss, standardError } });
      expect(published).toEqual(lab.publishedLoss(cell.model, cell.layers, cell.noise));
      bytes += gzipSync(shipped(file)).length;
    }
    expect(bytes).toBeLessThan(400_000);
  });

  // The same tasks as the evaluation's first ones; native code uses fused multiply-adds, WebAssembly has none.
  test("have their loss in the module, which meets the same tasks", () => {
    for (const { file } of index.slice(0, 12)) {
      const model = readModel(shipped(file));
      const tasks = Math.min(model.evaluation.tasks, 2000);
      const options = { tasks, seed: model.evaluation.seed };
      const { adjusted } = lab.evaluate(checkpointOf(model, lab.defaultSettings()), options);
      const deviation = model.evaluation.standardError * Math.sqrt(model.evaluation.tasks / tasks);
      expect(adjusted.mean, file).toBeLessThan(model.evaluation.mean + 6 * deviation);
    }
  });

  test("become trainers that start from their parameters", () => {
    const model = readModel(shipped(index[0]!.file));
    const trainer = lab.resumeTrainer(checkpointOf(model, lab.defaultSettings()));
    expect(trainer.parameters()).toEqual(model.parameters);
    trainer.delete();
  });
});

describe("a library of models", () => {
  test("finds a cell", () => {
    const entry = index.at(-1)!;
    expect(findModel(index, entry)).toBe(entry);
    expect(findModel(index, { ...entry, layers: 16 })).toBeUndefined();
  });

  test("loads the index and each model once", async () => {
    const fetchText = vi.fn(async (file: string) => shipped(file));
    const library = new ModelLibrary(fetchText);
    const [entry] = await library.index();
    await library.index();
    const [first, second] = await Promise.all([library.model(entry!), library.model(entry!)]);
    expect(first).toEqual(second);
    expect(fetchText.mock.calls).toEqual([["index.json"], [entry!.file]]);
  });

  test("tries again after a failure", async () => {
    const fetchText = vi.fn<(file: string) => Promise<string>>(async (file) => shipped(file));
    fetchText.mockRejectedValueOnce(new Error("offline"));
    const library = new ModelLibrary(fetchText);
    await expect(library.index()).rejects.toThrow("offline");
    expect(await library.index()).toEqual(index);
  });

  test("says which file a server does not have", async () => {
    const fetcher = vi.fn(async () => new Response("", { status: 404, statusText: "Not Found" }));
    const fetchText = fetchFrom("https://example.org/models/", fetcher);
    await expect(fetchText("index.json")).rejects.toThrow("index.json: 404 Not Found");
    expect(fetcher).toHaveBeenCalledWith(new URL("https://example.org/models/index.json"));
  });
});
