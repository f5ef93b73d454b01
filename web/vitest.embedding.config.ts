import { defineConfig } from "vitest/config";
import CountReporter from "../tests/browser/count-reporter.ts";

// Two browsers with many pages each: one file after the other, or they starve each other of the cores.
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["tests/embedding/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", new CountReporter()],
  },
});
