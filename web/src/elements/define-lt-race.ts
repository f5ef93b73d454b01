import { LtRace } from "./lt-race.ts";

// Loading twice is harmless.
if (!customElements.get("lt-race")) customElements.define("lt-race", LtRace);

declare global {
  interface HTMLElementTagNameMap {
    "lt-race": LtRace;
  }
}
