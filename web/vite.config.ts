import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { contentPages } from "./content-pages.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { cppQuotes } from "./cpp-quotes.ts";
import { equationsPage } from "./equations-page.ts";
import { posters } from "./posters/plugin.ts";
import { resultsPage } from "./results-page/plugin.ts";

const pages = ["index", "attention", "descent", "walkthrough", "race", "results", "equations"];
/** What pages elsewhere load: web/src/elements/take-away.ts names it. */
const library = "linear-transformer-lab";
const root = fileURLToPath(new URL(".", import.meta.url));

// base "./": the built site works in any folder of any static host.
export default defineConfig({
  root,
  base: "./",
  plugins: [
    contentPages(`${root}content`),
    equationsPage(`${root}../build/wasm/equations.json`),
    resultsPage(`${root}public`),
    posters(`${root}models/descent/diag.json`),
    cppQuotes(`${root}..`),
    contentSecurityPolicy(),
  ],
  worker: { format: "es" },
  server: { fs: { allow: [fileURLToPath(new URL("..", import.meta.url))] } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [...pages.map((page) => `${root}${page}.html`), `${root}src/${library}.ts`],
      // Beside the chunks, so that they find each other; without a hash, because pages elsewhere name it.
      output: {
        entryFileNames: ({ name }) => (name === library ? "assets/[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
