import { LtGallery } from "./gallery/lt-gallery.ts";
import { startThemeSwitch } from "./theme-switch.ts";

customElements.define("lt-gallery", LtGallery);
startThemeSwitch();
