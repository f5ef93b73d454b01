// For pages elsewhere: loads an instrument when one of its elements comes near the viewport, and touches nothing else
// of the page.
import { Autoloader } from "./embed/autoloader.ts";
import { definitions } from "./embed/definitions.ts";

new Autoloader(definitions).start();
