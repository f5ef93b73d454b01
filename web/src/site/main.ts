import "../elements/define-lt-train.ts";
import { restoreFromAddress, rememberInAddress } from "./address.ts";
import { trainParameters } from "../state/train-parameters.ts";
import { startThemeSwitch } from "./theme-switch.ts";

const instrument = document.querySelector("lt-train");
if (instrument) {
  restoreFromAddress(instrument, trainParameters);
  instrument.addEventListener("lt-change", (event) =>
    rememberInAddress((event as CustomEvent<URLSearchParams>).detail),
  );
}
startThemeSwitch();
