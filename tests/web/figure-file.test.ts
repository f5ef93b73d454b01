// The figures' series that the page draws are complete and belong to the shipped models.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readFigure, readWeightFigure } from "../../web/src/engine/figure-file.ts";
import { findModel, readModelIndex } from "../../web/src/engine/stored-model.ts";

const textOf = (path: string) => readFileSync(new URL(`../../web/public/${path}`, import.meta.url), "utf8");
const figure = (number: number) => textOf(`figures/figure-${number}.json`);
const index = readModelIndex(textOf("models/index.json"));

test.each([1, 2, 3, 5, 6, 7])("figure %i has panels with series", (number) => {
  const panels = readFigure(figure(number));
  expect(panels.length).toBeGreaterThanOrEqual(1);
  for (const { series, trained } of panels) {
    expect(series.length).toBeGreaterThanOrEqual(1);
    expect(trained.length).toBeGreaterThanOrEqual(1);
    for (const { x } of series) expect(x.length).toBeGreaterThanOrEqual(1);
  }
});

test("figures 1 and 3 show the losses of the index", () => {
  const panels = [...readFigure(figure(1)), ...readFigure(figure(3))].filter(({ x }) => x === "layers");
  for (const { noise, series } of panels)
    for (const { name, x, mean } of series.filter(({ name }) => ["gd++", "diag", "full"].includes(name)))
      x.forEach((layers, i) => {
        const entry = findModel(index, { model: name as "diag", layers, noise });
        expect(Math.abs(mean[i]! / entry!.adjustedLoss - 1), `${name} ${layers} ${noise}`).toBeLessThan(1e-3);
      });
});

test("figure 4 has square matrices for each layer and ω of every model", () => {
  const { panels, omegas } = readWeightFigure(figure(4));
  expect(panels.map(({ layer }) => layer)).toEqual(panels.map((_, i) => i + 1));
  for (const { P, Q } of panels)
    for (const matrix of [P, Q]) expect(matrix.every((row) => row.length === matrix.length)).toBe(true);
  expect(omegas.map(({ cell }) => `${cell}.json`)).toEqual(index.map(({ file }) => file));
});

test("all of them are small enough to ship", () => {
  const bytes = [1, 2, 3, 4, 5, 6, 7].map((number) => gzipSync(figure(number)).length);
  expect(bytes.reduce((sum, each) => sum + each)).toBeLessThan(150_000);
});

describe("refusals", () => {
  const good = figure(1);
  const { length } = readFigure(good)[0]!.series[0]!.x;
  test.each([
    ["ltlab-figure", "svg", 'figure.format: "svg" must be "ltlab-figure"'],
    ['"mean":[', '"mean":[1,', `figure.panels.series.mean.length: ${length + 1} must equal x.length = ${length}`],
    ['"mean":[', '"mean":["a",', 'figure.panels.series.mean: "a" must be a number'],
    ['"noise":', '"sound":', 'figure.panels: "noise" is missing'],
  ])("%s → %s", (part, replacement, message) => {
    expect(() => readFigure(good.replace(part, replacement))).toThrow(message);
  });
});
