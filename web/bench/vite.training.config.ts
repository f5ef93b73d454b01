import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const folder = fileURLToPath(new URL("page", import.meta.url));

// The engine of the site, built as the site builds it.
export default defineConfig({
  root: folder,
  base: "./",
  worker: { format: "es" },
  build: {
    outDir: fileURLToPath(new URL("../../build/bench/training-page", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: `${folder}/training.html` },
  },
});
