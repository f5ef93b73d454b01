// The page of results is made from what `ltlab reproduce` wrote (web/public/figures and models): tables, figures and the
// numbers in its sentences.
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";
import { readFigure, readWeightFigure, type Panel } from "../src/engine/figure-file.ts";
import { readModelIndex } from "../src/engine/stored-model.ts";
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
      handler: async (page) => (slot.test(page) ? fillResults(page, await readTexts(folder)) : page),
    },
  };
}

const slot = /<!-- results: ([\w-]+) -->/;

/** What the page is made from. */
export interface ResultTexts {
  /** figure-1.json … figure-7.json, by number. */
  figures: Record<number, string>;
  /** index.json of the models. */
  models: string;
}

async function readTexts(folder: string): Promise<ResultTexts> {
  const numbers = [1, 2, 3, 4, 5, 6, 7];
  const [models, ...figures] = await Promise.all(
    ["models/index.json", ...numbers.map((number) => `figures/figure-${number}.json`)].map((file) =>
      readFile(`${folder}/${file}`, "utf8"),
    ),
  );
  return { figures: Object.fromEntries(numbers.map((number, i) => [number, figures[i]!])), models: models! };
}

export function fillResults(page: string, texts: ResultTexts): string {
  const panels = (number: number): Panel[] => readFigure(texts.figures[number]!);
  const depths = [...panels(1), ...panels(3)].filter(({ x }) => x === "layers");
  const slots: Record<string, () => string> = {
    summary: () => summary(readModelIndex(texts.models)),
    table: () => lossTable(depths, readModelIndex(texts.models)),
    "figure-4": () => weightFigureHtml(readWeightFigure(texts.figures[4]!)),
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
