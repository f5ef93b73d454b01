// The four pictures of lt-walkthrough, each with a sentence for people who do not see it.
import { html, nothing, type TemplateResult } from "lit";
import { formatEntry } from "../draw/entry.ts";
import type { Size } from "../draw/loss-chart.ts";
import type { Mark } from "../draw/marks.ts";
import { memoryPicture } from "../draw/memory-picture.ts";
import { tokensPicture } from "../draw/tokens-picture.ts";
import type { WalkFrame } from "../draw/walkthrough-chains.ts";
import type { Spot } from "../draw/spots.ts";
import { memorySpots, stepSpots, tokenSpots, weightsSpots } from "../draw/walkthrough-spots.ts";
import { stepPicture, weightsPicture } from "../draw/weights-picture.ts";
import { pictureSummaries, words } from "../messages/walkthrough.ts";
import { renderInspected, type FigureCursor } from "./figure-cursor.ts";
import { renderScene } from "./scene.ts";
import { renderTokenHandles, type TokenDrag } from "./token-handles.ts";

const pair = (values: ArrayLike<number>) => `${formatEntry(values[0]!)}, ${formatEntry(values[1]!)}`;

/** `isStrip`: side by side in a strip that scrolls, which the keyboard must reach. */
export function renderPictures(frame: WalkFrame, size: Size, isStrip: boolean, cursor: FigureCursor, drag: TokenDrag): TemplateResult {
  return html`<div class="pictures" role=${isStrip ? "region" : nothing} aria-label=${isStrip ? words.picturesLabel : nothing} tabindex=${isStrip ? 0 : nothing}>
    ${picturesOf(frame, size, drag).map((picture) => renderPicture(picture, size, cursor))}
  </div>`;
}

interface Picture {
  name: string;
  title: string;
  note: string;
  summary: string;
  marks: Mark[];
  spots: () => Spot[];
  /** What can be dragged. */
  handles?: unknown[];
}

function picturesOf(frame: WalkFrame, size: Size, drag: TokenDrag): Picture[] {
  const { before, step, report } = frame.view;
  const names = words.landmarks;
  return [
    {
      name: "weights",
      title: words.weightsTitle,
      note: words.weightsNote,
      summary: weightsSummary(frame),
      marks: weightsPicture(frame, names, size),
      spots: () => weightsSpots(frame, size),
    },
    {
      name: "step",
      title: words.stepTitle,
      note: words.stepNote,
      summary: pictureSummaries.step,
      marks: stepPicture(frame, names, size),
      spots: () => stepSpots(frame, size),
    },
    {
      name: "memory",
      title: words.memoryTitle,
      note: words.memoryNote,
      summary: pictureSummaries.memory(pair(before.u), pair(step.u)),
      marks: memoryPicture(frame, size),
      spots: () => memorySpots(frame, size),
    },
    {
      name: "tokens",
      title: words.tokensTitle,
      note: words.tokensNote,
      summary: pictureSummaries.tokens(report.y.length, frame.layer),
      marks: tokensPicture(frame, size),
      spots: () => tokenSpots(frame, size),
      handles: renderTokenHandles(frame, size, drag),
    },
  ];
}

export function weightsSummary({ view: { before, step, report } }: WalkFrame): string {
  return pictureSummaries.weights(pair(before.w), pair(step.w), pair(report.ridge), pair(report.ols));
}

function renderPicture(picture: Picture, size: Size, cursor: FigureCursor): TemplateResult {
  const { name, title, note, summary, marks, spots, handles } = picture;
  return html`<figure>
    <figcaption>${title} <span>${note}</span></figcaption>
    ${renderInspected({ name, label: title, size, spots }, cursor, (highlight) =>
      renderScene(name, marks, size, summary, [highlight, handles ?? nothing]),
    )}
  </figure>`;
}
