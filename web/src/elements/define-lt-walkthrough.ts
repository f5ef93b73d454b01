import { LtWalkthrough } from "./lt-walkthrough.ts";

// Loading twice is harmless.
if (!customElements.get("lt-walkthrough")) customElements.define("lt-walkthrough", LtWalkthrough);

declare global {
  interface HTMLElementTagNameMap {
    "lt-walkthrough": LtWalkthrough;
  }
}
