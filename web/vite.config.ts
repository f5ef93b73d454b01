import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { contentPages } from "./content-pages.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { cppQuotes } from "./cpp-quotes.ts";
import { embedPages } from "./embed-pages.ts";
import { equationsPage } from "./equations-page.ts";
import { minifyStyles } from "./minify-styles.ts";
import { posters } from "./posters/plugin.ts";
import { resultsPage } from "./results-page/plugin.ts";

const pages = ["index", "attention", "descent", "walkthrough", "race", "results", "gallery", "equations"];
/** Scripts with names that stay, because pages elsewhere know them (web/src/embed/instruments.ts). */
const named = { "linear-transformer-lab": "linear-transformer-lab", frame: "site/frame", "frame-height": "embed/frame-height" };
const root = fileURLToPath(new URL(".", import.meta.url));

// base "./": the built site works in any folder of any static host.
export default defineConfig({
  root,
  base: "./",
  plugins: [
    minifyStyles(),
    contentPages(`${root}content`),
    equationsPage(`${root}../build/wasm/equations.json`),
    resultsPage(`${root}public`),
    posters(`${root}models/descent/diag.json`),
    cppQuotes(`${root}..`),
    embedPages(process.env["LTLAB_SITE"]),
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
      input: Object.fromEntries([
        ...pages.map((page) => [page, `${root}${page}.html`]),
        ...Object.entries(named).map(([name, file]) => [name, `${root}src/${file}.ts`]),
      ]),
      output: {
        entryFileNames: ({ name }) => (name in named ? "assets/[name].js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
