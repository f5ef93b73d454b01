// What defines each element, imported when it is needed.
import type { Definitions } from "./autoloader.ts";

export const definitions = {
  "lt-attention": () => import("../elements/define-lt-attention.ts"),
  "lt-descent": () => import("../elements/define-lt-descent.ts"),
  "lt-layer": () => import("../elements/define-lt-layer.ts"),
  "lt-prediction": () => import("../elements/define-lt-prediction.ts"),
  "lt-race": () => import("../elements/define-lt-race.ts"),
  "lt-stream": () => import("../elements/define-lt-stream.ts"),
  "lt-train": () => import("../elements/define-lt-train.ts"),
  "lt-walkthrough": () => import("../elements/define-lt-walkthrough.ts"),
} satisfies Definitions;
