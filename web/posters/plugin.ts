// The pictures that stand in for the instruments where no script runs, drawn when the site is built.
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";
import { loadLab } from "../module-files.ts";
import type { Checkpoint, LabModule } from "../src/engine/types.ts";
import { drawAttention } from "./attention.ts";
import { drawDescent } from "./descent.ts";
import { drawLayer } from "./layer.ts";
import { posterFile, type Drawing } from "./poster.ts";
import { drawRace } from "./race.ts";
import { drawStream } from "./stream.ts";
import { escapeText } from "./template-text.ts";
import { drawTraining } from "./train.ts";
import { drawWalkthrough } from "./walkthrough.ts";

export type PosterName = "train" | "descent" | "walkthrough" | "attention" | "layer" | "race" | "stream";

const draw: Record<PosterName, (lab: LabModule, network: Checkpoint) => Drawing> = {
  train: (lab) => drawTraining(lab),
  descent: drawDescent,
  walkthrough: drawWalkthrough,
  attention: drawAttention,
  layer: drawLayer,
  race: drawRace,
  stream: drawStream,
};

export const posterNames = Object.keys(draw) as PosterName[];

/** `modelFile`: the network that lt-descent and lt-walkthrough open with. */
export async function drawPoster(name: PosterName, modelFile: string): Promise<Drawing> {
  const [lab, network] = await Promise.all([loadLab(), readFile(modelFile, "utf8")]);
  return draw[name](lab, JSON.parse(network) as Checkpoint);
}

/** Provides posters/NAME.svg and replaces <!-- poster: NAME --> in a page with the picture. */
export function posters(modelFile: string): Plugin {
  const drawn = new Map<PosterName, Promise<Drawing>>();
  const once = (name: PosterName) => {
    const drawing = drawn.get(name) ?? drawPoster(name, modelFile);
    drawn.set(name, drawing);
    return drawing;
  };
  return {
    name: "ltlab-posters",
    configureServer: (server) => {
      for (const name of posterNames)
        server.middlewares.use(`/posters/${name}.svg`, (_, response, next) => {
          response.setHeader("Content-Type", "image/svg+xml");
          once(name).then((drawing) => response.end(posterFile(drawing)), next);
        });
    },
    transformIndexHtml: { order: "post", handler: (page) => fillPosters(page, once) },
    async generateBundle() {
      for (const name of posterNames)
        this.emitFile({ type: "asset", fileName: `posters/${name}.svg`, source: posterFile(await once(name)) });
    },
  };
}

async function fillPosters(page: string, drawingOf: (name: PosterName) => Promise<Drawing>): Promise<string> {
  const parts = page.split(/<!-- poster: (\w+) -->/);
  const filled = parts.map(async (part, i) => (i % 2 === 0 ? part : posterTag(part, await drawingOf(part as PosterName))));
  return (await Promise.all(filled)).join("");
}

function posterTag(name: string, { size, summary }: Drawing): string {
  const { width, height } = size;
  return `<img class="poster" src="./posters/${name}.svg" width="${width}" height="${height}" alt="${escapeText(summary)}" />`;
}
