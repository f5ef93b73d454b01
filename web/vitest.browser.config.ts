import { defineConfig } from "vitest/config";
import CountReporter from "../tests/browser/count-reporter.ts";

// Tests with browsers, one folder for each part of tests/run.mjs. One file at a time: they measure how responsive a page
// stays, and browsers that run side by side starve each other of the cores.
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["tests/{browser,embedding,package,samples}/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", new CountReporter()],
    passWithNoTests: true,
    // Browsers on a busy machine are late now and then; what fails twice is broken.
    retry: process.env["CI"] ? 1 : 0,
  },
});
