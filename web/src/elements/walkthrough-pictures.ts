// The four pictures of lt-walkthrough, each with a sentence for people who do not see it.
import { html, nothing, type TemplateResult } from "lit";
import { formatEntry } from "../draw/entry.ts";
import type { Size } from "../draw/loss-chart.ts";
import type { Mark } from "../draw/marks.ts";
import { memoryPicture } from "../draw/memory-picture.ts";
import { tokensPicture } from "../draw/tokens-picture.ts";
import type { WalkFrame } from "../draw/walkthrough-chains.ts";
import { stepPicture, weightsPicture } from "../draw/weights-picture.ts";
import { pictureSummaries, words } from "../messages/walkthrough.ts";
import { renderScene } from "./scene.ts";

const pair = (values: ArrayLike<number>) => `${formatEntry(values[0]!)}, ${formatEntry(values[1]!)}`;

/** `isStrip`: side by side in a strip that scrolls, which the keyboard must reach. */
export function renderPictures(frame: WalkFrame, size: Size, isStrip: boolean): TemplateResult {
  const { before, step, report } = frame.view;
  const names = words.landmarks;
  const weights = pictureSummaries.weights(pair(before.w), pair(step.w), pair(report.ridge), pair(report.ols));
  const memory = pictureSummaries.memory(pair(before.u), pair(step.u));
  const tokens = pictureSummaries.tokens(report.y.length, frame.layer);
  return html`<div class="pictures" role=${isStrip ? "region" : nothing} aria-label=${isStrip ? words.picturesLabel : nothing} tabindex=${isStrip ? 0 : nothing}>
    ${renderPicture("weights", words.weightsTitle, words.weightsNote, weightsPicture(frame, names, size), size, weights)}
    ${renderPicture("step", words.stepTitle, words.stepNote, stepPicture(frame, names, size), size, pictureSummaries.step)}
    ${renderPicture("memory", words.memoryTitle, words.memoryNote, memoryPicture(frame, size), size, memory)}
    ${renderPicture("tokens", words.tokensTitle, words.tokensNote, tokensPicture(frame, size), size, tokens)}
  </div>`;
}

function renderPicture(name: string, title: string, note: string, marks: Mark[], size: Size, summary: string) {
  return html`<figure>
    <figcaption>${title} <span>${note}</span></figcaption>
    ${renderScene(name, marks, size, summary)}
  </figure>`;
}
