// What the comments of the situations and web/content/descent-chapter.md say is so, for the module that the page loads.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { pointsOf } from "../../web/src/draw/descent-runs.ts";
import type { MethodName, TraceReport } from "../../web/src/engine/trace-types.ts";
import type { Checkpoint, LabModule } from "../../web/src/engine/types.ts";
import { descentParameters } from "../../web/src/state/descent-parameters.ts";
import { descentPresets } from "../../web/src/state/descent-presets.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { traceRequest } from "../../web/src/state/trace-session.ts";

const files = { diag: "diag", full: "full", "gd++": "gd-plus-plus" };

let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

function reportOf(name: string): TraceReport {
  const preset = descentPresets.find((each) => each.name === name)!;
  const values = { ...fallbacks(descentParameters), ...preset.values };
  const file = new URL(`../../web/models/descent/${files[values.model as "diag"]}.json`, import.meta.url);
  return lab.trace(traceRequest(values, JSON.parse(readFileSync(file, "utf8")) as Checkpoint));
}

const methodIn = (report: TraceReport, name: MethodName) =>
  report.methods.find((each) => each.name === name)!;
const last = (values: Float64Array) => values[values.length - 1]!;
const distance = (a: Float64Array, b: Float64Array) => Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!);

describe("the situation", () => {
  test("A first look: the transformer ends with a hundredth of the loss it started with, or little more", () => {
    const { network } = reportOf("A first look");
    expect(last(network!.excess)).toBeLessThan(0.02 * network!.excess[0]!);
  });

  test("Round bowl: gradient descent is there in a few steps, before the transformer", () => {
    const report = reportOf("Round bowl");
    const { excess } = methodIn(report, "gradient-descent");
    expect(excess[4]!).toBeLessThan(1e-4 * excess[0]!);
    expect(last(report.network!.excess)).toBeGreaterThan(last(excess));
  });

  test("Ravine: heavy ball first jumps wider than gradient descent, then overtakes; Nesterov settles", () => {
    const report = reportOf("Ravine");
    const [gd, ball, nesterov] = (["gradient-descent", "heavy-ball", "nesterov"] as const).map(
      (name) => methodIn(report, name).excess,
    );
    expect(ball![3]!).toBeGreaterThan(2 * gd![3]!);
    expect(last(ball!)).toBeLessThan(last(gd!) / 1e3);
    expect(nesterov![3]!).toBeLessThan(gd![3]!);
    expect(last(nesterov!)).toBeLessThan(last(gd!) / 1e3);
  });

  test("Noisy data: least squares is far from the truth, ridge and transformer are not, gradient descent passes by", () => {
    const report = reportOf("Noisy data");
    const { ols, ridge, trueW, network } = report;
    expect(distance(ols, trueW!)).toBeGreaterThan(5 * distance(ridge, trueW!));
    expect(distance(network!.w.subarray(-2), ridge)).toBeLessThan(0.05 * distance(ols, ridge));
    const { adjusted } = methodIn(report, "gradient-descent");
    expect(last(adjusted)).toBeGreaterThan(3 * Math.min(...adjusted));
  });

  test("GD++ cliff: nothing is gained for long, then everything; the trained one takes small steps on the way", () => {
    const report = reportOf("GD++ cliff");
    const { excess } = methodIn(report, "gd-plus-plus");
    expect(excess[4]!).toBeGreaterThan(0.3 * excess[0]!);
    expect(excess[10]!).toBeLessThan(1e-12 * excess[0]!);
    const trained = report.network!.excess;
    for (let l = 1; l < trained.length; ++l) expect(trained[l]!).toBeLessThan(trained[l - 1]!);
  });

  test("Momentum overshoots: heavy ball is above gradient descent for long", () => {
    const report = reportOf("Momentum overshoots");
    const [gd, ball] = (["gradient-descent", "heavy-ball"] as const).map(
      (name) => methodIn(report, name).excess,
    );
    for (const step of [10, 20, 30, 40]) expect(ball![step]!).toBeGreaterThan(10 * gd![step]!);
  });

  test("Step too long: every step ends higher", () => {
    const { excess } = methodIn(reportOf("Step too long"), "gradient-descent");
    for (let k = 2; k < excess.length; ++k) expect(excess[k]!).toBeGreaterThan(excess[k - 1]!);
  });

  test("Is it Adam?: Adam and RMSProp begin along a diagonal, the transformer does not", () => {
    const report = reportOf("Is it Adam?");
    const lean = (w: Float64Array) => Math.abs(w[2]! / w[3]!);
    for (const name of ["adam", "rmsprop"] as const) expect(lean(methodIn(report, name).w)).toBeCloseTo(1, 4);
    expect(lean(report.network!.w)).toBeLessThan(0.2);
  });
});

test("a and u of the shipped DIAG: labels are held back where there is noise, and the memory points back at times", () => {
  const { a, u, w } = reportOf("Noisy data").network!;
  expect(last(a)).toBeLessThan(0.95);
  const [memory, path] = [pointsOf(u), pointsOf(w)];
  const back = path
    .slice(1)
    .filter((to, l) => memory[l]!.x * (to.x - path[l]!.x) + memory[l]!.y * (to.y - path[l]!.y) < 0);
  expect(back.length).toBeGreaterThan(1);
});
