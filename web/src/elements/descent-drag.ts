// Dragging in the pictures of lt-descent: the start, a data point, the playhead. Every drag has a field or key as well.
import { svg } from "lit";
import type { Point } from "../draw/loss-chart.ts";
import type { Plane } from "../draw/plane.ts";

interface Handle {
  at: Point;
  radius: number;
  move(to: Point): void;
  /** The view must not move under the pointer. */
  dragging(active: boolean): void;
}

/** A transparent disc large enough for a finger. Positions are in the plane. */
export function renderHandle({ at, radius, move, dragging }: Handle, plane: Plane) {
  const { x, y } = plane.toScreen(at);
  if (!Number.isFinite(x + y)) return undefined;
  const down = (event: PointerEvent) => {
    const target = event.currentTarget as SVGElement;
    const figure = target.ownerSVGElement!;
    // As it lay at the grip: what a drag changes above the figure may move it.
    const box = figure.getBoundingClientRect();
    follow(
      event,
      target,
      (moved) => move(plane.toPlane(inFigure(moved, figure, box))),
      () => dragging(false),
    );
    dragging(true);
  };
  return svg`<circle class="handle" cx=${x} cy=${y} r=${radius} @pointerdown=${down}></circle>`;
}

/** Where in a figure of its own pixels an event happened, also when the figure is shown smaller. */
export function inFigure(event: PointerEvent, figure: SVGElement, box = figure.getBoundingClientRect()): Point {
  const scale = Number(figure.getAttribute("width")) / box.width;
  return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
}

export function follow(
  event: PointerEvent,
  target: Element,
  move: (event: PointerEvent) => void,
  end: () => void = () => undefined,
): void {
  if (event.button !== 0) return;
  target.setPointerCapture(event.pointerId);
  const ended = new AbortController();
  const { signal } = ended;
  const stop = () => {
    ended.abort();
    end();
  };
  target.addEventListener("pointermove", (moved) => move(moved as PointerEvent), { signal });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"])
    target.addEventListener(name, stop, { signal });
}
