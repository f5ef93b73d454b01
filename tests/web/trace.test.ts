// One call of the module: the numbers of the native command line, and every way it refuses.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { methodNames, type TraceReport, type TraceRequest } from "../../web/src/engine/trace-types.ts";
import type { Checkpoint, LabModule } from "../../web/src/engine/types.ts";
import { methodLabels } from "../../web/src/state/descent-parameters.ts";
import { buildFolder } from "../../web/tools/build.mjs";
import { repository } from "../../web/tools/command.mjs";

const cli = join(buildFolder("native"), "bin/ltlab");
const modelFile = (name: string) => join(repository, "web/models/descent", `${name}.json`);
const modelNamed = (name: string) => JSON.parse(readFileSync(modelFile(name), "utf8")) as Checkpoint;

let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

const request: TraceRequest = {
  task: { d: 2, n: 10, seed: 7, index: 0, sigma: 1.5, condition: 12 },
  penalty: 2.25,
  start: [0.5, -1],
  steps: 12,
  methods: [],
};

/** Flat arrays and lists of rows alike, with null for what is not finite. */
function numbersOf(value: unknown): number[] {
  if (value === null) return [NaN];
  if (typeof value === "number") return [value];
  return [...(value as Iterable<unknown>)].flatMap(numbersOf);
}

/** To 1e-6 of each number; what has fallen below the rounding of the largest number is nothing. */
function expectClose(ours: unknown, theirs: unknown, name: string): void {
  const [a, b] = [numbersOf(ours), numbersOf(theirs)];
  expect(a.length, name).toBe(b.length);
  const floor = 1e-13 * b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  a.forEach((value, i) => {
    if (Number.isNaN(b[i])) expect(Number.isFinite(value), name).toBe(false);
    else expect(Math.abs(value - b[i]!), `${name}[${i}]`).toBeLessThanOrEqual(1e-6 * Math.abs(b[i]!) + floor);
  });
}

const has = existsSync(cli);

describe.skipIf(!has)("agrees with the command line", () => {
  test.each(["diag", "full", "gd-plus-plus"])("on %s and every method", (model) => {
    const names = methodNames.join(",");
    const words = `trace --network ${modelFile(model)} --seed 7 --sigma 1.5 --condition 12 --start 0.5,-1 --steps 12`;
    const json = execFileSync(cli, [...words.split(" "), "--methods", names, "--json"], { encoding: "utf8" });
    const native = JSON.parse(json) as TraceReport;
    const methods = methodNames.map((name) => ({ name }));
    const ours = lab.trace({ ...request, network: modelNamed(model), methods });
    const { network, methods: runs, ...rest } = ours;
    for (const [name, value] of Object.entries(rest)) expectClose(value, native[name as "H"], name);
    for (const [name, value] of Object.entries(network!))
      expectClose(value, native.network![name as "w"], name);
    runs.forEach(({ name, state, ...run }, i) => {
      expect(name).toBe(native.methods[i]!.name);
      for (const [field, value] of Object.entries(run))
        expectClose(value, native.methods[i]![field as "w"], `${name}.${field}`);
      for (const [field, value] of Object.entries(state))
        expectClose(value, native.methods[i]!.state[field], `${name}.${field}`);
    });
  });
});

test("the methods of the page are those of the library, in its order", () => {
  expect(Object.keys(methodLabels)).toEqual([...methodNames]);
  const { methods } = lab.trace({ ...request, methods: methodNames.map((name) => ({ name })) });
  expect(methods.map(({ name }) => name)).toEqual(methodNames);
});

test.each([
  ["diag", 0.009],
  ["full", 0.009],
  ["gd-plus-plus", 0.045],
])("the shipped %s has an adjusted loss below %f on fresh tasks", (name, limit) => {
  const { adjusted } = lab.evaluate(modelNamed(name), { tasks: 20_000, seed: 99 });
  expect(adjusted.mean).toBeLessThan(limit);
});

test("shows no memory for GD++, which cannot write one", () => {
  const { network } = lab.trace({ ...request, network: modelNamed("gd-plus-plus") });
  expect([...network!.u].every((value) => value === 0)).toBe(true);
});

test("takes own points, and says NaN where least squares does not exist", () => {
  const task = { d: 2, x: Float64Array.of(1, 1), y: Float64Array.of(2), sigma: 1 };
  const report = lab.trace({ ...request, task });
  expect([...report.x, ...report.y]).toEqual([1, 1, 2]);
  expect(report.trueW).toBeUndefined();
  expect(Number.isFinite(report.ols[0])).toBe(false);
});

test.each<[string, unknown, typeof RangeError | typeof TypeError, string]>([
  ["steps", 0, RangeError, "steps: 0 is outside [1, 200]"],
  ["penalty", -1, RangeError, "penalty: -1 is outside [0, 1000000]"],
  ["penalty", "1", TypeError, 'penalty: "1" is not a number'],
  ["start", [1], RangeError, "start.size: 1 must equal d = 2"],
  ["methods", {}, TypeError, 'methods: "an object" is not an array'],
  ["methods", [{ name: "ridge", speed: 1 }], TypeError, "speed: unknown field of method"],
  ["methods", [{ name: "adam", rate: 0 }], RangeError, "rate: 0 must be positive and finite"],
  ["task", { ...request.task, condition: 0 }, RangeError, "condition: 0 is outside [1, 1000000]"],
  ["task", { d: 2, x: [1, 2, 3], y: [1], sigma: 0 }, RangeError, "x.length: 3 must equal y.length · d = 2"],
  ["task", null, TypeError, "task: null is not an object"],
  ["colour", 1, TypeError, "colour: unknown field of request"],
])("refuses a bad %s by name", (field, value, kind, message) => {
  const ask = () => lab.trace({ ...request, [field]: value });
  expect(ask).toThrow(kind);
  expect(ask).toThrow(message);
});

test("refuses an unknown method and lists the known ones", () => {
  expect(() => lab.trace({ ...request, methods: [{ name: "sgd" as never }] })).toThrow(
    'method: "sgd" is not one of gradient-descent, heavy-ball',
  );
});
