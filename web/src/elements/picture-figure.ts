// A picture with its title, its sentence for people who do not see it, and its cursor.
import { html, type TemplateResult } from "lit";
import type { Size } from "../draw/loss-chart.ts";
import type { Mark } from "../draw/marks.ts";
import type { Spot } from "../draw/spots.ts";
import { renderInspected, type FigureCursor } from "./figure-cursor.ts";
import { renderScene } from "./scene.ts";

export interface Picture {
  /** Of its scene and its class; unique in an instrument. */
  name: string;
  title: string;
  note: string;
  size: Size;
  marks: Mark[];
  summary: string;
  spots: () => Spot[];
}

export function renderPicture({ name, title, note, size, marks, summary, spots }: Picture, cursor: FigureCursor): TemplateResult {
  return html`<figure>
    <figcaption>${title} <span>${note}</span></figcaption>
    ${renderInspected({ name, label: title, size, spots, radius: 8 }, cursor, (highlight) => renderScene(name, marks, size, summary, highlight))}
  </figure>`;
}
