// Series behind the figures of the paper, in web/public/figures, as cpp/ltlab/reproduction/figures.h describes them.
import { readFields, type Fields } from "./json-fields.ts";
import type { Model, Noise } from "./types.ts";

/** One line of a panel. Columns have the length of x; a number is NaN where it was not finite or is not known. */
export interface Series {
  /** A model, a closed form ("constRr", "adaRr", "tunedRr"), "oracle", or "after layer 3". */
  name: string;
  /** Depth of the network where a panel shows several. */
  layers?: number;
  x: number[];
  mean: number[];
  standardError?: number[];
  median?: number[];
  q10?: number[];
  q90?: number[];
  published?: number[];
  /** Over the seeds of the cell. */
  seedMean?: number[];
  seedDeviation?: number[];
}

export interface Panel {
  noise: Noise;
  /** What is on the x axis; "readOut": the layer after which the prediction is read. */
  x: "layers" | "sigma" | "readOut";
  /** [0, σ_max] of a uniform distribution, or the levels of a set. */
  trained: number[];
  model?: Model;
  layers?: number;
  series: Series[];
}

/** P and Q of one layer, row by row. */
export interface WeightPanel {
  noise: Noise;
  layers: number;
  /** 1 … layers */
  layer: number;
  P: number[][];
  Q: number[][];
}

/** [ω_xx, ω_xy, ω_yx, ω_yy] of each layer. */
export interface CellOmegas {
  cell: string;
  omega: number[][];
}

/** Figures 1, 2, 3, 5, 6 and 7. Refuses other files by name. */
export function readFigure(text: string): Panel[] {
  return readFields(text, "figure", "ltlab-figure").list("panels").map(readPanel);
}

/** Figure 4. */
export function readWeightFigure(text: string): { panels: WeightPanel[]; omegas: CellOmegas[] } {
  const fields = readFields(text, "figure", "ltlab-figure");
  return {
    panels: fields.list("panels").map((panel) => ({
      noise: panel.string("noise"),
      layers: panel.whole("layers"),
      layer: panel.whole("layer"),
      P: panel.rows("P"),
      Q: panel.rows("Q"),
    })),
    omegas: fields.list("omega").map((entry) => ({ cell: entry.string("cell"), omega: entry.rows("omega") })),
  };
}

const columns = ["standardError", "median", "q10", "q90", "published", "seedMean", "seedDeviation"] as const;

function readPanel(panel: Fields): Panel {
  return {
    noise: panel.string("noise"),
    x: panel.string("x") as Panel["x"],
    trained: panel.numbersOrNaN("trained"),
    ...(panel.has("model") && { model: panel.string("model") as Model }),
    ...(panel.has("layers") && { layers: panel.whole("layers") }),
    series: panel.list("series").map(readSeries),
  };
}

function readSeries(fields: Fields): Series {
  const series: Series = {
    name: fields.string("name"),
    ...(fields.has("layers") && { layers: fields.whole("layers") }),
    x: fields.numbersOrNaN("x"),
    mean: fields.numbersOrNaN("mean"),
  };
  for (const column of columns) if (fields.has(column)) series[column] = fields.numbersOrNaN(column);
  for (const [name, values] of Object.entries(series))
    if (Array.isArray(values) && values.length !== series.x.length)
      throw new RangeError(`${fields.path}.${name}.length: ${values.length} must equal x.length = ${series.x.length}`);
  return series;
}
