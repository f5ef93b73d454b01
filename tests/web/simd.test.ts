// Both modules: one computes with SIMD, the other runs where there is none, and nobody can tell from the results.
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { hasSimd } from "../../web/src/engine/simd.ts";
import type { LabModule, TrainingSettings } from "../../web/src/engine/types.ts";
import { moduleNames } from "../../web/src/engine/load.ts";
import { loadLab, wasmFile } from "../../web/module-files.ts";

/** How often an instruction stands in a module, by Debian's wasm-dis. */
function countsIn(file: string): (instruction: string) => number {
  const text = execFileSync("wasm-dis", [file], { encoding: "utf8", maxBuffer: 2 ** 29 });
  return (instruction) => text.split(`(${instruction}`).length - 1;
}

describe("the module", { timeout: 120_000 }, () => {
  test("with SIMD multiplies and adds four floats at a time", () => {
    const count = countsIn(wasmFile("training"));
    expect(count("f32x4.mul")).toBeGreaterThan(100);
    expect(count("f32x4.add")).toBeGreaterThan(100);
  });

  test.each(moduleNames)("%s without SIMD has no vector instruction", (name) => {
    const count = countsIn(wasmFile(name, "wasm-scalar"));
    for (const kind of ["v128", "f32x4", "f64x2", "i32x4", "i64x2"]) expect(count(kind)).toBe(0);
    expect(count("f64.mul")).toBeGreaterThan(10);
    if (name === "training") expect(count("f32.mul")).toBeGreaterThan(100);
  });
});

describe("without SIMD", () => {
  const trained = (lab: LabModule, settings: Partial<TrainingSettings>) => {
    const trainer = lab.createTrainer({ layers: 3, batch: 150, steps: 12, warmup: 3, ...settings });
    const { loss } = trainer.step(12);
    const checkpoint = trainer.checkpoint();
    trainer.delete();
    return { loss, checkpoint };
  };

  test.each<Partial<TrainingSettings>>([
    { model: "diag" },
    { model: "full", sampler: "statistics", estimator: "sampled" },
    { model: "gd++", precision: "double", d: 7, n: 15 },
  ])("training of $model is the same, bit for bit", async (settings) => {
    const vector = await loadLab();
    const scalar = await loadLab("wasm-scalar");
    expect(trained(scalar, settings)).toEqual(trained(vector, settings));
  });
});

describe("SIMD is found", () => {
  test("in this engine", () => expect(hasSimd()).toBe(true));

  test("by a module that is valid, and shows only by its vector instruction that SIMD is missing", () => {
    const refusing = (bytes: BufferSource) => !new Uint8Array(bytes as ArrayBuffer).includes(0xfd);
    expect(hasSimd(refusing)).toBe(false);
  });
});
