import "../elements/define-lt-descent.ts";
import "../elements/define-lt-prediction.ts";
import { descentParameters } from "../state/descent-parameters.ts";
import { rememberInAddress, restoreFromAddress } from "./address.ts";
import { reachWide } from "./reach-wide.ts";
import { startThemeSwitch } from "./theme-switch.ts";

const instrument = document.querySelector("lt-descent");
if (instrument) {
  restoreFromAddress(instrument, descentParameters);
  instrument.addEventListener("lt-change", (event) =>
    rememberInAddress((event as CustomEvent<URLSearchParams>).detail),
  );
}
startThemeSwitch();
reachWide(".formula");
