// The parameters of every instrument, for whoever describes them all.
import type { InstrumentName } from "../embed/instruments.ts";
import { attentionParameters } from "./attention-parameters.ts";
import { descentParameters } from "./descent-parameters.ts";
import { layerParameters } from "./layer-parameters.ts";
import type { Parameter } from "./parameters.ts";
import { raceParameters } from "./race-parameters.ts";
import { streamParameters } from "./stream-parameters.ts";
import { trainParameters } from "./train-parameters.ts";
import { walkthroughParameters } from "./walkthrough-parameters.ts";

export type AnyTable = Readonly<Record<string, Parameter<never>>>;

export const instrumentTables = {
  "lt-descent": descentParameters,
  "lt-walkthrough": walkthroughParameters,
  "lt-train": trainParameters,
  "lt-attention": attentionParameters,
  "lt-layer": layerParameters,
  "lt-race": raceParameters,
  "lt-stream": streamParameters,
} satisfies Record<InstrumentName, unknown> as unknown as Readonly<Record<InstrumentName, AnyTable>>;
