import { LtAttention } from "./lt-attention.ts";

// Loading twice is harmless.
if (!customElements.get("lt-attention")) customElements.define("lt-attention", LtAttention);

declare global {
  interface HTMLElementTagNameMap {
    "lt-attention": LtAttention;
  }
}
