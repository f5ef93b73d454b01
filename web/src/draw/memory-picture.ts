// The plane of the memory, enlarged: where u has been and what this layer does to it.
import { chainCorners, chainMarks, onScreen, pointOf } from "./chain.ts";
import type { Size } from "./loss-chart.ts";
import { glyphPath, pathThrough, type Mark } from "./marks.ts";
import { axisMarks, closeView, dotMark, drawable, litIf, nameMark, placesOf, ringMark } from "./picture-parts.ts";
import { planeOf, type View } from "./plane.ts";
import { memoryLinks, memoryStage, type WalkFrame } from "./walkthrough-chains.ts";
import { progressOf } from "../state/walkthrough-time.ts";

export function memoryPicture(frame: WalkFrame, size: Size): Mark[] {
  const plane = planeOf(memoryView(frame), size);
  const from = pointOf(frame.view.before.u);
  const progress = progressOf(frame.moment, memoryStage[frame.form]);
  const after = `memory${litIf(frame, "u-next", "u-momentum")}`;
  const past = placesOf(frame.view.report.network!.u).slice(0, frame.layer).map((at) => onScreen(at, plane));
  return drawable([
    ...axisMarks(plane),
    { kind: "path", name: "ghost memory", path: pathThrough(past) },
    ...past.map((at): Mark => ({ kind: "path", name: "step memory", path: glyphPath("dot", at, 2) })),
    ...ringMark(from, `memory${litIf(frame, "u")}`, plane),
    ...chainMarks(from, memoryLinks(frame), progress, plane),
    ...(progress === 1 ? dotMark(pointOf(frame.view.step.u), after, plane) : []),
    ...nameMark("u", from, plane),
  ]);
}

/** Around 0 and this layer: the memory is small, and some layers leave it as it is. */
export function memoryView(frame: WalkFrame): View {
  return closeView([{ x: 0, y: 0 }, ...chainCorners(pointOf(frame.view.before.u), memoryLinks(frame))]);
}
