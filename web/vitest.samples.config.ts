import { defineConfig } from "vitest/config";
import CountReporter from "../tests/browser/count-reporter.ts";

// Generators build one after the other.
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["tests/samples/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", new CountReporter()],
  },
});
