// A picture of an instrument as a file: the element's own drawing with the rules it needs, light or dark like its page.
import type { TemplateResult } from "lit";
import { attentionTheme } from "../src/draw/attention-theme.ts";
import { layerTheme } from "../src/draw/layer-theme.ts";
import { methodTheme } from "../src/draw/method-theme.ts";
import type { Size } from "../src/draw/loss-chart.ts";
import { marks, theme } from "../src/draw/theme.ts";
import { walkthroughTheme } from "../src/draw/walkthrough-theme.ts";
import { raceTheme } from "../src/draw/race-theme.ts";
import { streamTheme } from "../src/draw/stream-theme.ts";
import { instrumentStyles } from "../src/elements/instrument.styles.ts";
import type { Picture } from "../src/elements/picture-figure.ts";
import { renderScene } from "../src/elements/scene.ts";
import { rulesFor } from "./style.ts";
import { templateText } from "./template-text.ts";

export interface Drawing {
  picture: TemplateResult;
  size: Size;
  /** What is seen, for those who do not see it. */
  summary: string;
}

/** An instrument's picture as it stands there. */
export function drawingOf({ name, marks: drawn, size, summary }: Picture): Drawing {
  return { picture: renderScene(name, drawn, size, summary), size, summary };
}

const sheets = [theme, marks, attentionTheme, layerTheme, methodTheme, walkthroughTheme, raceTheme, streamTheme, instrumentStyles].map(({ cssText }) => cssText);

const ground = ":root{color-scheme:light dark;background:var(--paper);font:15px system-ui,sans-serif}";

export function posterFile({ picture }: Drawing): string {
  const drawn = templateText(picture).replace(/\s+/g, " ").replace(/> </g, "><").trim();
  const style = `<style>${ground}\n${rulesFor(drawn, sheets)}</style>`;
  return drawn.replace(/^<svg([^>]*)>/, (_, attributes: string) => `<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${style}`);
}
