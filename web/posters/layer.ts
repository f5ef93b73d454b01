// The poster of lt-layer: its tokens, as it opens, after the layer.
import { layerPlaneMarks } from "../src/draw/layer-plane.ts";
import type { LabModule } from "../src/engine/types.ts";
import { renderScene } from "../src/elements/scene.ts";
import { layerWords as words } from "../src/messages/layer.ts";
import { layerParameters } from "../src/state/layer-parameters.ts";
import { layerRequest } from "../src/state/layer-session.ts";
import { layerEnd, layerView } from "../src/state/layer-view.ts";
import { fallbacks } from "../src/state/parameters.ts";
import type { Drawing } from "./poster.ts";

const size = { width: 420, height: 357 };

export function drawLayer(lab: LabModule): Drawing {
  const values = fallbacks(layerParameters);
  const view = layerView(lab.layer(layerRequest(values, undefined)), values, layerEnd);
  const summary = words.planeSummary(view.n);
  return { picture: renderScene("tokens", layerPlaneMarks(view, size), size, summary), size, summary };
}
