import { LtLayer } from "./lt-layer.ts";

// Loading twice is harmless.
if (!customElements.get("lt-layer")) customElements.define("lt-layer", LtLayer);

declare global {
  interface HTMLElementTagNameMap {
    "lt-layer": LtLayer;
  }
}
