import "../elements/define-lt-race.ts";
import { raceParameters } from "../state/race-parameters.ts";
import { rememberInAddress, restoreFromAddress } from "./address.ts";
import { reachWide } from "./reach-wide.ts";
import { startThemeSwitch } from "./theme-switch.ts";

const instrument = document.querySelector("lt-race");
if (instrument) {
  restoreFromAddress(instrument, raceParameters);
  instrument.addEventListener("lt-change", (event) =>
    rememberInAddress((event as CustomEvent<URLSearchParams>).detail),
  );
}
startThemeSwitch();
reachWide(".formula");
