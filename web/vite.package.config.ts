// What the npm package has for a plain <script type="module">: all in one folder, nothing to build.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { cppQuotes, quotesFrom } from "./cpp-quotes.ts";
import { minifyStyles } from "./minify-styles.ts";
import { customElements } from "./package/custom-elements.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const repository = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  base: "./",
  publicDir: false,
  plugins: [
    minifyStyles(),
    cppQuotes(repository),
    {
      name: "ltlab-package",
      // A package knows no site with the pages of its instruments.
      transform: (_, id) => (id.endsWith("/embed/site-address.ts") ? "export const site = undefined;" : undefined),
      generateBundle() {
        const emit = (fileName: string, source: string) => this.emitFile({ type: "asset", fileName, source });
        emit("custom-elements.json", `${JSON.stringify(customElements(), undefined, 1)}\n`);
        emit("src/cpp-quotes.js", `export default ${JSON.stringify(quotesFrom(repository))};\n`);
      },
    },
  ],
  worker: {
    format: "es",
    rolldownOptions: {
      output: {
        entryFileNames: "browser/chunks/[name]-[hash].js",
        chunkFileNames: "browser/chunks/[name]-[hash].js",
        assetFileNames: "browser/chunks/[name]-[hash][extname]",
      },
    },
  },
  build: {
    outDir: "../build/package",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: `${root}src/linear-transformer-lab.ts`,
      output: {
        entryFileNames: "browser/[name].js",
        chunkFileNames: "browser/chunks/[name]-[hash].js",
        assetFileNames: "browser/chunks/[name]-[hash][extname]",
      },
    },
  },
});
