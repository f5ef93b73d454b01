// From a place in the picture of tokens back to the pair, against tokens that the library moved one by one.
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { originOf, settable } from "../../web/src/draw/token-origin.ts";
import { placesOfTokens, tokensView } from "../../web/src/draw/tokens-picture.ts";
import type { WalkFrame } from "../../web/src/draw/walkthrough-chains.ts";
import type { Checkpoint, LabModule } from "../../web/src/engine/types.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { walkthroughParameters, type WalkthroughValues } from "../../web/src/state/walkthrough-parameters.ts";
import { walkthroughRequest } from "../../web/src/state/walkthrough-session.ts";
import { layerView } from "../../web/src/state/walkthrough-symbols.ts";
import { momentOf, stagesPerLayer } from "../../web/src/state/walkthrough-time.ts";

const defaults = fallbacks(walkthroughParameters);
const checkpointOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../web/models/descent/${name}.json`, import.meta.url), "utf8")) as Checkpoint;

let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

function frameAt(time: number, name: string, values: Partial<WalkthroughValues> = {}): WalkFrame {
  const all = { ...defaults, ...values };
  const report = lab.walkthrough(walkthroughRequest(all, values.omegas ? undefined : checkpointOf(name)));
  const moment = momentOf(time, all.form);
  return { view: layerView(report, moment.layer), layer: moment.layer, form: all.form, moment, lit: undefined };
}

test.each(["diag", "full", "gd-plus-plus"])("%s: every token leads back to its pair, at any time", (name) => {
  for (const time of [0, 0.4, 1, 5, 7.3, 20, 8 * stagesPerLayer.recursion]) {
    const frame = frameAt(time, name);
    const { context, query } = placesOfTokens(frame);
    defaults.points.forEach(({ x, y }, i) => {
      const origin = originOf(context[i]!, y, frame)!;
      expect(origin.x, `pair ${i} at ${time}`).toBeCloseTo(x[0], 8);
      expect(origin.y, `pair ${i} at ${time}`).toBeCloseTo(x[1], 8);
    });
    const origin = originOf(query, 0, frame)!;
    expect([origin.x, origin.y].map((value) => value.toFixed(8))).toEqual(defaults.query.map((value) => value.toFixed(8)));
  }
});

/** ω_xx = −1 / 4 takes x to 0 where Σ = 4 I. */
test("where a layer makes M singular, nothing says where a token came from", () => {
  const points = ([[2, 0], [0, 2]] as const).map((x) => ({ x, y: 1 }));
  const frame = frameAt(stagesPerLayer.recursion, "", { points, omegas: [[-0.25, 0, 0, 0]] });
  expect([...frame.view.step.M]).toEqual([0, 0, 0, 0]);
  expect(originOf({ x: 1, y: 1 }, 0, frame)).toBeUndefined();
});

test("while one is dragged, the picture of tokens shows what it showed at the grip", () => {
  const frame = frameAt(3, "diag");
  const tokensWindow = { centre: { x: 7, y: 8 }, reach: 9 };
  expect(tokensView({ ...frame, tokensWindow })).toEqual(tokensWindow);
});

test("a dragged token has two digits after the point, and stays within what its field holds", () => {
  expect(settable({ x: 0.123456, y: -1.999 })).toEqual([0.12, -2]);
  expect(settable({ x: 1e9, y: -1e9 })).toEqual([100, -100]);
});
