// The shipped module computes with SIMD: counted in its disassembly, by Debian's wasm-dis.
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { wasmFile } from "../../web/module-alias.ts";

test("the shipped module multiplies and adds four floats at a time", { timeout: 60_000 }, () => {
  const text = execFileSync("wasm-dis", [wasmFile], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const count = (instruction: string) => text.split(`(${instruction}`).length - 1;
  expect(count("f32x4.mul")).toBeGreaterThan(100);
  expect(count("f32x4.add")).toBeGreaterThan(100);
});
