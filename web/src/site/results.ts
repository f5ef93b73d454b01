import { reachWide } from "./reach-wide.ts?own";
import { startThemeSwitch } from "./theme-switch.ts?own";

startThemeSwitch();
reachWide(".scroll");
