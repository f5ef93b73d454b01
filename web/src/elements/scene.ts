// Marks of web/src/draw as SVG. No style attributes: a strict Content-Security-Policy blocks them.
import { html, nothing, svg, type TemplateResult } from "lit";
import type { Size } from "../draw/loss-chart.ts";
import type { Mark } from "../draw/marks.ts";

/** `handles`: what can be taken hold of, above everything. */
export function renderScene(
  name: string,
  marks: readonly Mark[],
  { width, height }: Size,
  summary: string,
  handles: unknown = nothing,
): TemplateResult {
  return html`<svg
    class="scene ${name}"
    part=${name}
    width=${width}
    height=${height}
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label=${summary}
  >
    ${marks.map(renderMark)} ${handles}
  </svg>`;
}

export function renderMark(mark: Mark) {
  if (mark.kind === "path")
    return svg`<path class=${mark.name} d=${mark.path} fill-opacity=${mark.opacity ?? nothing} stroke-opacity=${mark.opacity ?? nothing} />`;
  return svg`<text class=${mark.name} x=${mark.at.x} y=${mark.at.y} text-anchor=${mark.anchor ?? "start"}>${mark.text}</text>`;
}
