import "../elements/define-lt-prediction.ts";
import "../elements/define-lt-walkthrough.ts";
import { walkthroughParameters } from "../state/walkthrough-parameters.ts";
import { rememberInAddress, restoreFromAddress } from "./address.ts";
import { reachWide } from "./reach-wide.ts";
import { startThemeSwitch } from "./theme-switch.ts";

const instrument = document.querySelector("lt-walkthrough");
if (instrument) {
  restoreFromAddress(instrument, walkthroughParameters);
  instrument.addEventListener("lt-change", (event) =>
    rememberInAddress((event as CustomEvent<URLSearchParams>).detail),
  );
}
startThemeSwitch();
reachWide(".formula");
