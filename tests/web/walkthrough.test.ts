// walkthrough() of the module against the network as it is defined: e_i += Σ_k P_k (Σ_j e_j e_jᵀ) Q_k e_i, in TypeScript.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import type { Checkpoint, LabModule } from "../../web/src/engine/types.ts";
import type { WalkLayer, WalkthroughReport } from "../../web/src/engine/walkthrough-types.ts";
import { symbolWords, type SymbolId } from "../../web/src/messages/walkthrough-symbols.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { equations } from "../../web/src/state/walkthrough-equations.ts";
import { pairsFrom, walkthroughParameters, type WalkthroughValues } from "../../web/src/state/walkthrough-parameters.ts";
import { walkthroughRequest } from "../../web/src/state/walkthrough-session.ts";
import { layerView, numbersOf, shapeOf } from "../../web/src/state/walkthrough-symbols.ts";
import { walkthroughCsv } from "../../web/src/state/walkthrough-csv.ts";

const defaults = fallbacks(walkthroughParameters);
const checkpointOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../web/models/descent/${name}.json`, import.meta.url), "utf8")) as Checkpoint;

let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

const walk = (values: Partial<WalkthroughValues>, network?: Checkpoint) =>
  lab.walkthrough(walkthroughRequest({ ...defaults, ...values }, network));

type Matrix = readonly number[][];
const diagonal = (x: number, y: number): Matrix => [[x, 0, 0], [0, x, 0], [0, 0, y]];
const times = (A: Matrix, v: readonly number[]) => A.map((row) => row.reduce((sum, a, j) => sum + a * v[j]!, 0));

/** P and Q of every layer and head: two heads say any four ω. */
function headsOf(values: Partial<WalkthroughValues>, network?: Checkpoint): [Matrix, Matrix][][] {
  if (!network)
    return values.omegas!.map(([xx, xy, yx, yy]) => [
      [diagonal(xx!, yx!), diagonal(1, 0)],
      [diagonal(xy!, yy!), diagonal(0, 1)],
    ]);
  const { settings, parameters: p } = network;
  const perLayer = p.length / settings.layers;
  return Array.from({ length: settings.layers }, (_, l) => {
    const own = p.slice(l * perLayer, (l + 1) * perLayer);
    if (settings.model !== "full") return [[diagonal(own[0]!, own[1]!), diagonal(own[2]!, own[3] ?? 0)]];
    const rows = (from: number) => [0, 3, 6].map((row) => own.slice(from + row, from + row + 3));
    return [[rows(0), rows(9)]];
  });
}

/** Tokens after every layer, the query last; the sum over j runs over the context alone. */
function tokensOf(heads: [Matrix, Matrix][][], { points, query }: WalkthroughValues): number[][][] {
  let tokens = [...points.map(({ x, y }) => [...x, y]), [...query, 0]];
  const all = [tokens];
  for (const layer of heads) {
    const context = tokens.slice(0, -1);
    tokens = tokens.map((token) => {
      const moved = [...token];
      for (const [P, Q] of layer)
        for (const other of context) {
          const similarity = times(Q, token).reduce((sum, value, j) => sum + value * other[j]!, 0);
          times(P, other).forEach((value, j) => (moved[j]! += similarity * value));
        }
      return moved;
    });
    all.push(tokens);
  }
  return all;
}

const own = { omegas: [[-0.02, 0.003, -0.03, -0.002], [0.01, -0.004, -0.05, 0.001], [0, 0.01, -0.02, 0.003]] };
const cases: [string, Partial<WalkthroughValues>, string?][] = [
  ["DIAG", {}, "diag"],
  ["GD++", {}, "gd-plus-plus"],
  ["FULL", {}, "full"],
  ["own ω", own],
  ["one pair", { ...own, points: pairsFrom("1,0.5,2") }],
  ["another query", { query: [-3, 7] }, "diag"],
];

describe.each(cases)("%s", (_name, values, model) => {
  const network = model ? checkpointOf(model) : undefined;
  let report: WalkthroughReport;
  let tokens: number[][][];
  beforeAll(() => {
    report = walk(values, network);
    tokens = tokensOf(headsOf(values, network), { ...defaults, ...values });
  });

  test("moves every token as the definition does", () => {
    tokens.forEach((expected, l) => {
      const { context, query } = report.tokens[l]!;
      expectClose([...context, ...query], expected.flat());
    });
    expect(report.tokenDifference).toBeLessThan(1e-13);
  });

  test("has M, u, a and w from which the tokens follow", () => {
    const { points, query } = { ...defaults, ...values };
    const { M, u, a, w } = report.network!;
    tokens.forEach((expected, l) => {
      const image = (x: readonly number[], y: number) => [
        M[4 * l]! * x[0]! + M[4 * l + 1]! * x[1]! + y * u[2 * l]!,
        M[4 * l + 2]! * x[0]! + M[4 * l + 3]! * x[1]! + y * u[2 * l + 1]!,
        a[l]! * y - w[2 * l]! * x[0]! - w[2 * l + 1]! * x[1]!,
      ];
      expectClose([...points.flatMap(({ x, y }) => image(x, y)), ...image(query, 0)], expected.flat());
      expect(report.prediction[l]).toBeCloseTo(-expected.at(-1)![2]!, 10);
    });
  });

  test("shows equations whose terms add up", () => {
    for (let layer = 1; layer <= report.layers.length; ++layer) {
      const view = layerView(report, layer);
      for (const { result, terms } of [...equations.recursion, ...(view.step.momentum ? equations.momentum : [])]) {
        if (!result) continue;
        const parts = terms.map(({ sign, symbol }) =>
          numbersOf(symbol, view)!.map((value) => (sign === "−" ? -value : value)),
        );
        const total = parts[0]!.map((_, i) => parts.reduce((sum, part) => sum + part[i]!, 0));
        expectClose(total, numbersOf(result, view)!);
      }
    }
  });

  test("has in both forms the same next u and w", () => {
    for (const { momentum, u, w } of report.layers)
      if (momentum) expectClose([...momentum.u, ...momentum.w], [...u, ...w]);
    if (report.layers[0]!.momentum) expect(report.momentumDifference).toBeLessThan(1e-11);
  });
});

function expectClose(values: readonly number[], expected: readonly number[]): void {
  expect(values).toHaveLength(expected.length);
  const scale = Math.max(...expected.map(Math.abs), 1e-3);
  values.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-11 * scale));
}

test("FULL has no ω and no momentum form; one pair has ω and none either", () => {
  for (const { omega, momentum } of walk({}, checkpointOf("full")).layers)
    expect([omega, momentum]).toEqual([undefined, undefined]);
  const onePair = walk({ points: pairsFrom("1,0.5,2") }, checkpointOf("diag"));
  for (const { omega, momentum } of onePair.layers) expect([omega !== undefined, momentum]).toEqual([true, undefined]);
  for (const value of [...onePair.ols, onePair.rho, onePair.momentumDifference]) expect(value).toBeNaN();
});

test("every symbol has as many numbers as its shape", () => {
  const view = layerView(walk({}, checkpointOf("diag")), 3);
  const counts = { matrix: 4, vector: 2, number: 1 };
  for (const id of Object.keys(symbolWords) as SymbolId[])
    expect(numbersOf(id, view), id).toHaveLength(counts[shapeOf(id)]);
});

test("the CSV has every number of every symbol, with all its digits", () => {
  const report = walk({}, checkpointOf("diag"));
  const rows = walkthroughCsv(report).trim().split("\n").map((row) => row.split(","));
  expect(rows[0]).toEqual(["layer", "symbol", "row", "column", "value"]);
  const third: WalkLayer = report.layers[2]!;
  expect(rows).toContainEqual(["3", "AM", "2", "1", String(third.AM[2])]);
  expect(rows).toContainEqual(["3", "w-next", "2", "", String(third.w[1])]);
  expect(rows).toContainEqual(["3", "a", "", "", String(report.layers[1]!.a)]);
});

describe("a refusal names what is wrong", () => {
  const task = { d: 2, x: new Float64Array([1, 0]), y: new Float64Array([1]), sigma: 1, query: new Float64Array([1, 1]) };
  const omegas = new Float64Array([0, 0, -0.1, 0]);
  test.each([
    ["no network", { task }, TypeError, "network: give either a network or omegas"],
    ["both", { task, omegas, network: checkpointOf("diag") }, TypeError, "network: give either a network or omegas"],
    ["three numbers", { task, omegas: omegas.slice(0, 3) }, RangeError, "omegas.length: 3 must be four numbers per layer"],
    ["NaN", { task, omegas: new Float64Array([0, NaN, 0, 0]) }, RangeError, "omegas: nan must be finite"],
    ["no query", { task: { ...task, query: undefined }, omegas }, RangeError, "query.size: 0 must equal d = 2"],
    ["no pairs", { task: { ...task, x: new Float64Array(), y: new Float64Array() }, omegas }, RangeError, "n: 0 is outside [1, 1000]"],
    ["another field", { task, omegas, layers: 3 }, TypeError, "layers: unknown field of request"],
    ["no task", { omegas }, TypeError, "task: missing in request"],
    ["noise below 0", { task: { ...task, sigma: -1 }, omegas }, RangeError, "sigma: -1 is outside [0, 100]"],
  ])("%s", (_name, request, type, message) => {
    const act = () => lab.walkthrough(request as never);
    expect(act).toThrow(type);
    expect(act).toThrow(message);
  });
});
