import { defineConfig } from "vitest/config";
import CountReporter from "../tests/browser/count-reporter.ts";

// One browser at a time: the tests measure how responsive the page stays.
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["tests/browser/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", new CountReporter()],
    passWithNoTests: true,
  },
});
