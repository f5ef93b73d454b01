// What the questions of the chapters lead to, with the module that the page loads and with made-up reports.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import type { MethodTrace, NetworkTrace, TraceReport } from "../../web/src/engine/trace-types.ts";
import type { Checkpoint, LabModule } from "../../web/src/engine/types.ts";
import { descentParameters } from "../../web/src/state/descent-parameters.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { descentPredictions as predictions } from "../../web/src/state/descent-predictions.ts";
import { walkthroughParameters } from "../../web/src/state/walkthrough-parameters.ts";
import { walkthroughPredictions } from "../../web/src/state/walkthrough-predictions.ts";
import { walkthroughRequest } from "../../web/src/state/walkthrough-session.ts";
import { traceRequest } from "../../web/src/state/trace-session.ts";

const files = { diag: "diag", full: "full", "gd++": "gd-plus-plus" };
let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

type PredictionName = keyof typeof predictions;

function answerOf(name: PredictionName) {
  const values = { ...fallbacks(descentParameters), ...predictions[name].values };
  const file = new URL(`../../web/models/descent/${files[values.model as "diag"]}.json`, import.meta.url);
  const network = JSON.parse(readFileSync(file, "utf8")) as Checkpoint;
  return predictions[name].answer(lab.trace(traceRequest(values, network)));
}

describe("in the situations that the questions show", () => {
  test.each([
    ["ravine", "ball"],
    ["overshoot", "gradient"],
    ["noise", "ridge"],
    ["memory", "zero"],
  ] as const)("%s: %s", (name, choice) => {
    const answer = answerOf(name);
    expect(answer.choice).toBe(choice);
    expect(answer.because).not.toMatch(/NaN|not finite|undefined/);
  });
});

test.each(Object.keys(predictions) as PredictionName[])("%s: the answer is one of the choices", (name) => {
  expect(Object.keys(predictions[name].choices)).toContain(answerOf(name).choice);
});

describe("of the walkthrough", () => {
  const reportOf = (name: keyof typeof walkthroughPredictions) => {
    const values = { ...fallbacks(walkthroughParameters), ...walkthroughPredictions[name].values };
    const file = new URL("../../web/models/descent/diag.json", import.meta.url);
    return lab.walkthrough(walkthroughRequest(values, JSON.parse(readFileSync(file, "utf8")) as Checkpoint));
  };

  test("the memory of the trained network pushes against the direct step, nearly as far", () => {
    const { choice, because } = walkthroughPredictions.brake.answer(reportOf("brake"));
    expect(choice).toBe("against");
    expect(because).toMatch(/against the direct step, 1\.\d+ times/);
  });

  test("with the memory turned round, gone or weak, it does not", () => {
    const report = reportOf("brake");
    const changed = (factor: number) => {
      const layers = report.layers.map((layer) => ({
        ...layer,
        momentum: { ...layer.momentum!, fromMemory: layer.momentum!.fromMemory.map((value) => factor * value) },
      }));
      return walkthroughPredictions.brake.answer({ ...report, layers }).choice;
    };
    expect([-1, 0, 0.001].map(changed)).toEqual(["along", "nothing", "nothing"]);
  });

  test("what is left between the books and the tokens is rounding; a larger difference would be called one", () => {
    const report = reportOf("exact");
    const { answer } = walkthroughPredictions.exact;
    expect(answer(report).choice).toBe("rounding");
    expect(answer({ ...report, tokenDifference: 1e-3 }).choice).toBe("thousandth");
    expect(answer({ ...report, tokenDifference: NaN }).choice).toBe("percent");
  });
});

describe("other numbers have other answers", () => {
  const method = (name: "gradient-descent" | "heavy-ball", excess: number): Partial<MethodTrace> => ({
    name,
    excess: Float64Array.of(1, excess),
  });
  const race = (gradient: number, ball: number) =>
    ({ methods: [method("gradient-descent", gradient), method("heavy-ball", ball)] }) as TraceReport;
  const network = (part: Partial<NetworkTrace>) =>
    ({ network: part, ridge: Float64Array.of(1, 1), ols: Float64Array.of(3, 3) }) as TraceReport;

  test.each([
    [0.1, 0.2, "gradient"],
    [0.2, 0.1, "ball"],
    [0.1, 0.14, "alike"],
  ])("gradient descent %f, heavy ball %f: %s", (gradient, ball, choice) => {
    expect(predictions.ravine.answer(race(gradient, ball)).choice).toBe(choice);
  });

  test.each([
    [[0, 0, 1.5, 1], "ridge"],
    [[0, 0, 2.5, 3], "squares"],
  ])("weights %j: nearer to %s", (w, choice) => {
    expect(predictions.noise.answer(network({ w: Float64Array.from(w) })).choice).toBe(choice);
  });

  test.each([
    [[0, 0, 0, 0], "zero"],
    [[0, 0, 1, 0, 0, 2], "grows"],
    [[0, 0, 2, 0, 0, 1], "fades"],
  ])("memory %j: %s", (u, choice) => {
    expect(predictions.memory.answer(network({ u: Float64Array.from(u) })).choice).toBe(choice);
  });
});
