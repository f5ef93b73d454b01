import { LtDescent } from "./lt-descent.ts";

// Loading twice is harmless.
if (!customElements.get("lt-descent")) customElements.define("lt-descent", LtDescent);

declare global {
  interface HTMLElementTagNameMap {
    "lt-descent": LtDescent;
  }
}
