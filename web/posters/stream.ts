// The poster of lt-stream: the errors of the five memories, as it opens.
import type { LabModule } from "../src/engine/types.ts";
import { errorsPicture } from "../src/elements/stream-report.ts";
import { fallbacks } from "../src/state/parameters.ts";
import { streamParameters } from "../src/state/stream-parameters.ts";
import { replayRequest } from "../src/state/stream-session.ts";
import { windowOf } from "../src/state/stream-window.ts";
import { drawingOf, type Drawing } from "./poster.ts";

const size = { width: 640, height: 340 };

export function drawStream(lab: LabModule): Drawing {
  const values = fallbacks(streamParameters);
  const request = replayRequest(values);
  const window = windowOf(lab.stream(request), request.settings.d, request.settings.dv);
  const frame = { window, time: window.moments.length, floor: values.noise ** 2 };
  return drawingOf(errorsPicture(frame, values, size));
}
