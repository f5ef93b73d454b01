// One panel per ω, one bar per layer: what every layer of a DIAG or GD++ transformer has learnt.
import type { Size, Tick } from "./loss-chart.ts";
import { clamped, linearScale } from "./scales.ts";

export interface OmegaBars {
  zero: number;
  bars: { x: number; y: number; width: number; height: number; value: number; negative: boolean }[];
  layers: Tick[];
}

const edge = 4;
/** Between two bars, of the distance from bar to bar. */
const gap = 0.25;

/** `largest`: the value at the end of the axis, so that it can stay still while the bars move. */
export function omegaBars(values: readonly number[], largest: number, { width, height }: Size): OmegaBars {
  // Above the bars is room for the number at the end of the axis, below for those of the layers.
  const bottom = height - 16;
  const step = (width - 2 * edge) / (values.length - gap);
  const left = (layer: number) => edge + layer * step;
  const barWidth = (1 - gap) * step;
  const y = clamped([-largest, largest], linearScale, [bottom, 14]);
  const zero = y(0);
  return {
    zero,
    bars: values.map((value, layer) => ({
      x: left(layer),
      y: Math.min(zero, y(value)),
      width: barWidth,
      height: Math.abs(y(value) - zero),
      value,
      negative: value < 0,
    })),
    layers: values.map((_, layer) => ({ at: left(layer) + barWidth / 2, label: String(layer + 1) })),
  };
}

/** The next number of the series 1, 2, 5, 10, … (times a power of ten) that holds every value. */
export function axisEnd(values: readonly number[], smallest = 1e-6): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), smallest);
  const power = 10 ** Math.floor(Math.log10(largest));
  const factor = [1, 2, 5, 10].find((each) => each * power >= largest * (1 - 1e-12)) ?? 10;
  return factor * power;
}
