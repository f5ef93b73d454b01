// The poster of lt-walkthrough: its plane of the weights, as it opens, after the last layer.
import type { WalkFrame } from "../src/draw/walkthrough-chains.ts";
import { weightsPicture } from "../src/draw/weights-picture.ts";
import type { Checkpoint, LabModule } from "../src/engine/types.ts";
import { weightsSummary } from "../src/elements/walkthrough-pictures.ts";
import { renderScene } from "../src/elements/scene.ts";
import { words } from "../src/messages/walkthrough.ts";
import { fallbacks } from "../src/state/parameters.ts";
import { walkthroughParameters } from "../src/state/walkthrough-parameters.ts";
import { walkthroughRequest } from "../src/state/walkthrough-session.ts";
import { layerView } from "../src/state/walkthrough-symbols.ts";
import { momentOf, timeOf } from "../src/state/walkthrough-time.ts";
import type { Drawing } from "./poster.ts";

const size = { width: 420, height: 360 };

export function drawWalkthrough(lab: LabModule, network: Checkpoint): Drawing {
  const values = fallbacks(walkthroughParameters);
  const report = lab.walkthrough(walkthroughRequest(values, network));
  const layer = report.layers.length;
  const moment = momentOf(timeOf(layer, values.form), values.form);
  const frame: WalkFrame = { view: layerView(report, layer), layer, form: values.form, moment, lit: undefined };
  const summary = `${words.layer(layer, layer)}. ${weightsSummary(frame)}`;
  return { picture: renderScene("weights", weightsPicture(frame, words.landmarks, size), size, summary), size, summary };
}
