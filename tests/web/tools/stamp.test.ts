import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprint, unlessDone } from "../../../web/tools/stamp.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ltlab-stamp-"));
  mkdirSync(join(folder, "src/deep"), { recursive: true });
  writeFileSync(join(folder, "src/a"), "12");
  writeFileSync(join(folder, "src/deep/b"), "3");
});

afterEach(() => rmSync(folder, { recursive: true }));

const ofSource = () => fingerprint([join(folder, "src")], [join(folder, "src/generated")]);

test("a fingerprint changes with a byte, a name, a new file and nothing else", () => {
  const before = ofSource();
  writeFileSync(join(folder, "src/a"), "12");
  mkdirSync(join(folder, "src/generated"));
  writeFileSync(join(folder, "src/generated/c"), "out");
  expect(ofSource()).toBe(before);

  writeFileSync(join(folder, "src/a"), "13");
  const changed = ofSource();
  expect(changed).not.toBe(before);
  renameSync(join(folder, "src/a"), join(folder, "src/z"));
  const renamed = ofSource();
  expect(renamed).not.toBe(changed);
  writeFileSync(join(folder, "src/empty"), "");
  expect(ofSource()).not.toBe(renamed);
});

test("absent paths count as absent", () => {
  expect(fingerprint([join(folder, "nothing")])).toBe(fingerprint([]));
});

test("work is done once for the same inputs, again for others and when an output is gone", async () => {
  const output = join(folder, "out");
  let times = 0;
  const build = (inputs: string) =>
    unlessDone({ stamp: join(folder, "build/out.stamp"), inputs, outputs: [output] }, async () => {
      times += 1;
      writeFileSync(output, inputs);
    });
  expect([await build("1"), await build("1"), await build("2")]).toEqual([true, false, true]);
  rmSync(output);
  expect(await build("2")).toBe(true);
  expect(times).toBe(3);
});

test("failed work is not taken for done, even when an earlier run succeeded", async () => {
  const done = (inputs: string) => ({ stamp: join(folder, "stamp"), inputs, outputs: [] });
  await unlessDone(done("1"), async () => {});
  await expect(unlessDone(done("2"), async () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await unlessDone(done("1"), async () => {})).toBe(true);
});
