// The poster of lt-descent: its map, as it opens, at the last step.
import { descentMap } from "../src/draw/descent-map.ts";
import { lastStep, runsOf } from "../src/draw/descent-runs.ts";
import type { Checkpoint, LabModule } from "../src/engine/types.ts";
import { mapContent, mapView } from "../src/elements/descent-figures.ts";
import { layoutOf } from "../src/elements/descent-layout.ts";
import { renderScene } from "../src/elements/scene.ts";
import { descentParameters, transformerLabels } from "../src/state/descent-parameters.ts";
import { mapSummary } from "../src/state/descent-sentence.ts";
import { fallbacks } from "../src/state/parameters.ts";
import { traceRequest } from "../src/state/trace-session.ts";
import type { Drawing } from "./poster.ts";

export function drawDescent(lab: LabModule, network: Checkpoint): Drawing {
  const values = fallbacks(descentParameters);
  const report = lab.trace(traceRequest(values, network));
  const runs = runsOf(report, values.measure, transformerLabels[values.model]);
  const time = lastStep(runs);
  const view = mapView(report, runs, values);
  const size = layoutOf(782).map;
  const marks = descentMap({ ...mapContent(report, runs, values), time, view, arrows: values.arrows }, size);
  const summary = mapSummary(runs, time);
  return { picture: renderScene("map", marks, size, summary), size, summary };
}
