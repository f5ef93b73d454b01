// The poster of lt-attention: its matrices, as it opens, after the last step.
import { attentionMarks, attentionPicture } from "../src/draw/attention-picture.ts";
import type { LabModule } from "../src/engine/types.ts";
import { renderScene } from "../src/elements/scene.ts";
import { attentionParameterWords, attentionWords as words } from "../src/messages/attention.ts";
import { attentionParameters } from "../src/state/attention-parameters.ts";
import { attentionRequest } from "../src/state/attention-session.ts";
import { attentionEnd } from "../src/state/attention-time.ts";
import { attentionView } from "../src/state/attention-view.ts";
import { fallbacks } from "../src/state/parameters.ts";
import type { Drawing } from "./poster.ts";

const width = 780;

export function drawAttention(lab: LabModule): Drawing {
  const values = fallbacks(attentionParameters);
  const view = attentionView(lab.attention(attentionRequest(values)), values, attentionEnd);
  const picture = attentionPicture(view, width);
  const summary = words.pictureSummary(view.n, attentionParameterWords.map.options[values.map]);
  return { picture: renderScene("attention", attentionMarks(picture), picture.size, summary), size: picture.size, summary };
}
