// What web/content/what-to-look-for.md says about the runs of the page holds for the module that the page loads.
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import type { LabModule, TrainingSettings } from "../../web/src/engine/types.ts";

const adaRr = 0.0694;
const constRr = 0.361;

let lab: LabModule;
beforeAll(async () => {
  lab = await loadLab();
});

/** Loss and ω after each of the given steps. */
function follow(settings: Partial<TrainingSettings>, steps: number[]) {
  const trainer = lab.createTrainer(settings);
  const moments = steps.map((step, i) => {
    trainer.step(step - (steps[i - 1] ?? 0));
    return { loss: trainer.validate(), omegas: trainer.weights().layers.map(({ omega }) => omega) };
  });
  trainer.delete();
  return moments;
}

describe("with the settings that the page starts with", { timeout: 180_000 }, () => {
  test("the loss drops below ConstRR, then step-size adaptation takes it below AdaRR", () => {
    const [early, later, end] = follow({}, [300, 1000, 4000]) as [Moment, Moment, Moment];
    expect(early.loss).toBeLessThan(constRr);
    expect(Math.abs(later.omegas[2]!.xy)).toBeGreaterThan(10 * Math.abs(early.omegas[2]!.xy));
    expect(early.loss).toBeGreaterThan(2 * later.loss);
    expect(end.loss).toBeLessThan(adaRr);
  });
});

type Moment = ReturnType<typeof follow>[number];

test.each([2, 4])("GD++ with %i layers ends near ConstRR", { timeout: 180_000 }, (layers) => {
  const [end] = follow({ model: "gd++", layers, steps: 2000 }, [2000]) as [Moment];
  expect(Math.abs(end.loss / constRr - 1)).toBeLessThan(0.06);
});

test("one layer stays far above ConstRR", { timeout: 180_000 }, () => {
  const [end] = follow({ layers: 1, steps: 2000 }, [2000]) as [Moment];
  expect(end.loss).toBeGreaterThan(2 * constRr);
});
