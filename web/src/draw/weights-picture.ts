// The plane of the weights: where w has been, where this layer takes it, least squares and ridge; and the step enlarged.
import { chainCorners, chainMarks, chainTip, onScreen, pointOf } from "./chain.ts";
import type { Point, Size } from "./loss-chart.ts";
import { glyphPath, pathThrough, rounded, type Glyph, type Mark } from "./marks.ts";
import {
  axisMarks,
  closeView,
  dotMark,
  drawable,
  isInside,
  litIf,
  nameMark,
  placesOf,
  ringMark,
} from "./picture-parts.ts";
import { planeOf, viewAround, type Plane, type View } from "./plane.ts";
import { weightLinks, weightsStage, type WalkFrame } from "./walkthrough-chains.ts";
import { progressOf } from "../state/walkthrough-time.ts";

interface Landmark {
  name: string;
  label: string;
  glyph: Glyph;
  at: Point;
}

export interface LandmarkNames {
  ols: string;
  ridge: string;
}

/** All of the path, the landmarks, and a box around what the enlarged step shows. */
export function weightsPicture(frame: WalkFrame, names: LandmarkNames, size: Size): Mark[] {
  const plane = planeOf(wholeView(frame), size);
  const path = placesOf(frame.view.report.network!.w).map((point) => onScreen(point, plane));
  const done = path.slice(0, frame.layer);
  return drawable([
    ...axisMarks(plane),
    { kind: "path", name: "ghost weights", path: pathThrough(path) },
    { kind: "path", name: "trail weights", path: pathThrough([...done, onScreen(tipOf(frame), plane)]) },
    ...path.map((at): Mark => ({ kind: "path", name: "step weights", path: glyphPath("dot", at, 2) })),
    ...landmarkMarks(frame, names, plane),
    boxMark(stepView(frame), plane),
    headMark(frame, plane),
  ]);
}

/** The terms of this layer, from w to w⁺. */
export function stepPicture(frame: WalkFrame, names: LandmarkNames, size: Size): Mark[] {
  const plane = planeOf(stepView(frame), size);
  const from = pointOf(frame.view.before.w);
  const progress = progressOf(frame.moment, weightsStage[frame.form]);
  const to = pointOf(frame.view.step.w);
  return drawable([
    ...axisMarks(plane),
    ...landmarkMarks(frame, names, plane),
    ...ringMark(from, `weights${litIf(frame, "w")}`, plane),
    ...chainMarks(from, weightLinks(frame), progress, plane),
    ...(progress === 1 ? dotMark(to, `weights${litIf(frame, "w-next", "w-momentum")}`, plane) : []),
    ...nameMark("w", from, plane),
  ]);
}

function tipOf(frame: WalkFrame): Point {
  const progress = progressOf(frame.moment, weightsStage[frame.form]);
  return chainTip(pointOf(frame.view.before.w), weightLinks(frame), progress);
}

/** Holds the landmarks, this layer, and of the path what is not far away. */
export function wholeView(frame: WalkFrame): View {
  const { ols, ridge } = frame.view.report;
  const anchors = [{ x: 0, y: 0 }, pointOf(ols), pointOf(ridge)];
  const core = viewAround(anchors);
  const isNear = ({ x, y }: Point) =>
    Math.max(Math.abs(x - core.centre.x), Math.abs(y - core.centre.y)) < 4 * core.reach;
  const path = placesOf(frame.view.report.network!.w);
  return viewAround([...anchors, ...path.filter(isNear), ...path.slice(frame.layer - 1, frame.layer + 1)]);
}

/** Around the corners of the chain, with room for its labels. */
export function stepView(frame: WalkFrame): View {
  return closeView(chainCorners(pointOf(frame.view.before.w), weightLinks(frame)));
}

function landmarkMarks({ view, lit }: WalkFrame, names: LandmarkNames, plane: Plane): Mark[] {
  const { ols, ridge } = view.report;
  const all: Landmark[] = [
    { name: `ols${lit === "w-star" ? " lit" : ""}`, label: names.ols, glyph: "square", at: pointOf(ols) },
    { name: "ridge", label: names.ridge, glyph: "diamond", at: pointOf(ridge) },
  ];
  return all
    .map((landmark) => ({ ...landmark, at: plane.toScreen(landmark.at) }))
    .filter(({ at }) => isInside(at, plane.size))
    .flatMap(({ name, label, glyph, at }): Mark[] => {
      const left = at.x > plane.size.width - 90;
      const above = at.y > plane.size.height - 40 || name === "ridge";
      return [
        { kind: "path", name: `landmark ${name}`, path: glyphPath(glyph, at, 5) },
        {
          kind: "text",
          name: "landmark-name",
          at: { x: rounded(at.x + (left ? -10 : 10)), y: rounded(at.y + (above ? -8 : 14)) },
          text: label,
          anchor: left ? "end" : "start",
        },
      ];
    });
}

/** Small boxes are drawn as large as an eye can find. */
function boxMark({ centre, reach }: View, plane: Plane): Mark {
  const { x, y } = plane.toScreen(centre);
  const half = Math.max(reach * plane.scale, 9);
  const inside = half < Math.min(plane.size.width, plane.size.height) / 2;
  const side = rounded(2 * half);
  const path = inside ? `M${rounded(x - half)} ${rounded(y - half)}h${side}v${side}h${-side}z` : "";
  return { kind: "path", name: "magnifier", path };
}

function headMark(frame: WalkFrame, plane: Plane): Mark {
  const lit = litIf(frame, "w", "w-next", "w-momentum");
  return { kind: "path", name: `head weights${lit}`, path: glyphPath("dot", onScreen(tipOf(frame), plane), 5) };
}
