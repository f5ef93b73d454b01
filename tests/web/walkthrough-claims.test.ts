// What the comments of the situations and web/content/walkthrough-chapter.md say is so, for the module that the page loads.
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import type { Checkpoint, LabModule } from "../../web/src/engine/types.ts";
import type { WalkthroughReport } from "../../web/src/engine/walkthrough-types.ts";
import { presetWords } from "../../web/src/messages/walkthrough-presets.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { walkthroughParameters } from "../../web/src/state/walkthrough-parameters.ts";
import { walkthroughPresets } from "../../web/src/state/walkthrough-presets.ts";
import { walkthroughRequest } from "../../web/src/state/walkthrough-session.ts";

const files = { diag: "diag", "gd++": "gd-plus-plus", full: "full" };
let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

function walked(key: keyof typeof presetWords): WalkthroughReport {
  const { values } = walkthroughPresets.find(({ name }) => name === presetWords[key].name)!;
  const all = { ...fallbacks(walkthroughParameters), ...values };
  const file = new URL(`../../web/models/descent/${files[all.model]}.json`, import.meta.url);
  const network = JSON.parse(readFileSync(file, "utf8")) as Checkpoint;
  return lab.walkthrough(walkthroughRequest(all, all.omegas.length > 0 ? undefined : network));
}

const after = ({ network }: WalkthroughReport, l: number) => [network!.w[2 * l]!, network!.w[2 * l + 1]!] as const;
const length = ([x, y]: readonly [number, number]) => Math.hypot(x, y);
const distance = (w: readonly [number, number], to: Float64Array) => Math.hypot(w[0] - to[0]!, w[1] - to[1]!);

test("A trained network: layer 4 makes the answer shorter, the end is much nearer to ridge", () => {
  const report = walked("trained");
  expect(report.y).toHaveLength(10);
  expect(report.layers).toHaveLength(8);
  expect(length(after(report, 4))).toBeLessThan(length(after(report, 3)));
  expect(distance(after(report, 8), report.ridge)).toBeLessThan(0.4 * distance(after(report, 8), report.ols));
});

test("A trained network: in the last layers −Φu is about as long as −Πr and points against it", () => {
  for (const { momentum } of walked("trained").layers.slice(5)) {
    const { direct, fromMemory } = momentum!;
    const [along, back] = [Math.hypot(...direct), Math.hypot(...fromMemory)];
    expect((direct[0]! * fromMemory[0]! + direct[1]! * fromMemory[1]!) / (along * back)).toBeLessThan(-0.99);
    expect(back / along).toBeGreaterThan(0.9);
    expect(back / along).toBeLessThan(1.3);
  }
});

test("The first layer: what is left is −ω_yx α", () => {
  const { layers } = walked("first");
  const { w, c, alpha, omega, bw, Au, dw, cu } = layers[0]!;
  for (const value of [...bw, ...Au, ...dw, cu]) expect(value).toBeCloseTo(0, 15);
  for (const i of [0, 1]) {
    expect(w[i]).toBeCloseTo(-c[i]!, 12);
    expect(w[i]).toBeCloseTo(-omega!.yx * alpha[i]!, 12);
  }
});

test("Memory at work: u grows at every layer, and w runs past ridge, nearly to least squares", () => {
  const report = walked("memory");
  const sizes = report.layers.map(({ u }) => Math.hypot(u[0]!, u[1]!));
  for (let l = 1; l < 6; ++l) expect(sizes[l]).toBeGreaterThan(sizes[l - 1]!);
  expect(length(after(report, 6))).toBeGreaterThan(1.3 * Math.hypot(...report.ridge));
  expect(distance(after(report, 6), report.ols)).toBeLessThan(0.1);
});

test("Memory as a brake: −Φu takes back a part of every step, and w stays short of ridge", () => {
  const report = walked("brake");
  for (const { momentum } of report.layers.slice(1)) {
    const { direct, fromMemory } = momentum!;
    expect(direct[0]! * fromMemory[0]! + direct[1]! * fromMemory[1]!).toBeLessThan(0);
  }
  expect(length(after(report, 6))).toBeLessThan(Math.hypot(...report.ridge));
});

test("Rescaling only: the second layer multiplies labels and w by 1 + ω_yy λ, below 1, and remembers nothing", () => {
  const report = walked("rescaling");
  const { omega, lambda, a, u } = report.layers[1]!;
  const factor = 1 + omega!.yy * lambda;
  expect(factor).toBeGreaterThan(0);
  expect(factor).toBeLessThan(1);
  expect(a).toBeCloseTo(factor, 12);
  for (const i of [0, 1]) expect(after(report, 2)[i]).toBeCloseTo(factor * after(report, 1)[i]!, 12);
  expect([...u]).toEqual([0, 0]);
});

test("A step by the noise: w stays at 0, then steps along (1 + ω_xy λ) α", () => {
  const { layers } = walked("adaptation");
  const [first, second] = [layers[0]!, layers[1]!];
  expect([...first.w]).toEqual([0, 0]);
  for (const i of [0, 1]) {
    expect(first.u[i]).toBeCloseTo(first.omega!.xy * first.alpha[i]!, 12);
    expect(second.alpha[i]).toBeCloseTo((1 + first.omega!.xy * first.lambda) * first.alpha[i]!, 10);
    expect(second.w[i]).toBeCloseTo(-second.omega!.yx * second.alpha[i]!, 12);
  }
  expect(first.omega!.xy).toBeLessThan(0);
});

test("GD++ has no memory: b, d and u are 0 and a is 1 at every layer, AM is not 0", () => {
  for (const { b, d, u, a, AM } of walked("gdPlusPlus").layers) {
    for (const value of [...b, d, ...u]) expect(Math.abs(value)).toBe(0);
    expect(a).toBe(1);
    expect(Math.max(...AM.map(Math.abs))).toBeGreaterThan(1e-3);
  }
});

test("FULL has no ω: the recursion holds, the momentum form is not there", () => {
  const report = walked("full");
  expect(report.tokenDifference).toBeLessThan(1e-12);
  expect(report.layers.every(({ omega, momentum }) => !omega && !momentum)).toBe(true);
});

test("One pair only: no least squares, no momentum form, and w stays on the line through x", () => {
  const report = walked("onePair");
  expect(report.ols[0]).toBeNaN();
  expect(report.layers.some(({ momentum }) => momentum)).toBe(false);
  const [x1, x2] = report.x as unknown as [number, number];
  for (let l = 1; l <= 8; ++l) expect(after(report, l)[0] * x2 - after(report, l)[1] * x1).toBeCloseTo(0, 12);
});

test("Layers too strong: a million millions within six layers, and formulas and tokens agree", () => {
  const report = walked("tooStrong");
  expect(report.layers).toHaveLength(6);
  expect(length(after(report, 6))).toBeGreaterThan(1e12);
  expect(report.tokenDifference).toBeLessThan(1e-12);
});

test("the memory of the trained network is small beside its answer", () => {
  const { u, w } = walked("trained").network!;
  expect(Math.max(...u.map(Math.abs))).toBeLessThan(0.05 * Math.max(...w.map(Math.abs)));
});
