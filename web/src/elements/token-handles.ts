// Tokens and query of lt-walkthrough, to be dragged in their picture; the fields of the context do the same.
import type { Pair } from "../draw/data-map.ts";
import type { Point, Size } from "../draw/loss-chart.ts";
import { planeOf } from "../draw/plane.ts";
import { originOf, settable } from "../draw/token-origin.ts";
import { placesOfTokens, tokensView } from "../draw/tokens-picture.ts";
import type { WalkFrame } from "../draw/walkthrough-chains.ts";
import type { Drag } from "./descent-figures.ts";
import { renderHandle } from "./descent-drag.ts";

export interface TokenDrag {
  /** Those that the picture shows. */
  points: readonly Pair[];
  pairs: Drag<readonly Pair[]>;
  query: Drag<readonly number[]>;
}

const radius = 12;

/** None where it cannot be told where a token came from. The layer's M and u stay those of the grip during a drag. */
export function renderTokenHandles(frame: WalkFrame, size: Size, { points, pairs, query }: TokenDrag): unknown[] {
  const plane = planeOf(tokensView(frame), size);
  const places = placesOfTokens(frame);
  if (!originOf(places.query, 0, frame)) return [];
  const from = (place: Point, y: number) => settable(originOf(place, y, frame)!);
  const context = points.map(({ y }, i) =>
    renderHandle(
      {
        at: places.context[i]!,
        radius,
        move: (to) => pairs.move(points.map((each, j) => (j === i ? { x: from(to, y), y } : each))),
        dragging: pairs.dragging,
      },
      plane,
    ),
  );
  const move = (to: Point) => query.move(from(to, 0));
  return [...context, renderHandle({ at: places.query, radius, move, dragging: query.dragging }, plane)];
}
