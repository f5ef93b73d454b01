// How lt-walkthrough uses the room it has. The classes are those of lt-walkthrough.styles.ts.
import type { Size } from "../draw/loss-chart.ts";

export interface WalkLayout {
  /** wide: equations beside the rest. middle: two pictures in a row. narrow: a strip that scrolls. */
  arrangement: "wide" | "middle" | "narrow";
  picture: Size;
}

export const gap = 16;

export function walkLayout(width: number): WalkLayout {
  if (width >= 920) {
    const right = Math.floor((width - 28) * 0.46);
    return { arrangement: "wide", picture: pictureOf((right - gap) / 2) };
  }
  if (width >= 540) return { arrangement: "middle", picture: pictureOf((width - gap) / 2) };
  return { arrangement: "narrow", picture: pictureOf(Math.min(width, 264)) };
}

function pictureOf(room: number): Size {
  const width = Math.floor(room) - 2;
  return { width, height: Math.round(Math.min(width * 0.92, 300)) };
}
