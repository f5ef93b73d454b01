// attention() and layer() of the module against their definitions, written out in TypeScript.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import type { AttentionReport, FeatureMapName, LayerReport } from "../../web/src/engine/mechanism-types.ts";
import type { Checkpoint, LabModule } from "../../web/src/engine/types.ts";
import { attentionParameters, type AttentionValues } from "../../web/src/state/attention-parameters.ts";
import { attentionPresets } from "../../web/src/state/attention-presets.ts";
import { attentionPredictions } from "../../web/src/state/attention-predictions.ts";
import { attentionRequest } from "../../web/src/state/attention-session.ts";
import { agreementOf } from "../../web/src/state/layer-agreement.ts";
import { layerParameters, type LayerValues } from "../../web/src/state/layer-parameters.ts";
import { layerPredictions } from "../../web/src/state/layer-predictions.ts";
import { layerPresetValues } from "../../web/src/state/layer-presets.ts";
import { headRows, layerRequest } from "../../web/src/state/layer-session.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";

let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

type Rows = number[][];
const rowsOf = (values: ArrayLike<number>, columns: number): Rows =>
  Array.from({ length: values.length / columns }, (_, i) => Array.from({ length: columns }, (_, j) => values[i * columns + j]!));
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const times = (A: Rows, B: Rows): Rows => A.map((row) => B[0]!.map((_, j) => dot(row, B.map((b) => b[j]!))));

function expectClose(actual: ArrayLike<number>, expected: Rows | number[], digits = 1e-12): void {
  const flat = expected.flat();
  expect(actual.length).toBe(flat.length);
  const largest = Math.max(1, ...flat.map(Math.abs));
  flat.forEach((value, i) => expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(digits * largest));
}

const defaults = fallbacks(attentionParameters);
const attend = (values: Partial<AttentionValues> = {}) => lab.attention(attentionRequest({ ...defaults, ...values }));

/** φ by its definition. */
function phi(map: FeatureMapName, x: number[], { scale, omega }: AttentionReport): number[] {
  const y = x.map((value) => value * Math.sqrt(scale));
  if (map === "elu+1") return x.map((value) => (value > 0 ? value + 1 : Math.exp(value)));
  if (map === "relu") return x.map((value) => Math.max(0, value));
  if (map === "identity") return x;
  if (map === "taylor")
    return [1, ...y, ...y.flatMap((a, i) => y.slice(i).map((b, j) => (j === 0 ? (a * b) / Math.SQRT2 : a * b)))];
  const rows = rowsOf(omega!, x.length);
  return rows.map((row) => Math.exp(dot(row, y) - dot(y, y) / 2) / Math.sqrt(rows.length));
}

/** Σ_j weight v_j / Σ_j weight over the keys that are seen: nothing of S or z. */
function attentionBy(weight: (i: number, j: number) => number, v: Rows, causal: boolean) {
  const weights = v.map((_, i) => v.map((_, j) => (causal && j > i ? 0 : weight(i, j))));
  const normal = weights.map((row) => row.map((w) => w / row.reduce((a, b) => a + b)));
  return { weights: normal, output: times(normal, v) };
}

describe.each(["elu+1", "relu", "identity", "taylor", "performer"] as const)("%s", (map) => {
  test.each([false, true])("both mechanisms are those of their definitions, causal %s", (causal) => {
    const report = attend({ map, causal, features: 7 });
    const x = rowsOf(report.tokens, 3);
    const project = (W: Float64Array) => times(x, rowsOf(W, 3));
    const [q, k, v] = [project(report.Wq).map((row) => row.map((a) => a * defaults.sharpness)), project(report.Wk), project(report.Wv)];
    expectClose(report.q, q);
    const softmax = attentionBy((i, j) => Math.exp(dot(q[i]!, k[j]!) / Math.sqrt(3)), v, causal);
    expectClose(report.softmax.weights, softmax.weights);
    expectClose(report.softmax.output, softmax.output);
    const [fq, fk] = [q, k].map((rows) => rows.map((row) => phi(map, row, report)));
    expectClose(report.linear.phiK, fk!, 1e-11);
    const linear = attentionBy((i, j) => dot(fq![i]!, fk![j]!), v, causal);
    expectClose(report.linear.weights, linear.weights, 1e-10);
    expectClose(report.linear.output, linear.output, 1e-10);
    const apart = linear.weights.map((row, i) => row.reduce((sum, w, j) => sum + Math.abs(w - softmax.weights[i]![j]!), 0) / 2);
    expect(report.weightDeviation).toBeCloseTo(apart.reduce((a, b) => a + b) / x.length, 9);
    expectClose(report.steps.at(-1)!.S, times(fk![0]!.map((_, r) => fk!.map((row) => row[r]!)), v), 1e-11);
  });
});

test("the same word has the same numbers, another seed others", () => {
  const { tokens } = attend();
  expect([...tokens.subarray(0, 3)]).toEqual([...tokens.subarray(9, 12)]);
  expect([...tokens.subarray(0, 3)]).not.toEqual([...tokens.subarray(3, 6)]);
  expect([...attend({ seed: 2 }).tokens]).not.toEqual([...tokens]);
});

test("the costs of both brackets are sums over the entries of their products", () => {
  const { bracket } = attend({ map: "taylor", length: 100, head: 5 });
  const features = 1 + 5 + 15;
  expect(bracket.featureSize).toBe(features);
  expect(bracket.scoresFirst.flops / 2).toBe(100 * 100 * features + 100 * 5 * 100);
  expect(bracket.stateFirst.flops / 2).toBe(features * 5 * 100 + 100 * 5 * features);
  const even = Math.round(bracket.crossover);
  const at = attend({ map: "taylor", length: even, head: 5 }).bracket;
  expect(at.scoresFirst.flops / at.stateFirst.flops).toBeCloseTo(even / bracket.crossover, 12);
});

const largest = (weights: Float64Array) => rowsOf(weights, 5).map((row) => Math.max(...row));
const preset = (name: string) => attend(attentionPresets.find((each) => each.name === name)!.values);

test("the situations are as they are described", () => {
  const first = attend();
  const byName = (name: string) => preset(name).weightDeviation;
  expect(rowsOf(first.softmax.output, 3)[0]).toEqual(rowsOf(first.softmax.output, 3)[3]);
  expect(largest(first.softmax.weights)[0]! - largest(first.linear.weights)[0]!).toBeGreaterThan(0.1);
  expect(byName("Taylor")).toBeLessThan(first.weightDeviation / 3);
  expect(preset("Taylor").featureSize).toBe(10);
  expect(byName("Performer, 64")).toBeLessThan(byName("Performer, 4 features"));
  expect(64 * 3 + 64).toBeGreaterThan(2 * 5 * 3);
  const sharp = preset("Sharp");
  for (const word of [0, 1]) expect(largest(sharp.softmax.weights)[word]).toBeGreaterThan(0.85);
  largest(sharp.linear.weights).forEach((weight, i) =>
    expect(Math.abs(weight - largest(first.linear.weights)[i]!)).toBeLessThan(0.1),
  );
  const identity = preset("No feature map");
  expect(Math.min(...identity.linear.weights)).toBeLessThan(0);
  expect(Math.max(...identity.linear.weights)).toBeGreaterThan(1);
  const { bracket } = preset("8,192 tokens");
  expect(bracket.scoresFirst.flops / bracket.stateFirst.flops).toBeGreaterThan(100);
  expect(attentionPredictions.bracket.answer(attend(attentionPredictions.bracket.values)).choice).toBe("hundred");
  expect(attentionPredictions.sharp.answer(attend(attentionPredictions.sharp.values)).choice).toBe("blunter");
});

const layerDefaults = fallbacks(layerParameters);
const checkpointOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../web/models/descent/${name}.json`, import.meta.url), "utf8")) as Checkpoint;
const trained = { "gd++": "gd-plus-plus", diag: "diag", full: "full" } as const;

function move(values: Partial<LayerValues>): LayerReport {
  const all = { ...layerDefaults, ...values };
  const network = all.layer === "omega" || all.heads.length > 0 ? undefined : checkpointOf(trained[all.layer]);
  return lab.layer(layerRequest(all, network));
}

/** Δe_i = Σ_k Σ_j (e_jᵀ Q_k e_i) P_k e_j, token by token. */
function movedTokens({ heads, tokens, d }: LayerReport): Rows {
  const all = rowsOf(tokens, d + 1);
  const column = (v: number[]) => v.map((x) => [x]);
  return all.map((token) => {
    const next = [...token];
    for (const { P, Q } of heads)
      for (const other of all.slice(0, -1)) {
        const similarity = dot(other, times(rowsOf(Q, d + 1), column(token)).flat());
        times(rowsOf(P, d + 1), column(other)).forEach(([value], c) => (next[c]! += similarity * value!));
      }
    return next;
  });
}

describe("a layer", () => {
  test.each(Object.entries(layerPresetValues))("%s moves every token as it is defined", (_, values) => {
    const report = move(values);
    const after = movedTokens(report);
    expectClose(report.after, after);
    const w = report.gradientStep.w;
    const pairs = rowsOf(report.tokens, report.d + 1);
    const explained = pairs.map((token) => dot([...w], token.slice(0, -1)));
    expect(report.gradientStep.prediction).toBeCloseTo(explained.at(-1)!, 12);
    expectClose(report.gradientStep.residuals, pairs.slice(0, -1).map((token, i) => token.at(-1)! - explained[i]!));
    expect(report.prediction).toBeCloseTo(-after.at(-1)!.at(-1)!, 12);
  });

  test("the gradient is that of the loss, by central differences", () => {
    const { tokens, gradientStep } = move(layerPresetValues.full);
    const pairs = rowsOf(tokens, 3).slice(0, -1);
    const loss = (w: number[]) => pairs.reduce((sum, [a, b, y]) => sum + (y! - w[0]! * a! - w[1]! * b!) ** 2, 0) / 2;
    const h = 1e-5;
    for (const c of [0, 1]) {
      const at = (x: number) => loss(c === 0 ? [x, 0] : [0, x]);
      expect((at(h) - at(-h)) / (2 * h)).toBeCloseTo(gradientStep.gradient[c]!, 6);
    }
    expect(gradientStep.lossBefore).toBeCloseTo(loss([0, 0]), 10);
    expect(gradientStep.lossAfter).toBeCloseTo(loss([...gradientStep.w]), 10);
  });

  test("the situations are as they are described", () => {
    const of = (name: keyof typeof layerPresetValues) => move(layerPresetValues[name]);
    expect(agreementOf(of("step"))).toBe("agree");
    expect(agreementOf(of("far"))).toBe("agree");
    expect(of("far").lossAfter).toBeGreaterThan(of("far").gradientStep.lossBefore);
    expect(of("step").lossAfter).toBeLessThan(of("step").gradientStep.lossBefore);
    expect(agreementOf(of("rescale"))).toBe("sameQuery");
    expect(of("remember").prediction).toBeCloseTo(0, 15);
    expect(of("remember").inputMovement).toBeGreaterThan(0);
    expect([...of("heads").after]).toEqual([...of("rescale").after].map((value) => expect.closeTo(value, 12)));
    expect(of("reshape").prediction).toBeCloseTo(0, 15);
    expect(of("gdPlusPlus").labelDifference).toBeLessThan(1e-12);
    expect(of("gdPlusPlus").inputMovement).toBeGreaterThan(0.1);
    expect(of("diag").omega.yy).toBeGreaterThan(0);
    expect(of("diag").lossAfter).toBeGreaterThan(of("diag").gradientStep.lossAfter);
    expect(agreementOf(of("full"))).toBe("differ");
    expect(of("full").predictionDifference / of("full").prediction).toBeLessThan(0.01);
    expect(layerPredictions.scaled.answer(move(layerPredictions.scaled.values)).choice).toBe("same");
    expect(layerPredictions.trained.answer(move(layerPredictions.trained.values)).choice).toBe("near");
  });

  test("its P and Q, written back as rows, are the same layer; a head of zeros adds nothing", () => {
    const report = move(layerPresetValues.full);
    const own = { ...layerPresetValues.full, layer: "omega" as const, heads: headRows(report) };
    expect([...move(own).after]).toEqual([...report.after]);
    const zeros = Array.from({ length: 3 }, () => [0, 0, 0, 0, 0, 0]);
    expect([...move({ ...own, heads: [...own.heads, ...zeros] }).after]).toEqual([...report.after]);
  });

  test("what does not fit is refused by name", () => {
    const request = layerRequest(layerDefaults, undefined);
    expect(() => lab.layer({ ...request, query: Float64Array.of(1, 2) })).toThrow("query.length: 2 must equal d = 1");
    expect(() => lab.layer({ ...request, points: Float64Array.of(1, 2, 3) })).toThrow("points.length: 3 must be a multiple of d + 1 = 2");
    expect(() => lab.attention({ ...attentionRequest(defaults), sharpness: -1 })).toThrow("sharpness: -1 is outside [0, 100]");
  });
});
