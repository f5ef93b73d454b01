// What a cursor finds in the pictures of lt-train.
import { cursorMessages as words } from "../messages/cursor.ts";
import { formatCount, formatLoss } from "./format.ts";
import { lossAxes, type Concept, type LossFrame, type Size } from "./loss-chart.ts";
import { omegaBars } from "./omega-bars.ts";
import type { Spot } from "./spots.ts";

/** The transformer's validations, the single steps behind them, then the lines of the baselines, where their names are. */
export function lossSpots(frame: LossFrame, size: Size): Spot[] {
  const { x, y, right, low } = lossAxes(frame, size);
  const along = (concept: Concept, title: (step: string) => string, fact: (loss: string) => string): Spot[] =>
    (frame.curves.find((curve) => curve.concept === concept)?.points ?? [])
      .filter((point) => point.y > 0)
      .map((point) => ({
        series: concept,
        index: point.x,
        at: { x: x(point.x), y: y(point.y) },
        title: title(formatCount(point.x)),
        facts: [fact(formatLoss(point.y))],
      }));
  const validations = along("transformer", (step) => words.trainingStep(words.transformer, step), words.adjustedLoss);
  const steps = along("batch", words.singleSteps, words.batchLoss);
  const levels = frame.levels
    .filter(({ value }) => value >= low)
    .map(({ label, value }): Spot => ({
      series: label,
      index: frame.steps,
      at: { x: right, y: y(value) },
      title: label,
      facts: [words.adjustedLoss(formatLoss(value))],
    }));
  return [...validations, ...steps, ...levels];
}

export function omegaSpots(values: readonly number[], largest: number, key: string, size: Size): Spot[] {
  return omegaBars(values, largest, size).bars.map(({ x, y, width, height, value, negative }, layer) => ({
    series: key,
    index: layer,
    at: { x: x + width / 2, y: negative ? y + height : y },
    title: words.omega(key, layer + 1),
    facts: [formatLoss(value)],
  }));
}

/** Rows and columns are those of a token: x₁ … x_d, y. Cells are 1 × 1. */
export function matrixSpots(matrix: ArrayLike<number>, size: number, name: string): Spot[] {
  const entry = (at: number) => (at === size - 1 ? "y" : `x${at + 1}`);
  return Array.from(matrix, (value, i) => {
    const [row, column] = [Math.floor(i / size), i % size];
    return {
      series: entry(row),
      index: column,
      at: { x: column + 0.5, y: row + 0.5 },
      title: words.entry(name, entry(row), entry(column)),
      facts: [formatLoss(value)],
    };
  });
}
