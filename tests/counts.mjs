import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {Counts[]} counts @returns {Counts} */
export const sum = (counts) =>
  counts.reduce(
    (total, each) => ({
      passed: total.passed + each.passed,
      failed: total.failed + each.failed,
      skipped: total.skipped + each.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/** @param {"passed" | "failed" | "skipped"} state @returns {Counts} */
const one = (state) => ({ passed: 0, failed: 0, skipped: 0, [state]: 1 });

/**
 * The tests of a CTest run. A GoogleTest binary is one test of CTest; the file results/NAME.json that it writes at
 * its end counts in its place. A binary that crashed wrote none and counts as one failure.
 * @param {string} folder of the build, with results/ctest.xml
 */
export function ctestCounts(folder) {
  const xml = readIfThere(join(folder, "results/ctest.xml")) ?? "";
  const tests = [...xml.matchAll(/<testcase name="([^"]+)"[^>]* status="(\w+)"/g)];
  return sum(
    tests.map(([, name, status]) => {
      const details = readIfThere(join(folder, `results/${name}.json`));
      const counts = details ? googleTestCounts(JSON.parse(details)) : one(ctestStates[status ?? ""] ?? "failed");
      return status === "fail" ? atLeastOneFailed(counts) : counts;
    }),
  );
}

/** @type {Record<string, "passed" | "skipped">} */
const ctestStates = { run: "passed", disabled: "skipped" };

/**
 * @param {{ testsuites: { testsuite: { status: string, result: string, failures?: unknown[] }[] }[] }} report
 */
export function googleTestCounts(report) {
  const tests = report.testsuites.flatMap((suite) => suite.testsuite);
  return sum(
    tests.map((test) => {
      if (test.failures?.length) return one("failed");
      return one(test.result === "COMPLETED" ? "passed" : "skipped");
    }),
  );
}

/**
 * A file of tests that could not be loaded has no tests in the report and counts as one failure.
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 */
export function vitestCounts(report) {
  return sum(
    report.testResults.map((file) => {
      const counts = sum(file.assertionResults.map((test) => one(vitestStates[test.status] ?? "skipped")));
      return file.status === "failed" ? atLeastOneFailed(counts) : counts;
    }),
  );
}

/** @type {Record<string, "passed" | "failed">} */
const vitestStates = { passed: "passed", failed: "failed" };

/** @param {string} path */
export const readIfThere = (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

/** Whatever the counts say, the run did not succeed. @param {Counts} counts @returns {Counts} */
export const atLeastOneFailed = (counts) => ({ ...counts, failed: Math.max(1, counts.failed) });
