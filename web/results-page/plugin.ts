// The page of results is made from what `ltlab reproduce` wrote (web/public/figures): tables, figures and the numbers in
// its sentences.
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";
import { readFigure, readWeightFigure, type Panel } from "../src/engine/figure-file.ts";
import { claims } from "./claims.ts";
import { figureHtml } from "./figures.ts";
import { lossTable, summary } from "./table.ts";
import { weightFigureHtml } from "./weights.ts";

/** Replaces <!-- results: NAME -->: summary, table, claim NAME, figure-1 … figure-7. */
export function resultsPage(folder: string): Plugin {
  return {
    name: "ltlab-results-page",
    configureServer: (server) => void server.watcher.add(folder),
    transformIndexHtml: {
      order: "pre",
      handler: async (page) => (slot.test(page) ? fillResults(page, await readFigures(folder)) : page),
    },
  };
}

const slot = /<!-- results: ([\w-]+) -->/;

/** The texts of figure-1.json … figure-7.json. */
export type FigureTexts = Record<number, string>;

async function readFigures(folder: string): Promise<FigureTexts> {
  const numbers = [1, 2, 3, 4, 5, 6, 7];
  const texts = await Promise.all(
    numbers.map((number) => readFile(`${folder}/figure-${number}.json`, "utf8")),
  );
  return Object.fromEntries(numbers.map((number, i) => [number, texts[i]!]));
}

export function fillResults(page: string, texts: FigureTexts): string {
  const panels = (number: number): Panel[] => readFigure(texts[number]!);
  const depths = [...panels(1), ...panels(3)].filter(({ x }) => x === "layers");
  const slots: Record<string, () => string> = {
    summary: () => summary(depths),
    table: () => lossTable(depths),
    "figure-4": () => weightFigureHtml(readWeightFigure(texts[4]!)),
  };
  for (const number of [1, 2, 3, 5, 6, 7]) slots[`figure-${number}`] = () => figureHtml(panels(number));
  for (const [name, claim] of Object.entries(claims))
    slots[name] = () => claim({ depths, profiles: [...panels(2), ...panels(3)].filter(({ x }) => x === "sigma") });
  return page.replace(new RegExp(slot, "g"), (_, name: string) => {
    const fill = slots[name];
    if (!fill) throw new RangeError(`results: "${name}" is not one of ${Object.keys(slots).join(", ")}`);
    return fill();
  });
}
