// How large the pictures of lt-descent are in a stage of some width.
import type { Size } from "../draw/loss-chart.ts";

export interface Layout {
  /** Map and data side by side. */
  isWide: boolean;
  map: Size;
  data: Size;
  loss: Size;
}

const gap = 16;
const border = 2;

export function layoutOf(width: number): Layout {
  const isWide = width >= 540;
  const mapWidth = isWide ? Math.floor((width - gap) * 0.635) : width;
  const dataWidth = isWide ? width - gap - mapWidth : width;
  return {
    isWide,
    map: { width: mapWidth - border, height: Math.round(Math.min(mapWidth * 0.86, 460)) },
    data: { width: dataWidth - border, height: Math.round(Math.min(dataWidth * 0.8, 230)) },
    loss: { width, height: isWide ? 220 : 200 },
  };
}
