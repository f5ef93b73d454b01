import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ctestCounts, googleTestCounts, sum, vitestCounts } from "../../counts.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ltlab-counts-"));
  mkdirSync(join(folder, "results"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const googleTest = (...results: string[]) => ({
  testsuites: [
    {
      testsuite: results.map((result) => ({
        status: result === "SUPPRESSED" ? "NOTRUN" : "RUN",
        result: result === "FAILED" ? "COMPLETED" : result,
        ...(result === "FAILED" ? { failures: [{ failure: "expected equality" }] } : {}),
      })),
    },
  ],
});

const ctest = (...tests: [name: string, status: string][]) =>
  writeFileSync(
    join(folder, "results/ctest.xml"),
    `<testsuite name="x">${tests.map(([name, status]) => `<testcase name="${name}" classname="${name}" time="0.1" status="${status}"/>`)}</testsuite>`,
  );

test("GoogleTest: failures count once per test, skipped and disabled tests are no passes", () => {
  expect(googleTestCounts(googleTest("COMPLETED", "FAILED", "SKIPPED", "SUPPRESSED", "COMPLETED"))).toEqual({
    passed: 2,
    failed: 1,
    skipped: 2,
  });
});

test("CTest: a GoogleTest binary counts by its tests, another program by itself", () => {
  ctest(["ltlab_tests", "run"], ["cli", "run"], ["broken", "fail"]);
  writeFileSync(join(folder, "results/ltlab_tests.json"), JSON.stringify(googleTest("COMPLETED", "COMPLETED")));
  expect(ctestCounts(folder)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test("CTest: a binary that crashed counts as a failure, before and after its report", () => {
  ctest(["ltlab_tests", "fail"]);
  expect(ctestCounts(folder)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  writeFileSync(join(folder, "results/ltlab_tests.json"), JSON.stringify(googleTest("COMPLETED")));
  expect(ctestCounts(folder)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test("CTest: no report is no test", () => {
  expect(ctestCounts(folder)).toEqual(sum([]));
});

test("Vitest: a file that cannot be loaded counts as a failure", () => {
  expect(
    vitestCounts({
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{ status: "passed" }, { status: "failed" }] },
        { status: "passed", assertionResults: [{ status: "passed" }, { status: "pending" }, { status: "todo" }] },
      ],
    }),
  ).toEqual({ passed: 2, failed: 2, skipped: 2 });
});
