// What lt-attention and lt-layer say of their cells, and what stands when: formulas that give the numbers they explain.
import { beforeAll, describe, expect, test } from "vitest";
import { blockGap, flowBlocks, type FlowBlock } from "../../web/src/draw/block-flow.ts";
import { loadLab } from "../../web/module-files.ts";
import { attentionMarks, attentionPicture, attentionSpots } from "../../web/src/draw/attention-picture.ts";
import { bracketMarks, bracketSize, bracketSpots } from "../../web/src/draw/bracket-picture.ts";
import type { LabModule } from "../../web/src/engine/types.ts";
import { attentionCsv } from "../../web/src/state/attention-csv.ts";
import { formulaOf, subscript } from "../../web/src/state/attention-formulas.ts";
import { attentionParameters, type AttentionValues } from "../../web/src/state/attention-parameters.ts";
import { attentionRequest } from "../../web/src/state/attention-session.ts";
import { rowsDone, shareDone, stageAt } from "../../web/src/state/attention-time.ts";
import { attentionMatrixNames, attentionView, isHidden, shaped } from "../../web/src/state/attention-view.ts";
import { layerMatrices } from "../../web/src/messages/layer.ts";
import { layerParameters } from "../../web/src/state/layer-parameters.ts";
import { layerRequest } from "../../web/src/state/layer-session.ts";
import { layerEnd, layerFormula, layerShaped, layerView, type LayerMatrix } from "../../web/src/state/layer-view.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";

let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

const defaults = fallbacks(attentionParameters);
function viewOf(values: Partial<AttentionValues>, time = 4) {
  const all = { ...defaults, ...values };
  return attentionView(lab.attention(attentionRequest(all)), all, time);
}

/** A formula with its numbers as JavaScript. */
function evaluate(text: string): number {
  const source = text
    .replaceAll("−", "-")
    .replace(/ × 10|·10/g, "e")
    .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, (digits) => [...digits].map((digit) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)).map((i) => (i ? i - 1 : "-")).join(""))
    .replace(/√(\d+)/g, "Math.sqrt($1)")
    .replaceAll("exp(", "Math.exp(")
    .replaceAll("max(", "Math.max(")
    .replaceAll("·", "*");
  return Function(`return ${source}`)() as number;
}

describe.each(["elu+1", "relu", "identity", "taylor", "performer"] as const)("with %s", (map) => {
  test("every formula with its numbers filled in gives the number of its cell", () => {
    const view = viewOf({ map, features: 4, causal: true });
    for (const name of attentionMatrixNames) {
      const { rows, columns, values } = shaped(name, view);
      const largest = Math.max(...Array.from(values, (value) => (Number.isFinite(value) ? Math.abs(value) : 0)));
      for (let i = 0; i < rows * columns; ++i) {
        const [row, column] = [Math.floor(i / columns), i % columns];
        const { numbers } = formulaOf(name, view, row, column);
        if (isHidden(name, view, row, column) || numbers === "") continue;
        expect(Math.abs(evaluate(numbers) - values[i]!), `${name} ${row} ${column}: ${numbers}`).toBeLessThan(0.03 * largest + 0.01);
      }
    }
  });
});

test("every formula of a layer with its numbers filled in gives the number of its cell, with two heads", () => {
  const values = { ...fallbacks(layerParameters), heads: [[0.1, 0.2, 1, -0.3], [0.4, -0.08, 0, 0.5], [0, 1, 0.2, 0], [0, -0.1, 0, 1]] };
  const view = layerView(lab.layer(layerRequest(values, undefined)), values, layerEnd);
  for (const name of Object.keys(layerMatrices) as LayerMatrix[])
    for (const head of [0, 1]) {
      const { rows, columns, values: entries } = layerShaped(name, view, head);
      const largest = Math.max(...Array.from(entries, Math.abs));
      for (let i = 0; i < rows * columns; ++i) {
        const [, numbers] = layerFormula(name, view, head, Math.floor(i / columns), i % columns);
        if (numbers !== "") expect(Math.abs(evaluate(numbers) - entries[i]!), `${name}: ${numbers}`).toBeLessThan(0.03 * largest);
      }
    }
});

test("the memory shown while it fills is the sum over the keys taken in so far", () => {
  const view = viewOf({}, 2);
  expect(rowsDone("S", 2, 5)).toBe(2);
  const { S } = view.report.steps[2]!;
  const { values, columns } = shaped("S", view);
  expect([values[0], values[columns]]).toEqual([S[0], S[1]]);
  expect(shareDone("weights", 2.4)).toBeCloseTo(0.4, 12);
  expect([0, 0.1, 1, 1.1, 4].map(stageAt)).toEqual([0, 1, 1, 2, 4]);
});

test("nothing leaves the picture at any width, and no two matrices overlap", () => {
  for (const map of ["elu+1", "taylor", "performer"] as const)
    for (const width of [288, 330, 540, 760, 1100]) {
      const view = viewOf({ map, features: 64, words: "extravagance is a virtue of the few" });
      const { blocks, size } = attentionPicture(view, width);
      const boxes = blocks.map(({ at, rows, columns, cell }) => ({ ...at, right: at.x + columns * cell.width, bottom: at.y + rows * cell.height }));
      for (const box of boxes) {
        expect(box.right).toBeLessThanOrEqual(width + 0.5);
        expect(box.bottom).toBeLessThanOrEqual(size.height);
      }
      for (const [i, a] of boxes.entries())
        for (const b of boxes.slice(i + 1))
          expect(a.right <= b.x || b.right <= a.x || a.bottom <= b.y || b.bottom <= a.y).toBe(true);
      expect(attentionMarks({ blocks, size, heads: [] }).length).toBeGreaterThan(50);
      expect(attentionSpots({ blocks, size, heads: [] }, view).length).toBe(blocks.reduce((sum, { rows, columns }) => sum + rows * columns, 0));
    }
});

test("a title that is wider than its matrix keeps the next one away", () => {
  const block = (title: string): FlowBlock => ({
    ...{ name: title, title, rows: 2, columns: 2, values: [1, 2, 3, 4], largest: 4, rowsDone: 2, isLit: false },
    cell: { width: 40, height: 20 },
  });
  const { blocks } = flowBlocks([block("transformations"), block("P"), block("Q")], { x: 0, y: 0 }, 600, 50);
  const [first, second, third] = blocks.map(({ at }) => at.x);
  expect(second! - first!).toBeGreaterThanOrEqual(15 * 7);
  expect(third! - second!).toBe(80 + blockGap);
});

test("the brackets are drawn to one scale, for long and short texts", () => {
  for (const [length, head] of [[256, 64], [8192, 64], [4, 256]] as const)
    for (const width of [288, 1100]) {
      const { bracket } = viewOf({ length, head }).report;
      const { height } = bracketSize(bracket, width);
      const boxes = bracketMarks(bracket, width).flatMap((mark) => {
        const [, w, h] = (mark.kind === "path" && mark.name.startsWith("shape") && mark.path.match(/h([\d.]+)v([\d.]+)/)) || [];
        return w ? [[Number(w), Number(h)] as const] : [];
      });
      expect(boxes).toHaveLength(8);
      const [query, key] = boxes;
      expect(query![0] / key![1]).toBeCloseTo(1, 6);
      expect(query![1] / key![0]).toBeCloseTo(1, 6);
      if (query![0] > 1.01 && query![1] > 1.01) expect(query![1] / query![0]).toBeCloseTo(length / head, 0);
      for (const { at } of bracketSpots(bracket, width)) {
        expect(at.x).toBeGreaterThan(0);
        expect(at.x).toBeLessThan(width);
        expect(at.y).toBeLessThan(height);
      }
    }
});

test("the table of all numbers has a row per entry, and nothing where the mask hides", () => {
  const view = viewOf({ causal: true });
  const lines = attentionCsv(view).trimEnd().split("\n");
  const entries = attentionMatrixNames.reduce((sum, name) => sum + shaped(name, view).rows * shaped(name, view).columns, 0);
  expect(lines).toHaveLength(entries + 1);
  expect(lines).toContain("scaled,1,2,");
  expect(subscript(12)).toBe("₁₂");
});

test("values survive being written and read; what is refused is named with its rule", () => {
  const again = <T>({ format, parse }: { format(value: T): string; parse(text: string): unknown }, value: T) => parse(format(value));
  expect(again(attentionParameters.tokens, [[1, 2, 3], [0.1, -2, 1e-9]])).toEqual({ value: [[1, 2, 3], [0.1, -2, 1e-9]] });
  expect(attentionParameters.words.parse(" to\nbe; or ")).toEqual({ value: "to be or" });
  expect(attentionParameters.words.parse("incomprehensibility rules")).toEqual({ problem: '"incomprehensibility" has more than 12 letters' });
  expect(attentionParameters.tokens.parse("1,2;3,4")).toEqual({ problem: '"1,2" must be three numbers' });
  expect(layerParameters.points.parse("1,2\n3 4")).toEqual({ value: [[1, 2], [3, 4]] });
  expect(layerParameters.points.parse("1,2;1,2,3")).toEqual({ problem: '"1,2,3" must be two or three numbers, like the first row' });
  expect(layerParameters.points.parse("")).toEqual({ problem: "0 pairs are not 1 to 12" });
  expect(layerParameters.heads.parse("1,2,3,4")).toEqual({ problem: "1 rows are not a whole number of heads" });
  expect(again(layerParameters.heads, [[0, 1, 2, 3], [4, 5, 6, 7]])).toEqual({ value: [[0, 1, 2, 3], [4, 5, 6, 7]] });
});
