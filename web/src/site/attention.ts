import "../elements/define-lt-attention.ts";
import "../elements/define-lt-layer.ts";
import "../elements/define-lt-prediction.ts";
import type { LtAttention } from "../elements/lt-attention.ts";
import type { LtLayer } from "../elements/lt-layer.ts";
import { attentionParameters } from "../state/attention-parameters.ts";
import { layerParameters } from "../state/layer-parameters.ts";
import { rememberTogether, restoreFromAddress } from "./address.ts";
import { reachWide } from "./reach-wide.ts";
import { startThemeSwitch } from "./theme-switch.ts";

const attention = document.querySelector<LtAttention>("lt-attention")!;
const layer = document.querySelector<LtLayer>("lt-layer")!;
restoreFromAddress(attention, attentionParameters);
restoreFromAddress(layer, layerParameters);
for (const instrument of [attention, layer])
  instrument.addEventListener("lt-change", () => rememberTogether([attention.query(), layer.query()]));
startThemeSwitch();
reachWide(".formula");
