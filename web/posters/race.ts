// The poster of lt-race: operations by count at every length. Times are measured on the reader's device, not here.
import type { LabModule } from "../src/engine/types.ts";
import { plotPicture } from "../src/elements/race-report.ts";
import { fallbacks } from "../src/state/parameters.ts";
import { noMeasures } from "../src/state/race-measures.ts";
import { raceLengths, raceParameters } from "../src/state/race-parameters.ts";
import { raceRequest } from "../src/state/race-session.ts";
import { drawingOf, type Drawing } from "./poster.ts";

const size = { width: 560, height: 380 };

export function drawRace(lab: LabModule): Drawing {
  const report = lab.race(raceRequest(fallbacks(raceParameters), noMeasures));
  return drawingOf(plotPicture({ report, measures: noMeasures, quantity: "flops", time: raceLengths.length }, size));
}
