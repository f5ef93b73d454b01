import { LtPrediction } from "./lt-prediction.ts";

// Loading twice is harmless.
if (!customElements.get("lt-prediction")) customElements.define("lt-prediction", LtPrediction);

declare global {
  interface HTMLElementTagNameMap {
    "lt-prediction": LtPrediction;
  }
}
