import { defineConfig } from "vitest/config";
import { moduleAlias } from "./module-alias.ts";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  resolve: { alias: moduleAlias },
  test: { include: ["tests/web/**/*.test.ts"], environment: "node", passWithNoTests: true },
});
