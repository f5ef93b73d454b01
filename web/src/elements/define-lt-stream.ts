import { LtStream } from "./lt-stream.ts";

// Loading twice is harmless.
if (!customElements.get("lt-stream")) customElements.define("lt-stream", LtStream);

declare global {
  interface HTMLElementTagNameMap {
    "lt-stream": LtStream;
  }
}
