// One panel per ω, one bar per layer: what every layer of a DIAG or GD++ transformer has learnt.
import { scaleBand, scaleLinear } from "d3-scale";
import type { Size, Tick } from "./loss-chart.ts";

export interface OmegaBars {
  zero: number;
  bars: { x: number; y: number; width: number; height: number; value: number; negative: boolean }[];
  layers: Tick[];
}

/** `largest`: the value at the end of the axis, so that it can stay still while the bars move. */
export function omegaBars(values: readonly number[], largest: number, { width, height }: Size): OmegaBars {
  const bottom = height - 16;
  const band = scaleBand<number>(values.map((_, layer) => layer), [4, width - 4]).paddingInner(0.25);
  const y = scaleLinear([-largest, largest], [bottom, 2]).clamp(true);
  const zero = y(0);
  return {
    zero,
    bars: values.map((value, layer) => ({
      x: band(layer)!,
      y: Math.min(zero, y(value)),
      width: band.bandwidth(),
      height: Math.abs(y(value) - zero),
      value,
      negative: value < 0,
    })),
    layers: values.map((_, layer) => ({ at: band(layer)! + band.bandwidth() / 2, label: String(layer + 1) })),
  };
}

/** The next number of the series 1, 2, 5, 10, … (times a power of ten) that holds every value. */
export function axisEnd(values: readonly number[], smallest = 1e-6): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), smallest);
  const power = 10 ** Math.floor(Math.log10(largest));
  const factor = [1, 2, 5, 10].find((each) => each * power >= largest * (1 - 1e-12)) ?? 10;
  return factor * power;
}
