// What can be embedded: every instrument with the page of the site that shows it and explains it.
import { instrumentTitles } from "../messages/embed.ts";

export type InstrumentName = keyof typeof instrumentTitles;

export const instrumentPages: Readonly<Record<InstrumentName, string>> = {
  "lt-descent": "descent.html",
  "lt-walkthrough": "walkthrough.html",
  "lt-train": "index.html",
  "lt-attention": "attention.html",
  "lt-layer": "attention.html",
  "lt-race": "race.html",
  "lt-stream": "race.html",
};

export const instrumentNames = Object.keys(instrumentPages) as InstrumentName[];

/** From the root of the site. */
export const posterOf = (name: InstrumentName) => `posters/${name.slice(3)}.svg`;
export const frameOf = (name: InstrumentName) => `embed/${name}.html`;
/** Of the site's scripts with names that stay: pages elsewhere know them. */
export const libraryScript = "assets/linear-transformer-lab.js";
export const frameHeightScript = "assets/frame-height.js";
