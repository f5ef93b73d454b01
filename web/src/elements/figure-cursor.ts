// One cursor for all figures of an instrument: by mouse, by tap and by arrow keys it goes to a mark and tells its numbers.
import { html, nothing, type TemplateResult } from "lit";
import type { Point, Size } from "../draw/loss-chart.ts";
import { nearestSpot, nextSpot, spotMark, tooltipPlace, type Spot } from "../draw/spots.ts";
import { cursorMessages } from "../messages/cursor.ts";
import { renderMark } from "./scene.ts";

/** How far, in pixels of the screen, a pointer may be from a mark. */
const reach = 28;

interface Place {
  figure: string;
  series: string;
  index: number;
  /** Told to people who listen: what keys and taps find, not what a mouse passes over. */
  spoken: boolean;
}

export class FigureCursor {
  private place: Place | undefined;

  constructor(private readonly changed: () => void) {}

  /** Another one whenever the cursor stands elsewhere. */
  get state(): unknown {
    return this.place;
  }

  spotIn(figure: string, spots: () => readonly Spot[]): Spot | undefined {
    const { place } = this;
    if (place?.figure !== figure) return undefined;
    return spots().find(({ series, index }) => series === place.series && index === place.index);
  }

  speaksIn(figure: string): boolean {
    return this.place?.figure === figure && this.place.spoken;
  }

  moveTo(figure: string, spot: Spot | undefined, spoken: boolean): void {
    if (!spot) return this.leave(figure);
    const { series, index } = spot;
    const { place } = this;
    if (place?.figure === figure && place.series === series && place.index === index) return;
    this.place = { figure, series, index, spoken };
    this.changed();
  }

  /** What keys or a tap found stays: scrolling to it may move the page under a mouse at rest. */
  hoverOver(figure: string, spot: Spot | undefined): void {
    if (spot) this.moveTo(figure, spot, false);
    else if (!this.speaksIn(figure)) this.leave(figure);
  }

  leave(figure: string): void {
    if (this.place?.figure !== figure) return;
    this.place = undefined;
    this.changed();
  }
}

export interface InspectedFigure {
  /** Unique in its instrument. */
  name: string;
  label: string;
  /** Of the picture, in its own units. */
  size: Size;
  /** Of the ring around the mark, in the same units. */
  radius?: number;
  spots(): readonly Spot[];
}

/** `picture`: the figure as SVG, with what is handed to it drawn above its marks. */
export function renderInspected(
  figure: InspectedFigure,
  cursor: FigureCursor,
  picture: (highlight: unknown) => TemplateResult,
): TemplateResult {
  const { name, label, radius = 10 } = figure;
  const spot = cursor.spotIn(name, figure.spots);
  const found = spot ? [spot.title, ...spot.facts].join(", ") : "";
  return html`<div class="inspected" data-figure=${name} role="group" tabindex="0" aria-label=${cursorMessages.explore(label)}
    @pointermove=${(event: PointerEvent) => hover(event, figure, cursor)} @pointerleave=${() => cursor.hoverOver(name, undefined)}
    @click=${(event: PointerEvent) => cursor.moveTo(name, spotUnder(event, figure), true)}
    @keydown=${(event: KeyboardEvent) => onKey(event, figure, cursor)} @blur=${() => cursor.leave(name)}>
    ${picture(spot ? renderMark(spotMark(spot, radius)) : nothing)} ${spot ? renderTooltip(spot, figure.size) : nothing}
    <p class="unseen" aria-live="polite">${cursor.speaksIn(name) ? found : ""}</p>
  </div>`;
}

function renderTooltip({ at, title, facts }: Spot, size: Size): TemplateResult {
  const { across, away, side } = tooltipPlace(at, size);
  // As a property: a strict Content-Security-Policy blocks style attributes.
  const place = `left: ${across}%; translate: -${across}% 0; ${side}: calc(${away}% + 16px)`;
  return html`<div class="tooltip" aria-hidden="true" .style=${place}>
    <b>${title}</b>${facts.map((fact) => html`<span>${fact}</span>`)}
  </div>`;
}

/** A pressed button drags something; a finger has no hover. */
function hover(event: PointerEvent, figure: InspectedFigure, cursor: FigureCursor): void {
  const rests = event.movementX === 0 && event.movementY === 0;
  if (event.pointerType === "touch" || (rests && cursor.speaksIn(figure.name))) return;
  if (event.buttons !== 0) cursor.leave(figure.name);
  else cursor.hoverOver(figure.name, spotUnder(event, figure));
}

function spotUnder(event: MouseEvent, { size, spots }: InspectedFigure): Spot | undefined {
  const box = (event.currentTarget as Element).querySelector("svg")!.getBoundingClientRect();
  const scale = size.width / box.width;
  const at: Point = { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  return nearestSpot(spots(), at, reach * scale);
}

/** What it takes, the player does not see: that one skips what is prevented. */
function onKey(event: KeyboardEvent, figure: InspectedFigure, cursor: FigureCursor): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const from = cursor.spotIn(figure.name, figure.spots);
  if (event.key === "Escape" && from) cursor.leave(figure.name);
  else {
    const next = nextSpot(figure.spots(), from, event.key);
    if (!next) return;
    cursor.moveTo(figure.name, next, true);
  }
  event.preventDefault();
}
