// For pages elsewhere: loads an instrument when one of its elements comes near the viewport, and touches nothing else
// of the page.
import { Autoloader } from "./embed/autoloader.ts";

new Autoloader({
  "lt-attention": () => import("./elements/define-lt-attention.ts"),
  "lt-descent": () => import("./elements/define-lt-descent.ts"),
  "lt-layer": () => import("./elements/define-lt-layer.ts"),
  "lt-prediction": () => import("./elements/define-lt-prediction.ts"),
  "lt-race": () => import("./elements/define-lt-race.ts"),
  "lt-stream": () => import("./elements/define-lt-stream.ts"),
  "lt-train": () => import("./elements/define-lt-train.ts"),
  "lt-walkthrough": () => import("./elements/define-lt-walkthrough.ts"),
}).start();
