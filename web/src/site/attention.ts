import "../elements/define-lt-attention.ts";
import "../elements/define-lt-prediction.ts";
import { attentionParameters } from "../state/attention-parameters.ts";
import { rememberInAddress, restoreFromAddress } from "./address.ts";
import { reachWide } from "./reach-wide.ts";
import { startThemeSwitch } from "./theme-switch.ts";

const instrument = document.querySelector("lt-attention");
if (instrument) {
  restoreFromAddress(instrument, attentionParameters);
  instrument.addEventListener("lt-change", (event) =>
    rememberInAddress((event as CustomEvent<URLSearchParams>).detail),
  );
}
startThemeSwitch();
reachWide(".formula");
