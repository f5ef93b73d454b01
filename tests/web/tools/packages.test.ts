import { beforeEach, expect, test, vi } from "vitest";
import { Refusal, exitStatus } from "../../../web/tools/command.mjs";
import { outdatedPackages } from "../../../web/tools/npm-packages.mjs";
import { type Machine, missingPackages, packageTable, providePackages } from "../../../web/tools/packages.mjs";

/** A Debian machine without any of the packages; apt-get brings what it is asked for and remembers its words. */
function bareMachine(changes: Partial<Machine> = {}) {
  const calls: string[] = [];
  const there = new Set<string>(["apt-get"]);
  const machine: Machine = {
    environment: {},
    fileExists: (path) => there.has(path),
    commandExists: (name) => there.has(name),
    isRoot: () => true,
    hasPackageLists: () => true,
    aptGet: async (words) => {
      calls.push(words.join(" "));
      for (const row of packageTable) if (words.includes(row.package)) there.add(row.command ?? row.file ?? "");
      return 0;
    },
    ...changes,
  };
  return { machine, calls, there };
}

beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation(() => {});
});

const refusal = async (machine: Machine): Promise<Refusal> => {
  const error = await providePackages(["module"], machine).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
};

test("every row names one thing to look for", () => {
  for (const row of packageTable)
    expect([row.package, Number(!!row.command) + Number(!!row.file)]).toEqual([row.package, 1]);
});

test("the page needs no native compiler and no browser", () => {
  const missing = missingPackages(["module"], bareMachine().machine);
  expect(missing).toContain("emscripten");
  expect(missing).not.toContain("g++");
  expect(missing).not.toContain("chromium");
});

test("an emsdk named by EMSDK stands for Debian's emscripten, a browser named by CHROMIUM for Debian's", () => {
  expect(missingPackages(["browser"], bareMachine().machine)).toEqual(["chromium"]);
  expect(missingPackages(["browser"], bareMachine({ environment: { CHROMIUM: "/opt/chrome" } }).machine)).toEqual([]);
  expect(missingPackages(["module"], bareMachine({ environment: { EMSDK: "/opt/emsdk" } }).machine)).not.toContain(
    "emscripten",
  );
});

test("root installs what is missing and nothing else", async () => {
  const { machine, calls, there } = bareMachine();
  there.add("cmake").add("ninja");
  await providePackages(["module"], machine);
  expect(calls).toEqual(["install -y --no-install-recommends libeigen3-dev nlohmann-json3-dev googletest emscripten"]);
  await providePackages(["module"], machine);
  expect(calls.length).toBe(1);
});

test("package lists are fetched when there are none, and when an installation fails", async () => {
  const none = bareMachine({ hasPackageLists: () => false });
  await providePackages(["browser"], none.machine);
  expect(none.calls).toEqual(["update", "install -y --no-install-recommends chromium"]);

  const old = bareMachine();
  const { aptGet } = old.machine;
  old.machine.aptGet = async (words) => (old.calls.length === 0 ? (old.calls.push("fails"), 100) : aptGet(words));
  await providePackages(["browser"], old.machine);
  expect(old.calls).toEqual(["fails", "update", "install -y --no-install-recommends chromium"]);
});

test("without root the one line to run is printed", async () => {
  const { machine, calls } = bareMachine({ isRoot: () => false });
  const error = await refusal(machine);
  expect(error.message).toContain("needs root");
  expect(error.message.split("\n").at(-1)).toBe(
    "  apt-get install -y --no-install-recommends cmake ninja-build libeigen3-dev nlohmann-json3-dev googletest emscripten",
  );
  expect(error.status).toBe(exitStatus.notSetUp);
  const unlisted = await refusal({ ...machine, hasPackageLists: () => false });
  expect(unlisted.message.split("\n").at(-1)).toMatch(/^ {2}apt-get update && apt-get install -y .* emscripten$/);
  expect(calls).toEqual([]);
});

test("without apt-get the packages are named all the same", async () => {
  const { machine, there } = bareMachine();
  there.delete("apt-get");
  const error = await refusal(machine);
  expect(error.message).toContain("no apt-get");
  expect(error.message).toContain("emscripten");
});

test("an installation that fails, or that brings nothing, is not taken for a success", async () => {
  expect((await refusal(bareMachine({ aptGet: async () => 100 }).machine)).message).toContain(
    "apt-get could not install cmake",
  );
  expect((await refusal(bareMachine({ aptGet: async () => 0 }).machine)).message).toContain("still missing: cmake");
});

test("node_modules is out of date when a version differs or a package is absent", () => {
  const wanted = {
    packages: {
      "": { version: "0.1.0" },
      "node_modules/lit": { version: "3.3.3" },
      "node_modules/vite": { version: "8.3.0" },
      "node_modules/other-platform": { version: "1.0.0", optional: true },
    },
  };
  const installed = {
    packages: { "node_modules/lit": { version: "3.3.3" }, "node_modules/vite": { version: "8.3.0" } },
  };
  expect(outdatedPackages(wanted, installed)).toEqual([]);
  expect(outdatedPackages(wanted, {})).toEqual(["node_modules/lit", "node_modules/vite"]);
  installed.packages["node_modules/lit"].version = "3.3.2";
  expect(outdatedPackages(wanted, installed)).toEqual(["node_modules/lit"]);
});
