import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const moduleFolder = `${repository}build/wasm/bench/`;

// Built, not served from the sources: peers are bundled as a page would bundle them.
export default defineConfig({
  root: fileURLToPath(new URL("page", import.meta.url)),
  base: "./",
  resolve: {
    alias: [
      { find: /^ltlab-bench-module$/, replacement: `${moduleFolder}ltlab-bench.mjs` },
      { find: /^ltlab-bench-module\.wasm/, replacement: `${moduleFolder}ltlab-bench.wasm` },
    ],
  },
  build: {
    outDir: `${repository}build/bench/page`,
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    modulePreload: { polyfill: false },
  },
});
