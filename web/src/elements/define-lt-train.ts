import { LtTrain } from "./lt-train.ts";

// Loading twice is harmless.
if (!customElements.get("lt-train")) customElements.define("lt-train", LtTrain);

declare global {
  interface HTMLElementTagNameMap {
    "lt-train": LtTrain;
  }
}
