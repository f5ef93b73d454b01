import "../elements/define-lt-prediction.ts";
import "../elements/define-lt-race.ts";
import "../elements/define-lt-stream.ts";
import type { LtRace } from "../elements/lt-race.ts";
import type { LtStream } from "../elements/lt-stream.ts";
import { raceParameters } from "../state/race-parameters.ts";
import { streamParameters } from "../state/stream-parameters.ts";
import { rememberTogether, restoreFromAddress } from "./address.ts";
import { reachWide } from "./reach-wide.ts";
import { startThemeSwitch } from "./theme-switch.ts";

const race = document.querySelector<LtRace>("lt-race")!;
const stream = document.querySelector<LtStream>("lt-stream")!;
restoreFromAddress(race, raceParameters);
restoreFromAddress(stream, streamParameters);
for (const instrument of [race, stream])
  instrument.addEventListener("lt-change", () => rememberTogether([race.query(), stream.query()]));
startThemeSwitch();
reachWide(".formula");
