// What can be taken away from lt-walkthrough: a link, the picture of the weights, the numbers.
import { html, type TemplateResult } from "lit";
import type { WalkthroughReport } from "../engine/walkthrough-types.ts";
import { words } from "../messages/walkthrough.ts";
import { walkthroughCsv } from "../state/walkthrough-csv.ts";
import type { WalkthroughValues } from "../state/walkthrough-parameters.ts";
import { copyLink } from "./descent-actions.ts";
import { download, standaloneSvg } from "./export.ts";
import type { LtWalkthrough } from "./lt-walkthrough.ts";

export function renderWalkthroughActions(
  element: LtWalkthrough,
  report: WalkthroughReport,
  values: WalkthroughValues,
): TemplateResult {
  const save = (ending: string, type: string, text: string) =>
    download(`walkthrough.${ending}`, new Blob([text], { type }));
  const saveSvg = () => {
    const paper = getComputedStyle(element.renderRoot.querySelector(".frame")!).backgroundColor;
    const figure = element.renderRoot.querySelector<SVGSVGElement>("svg.weights")!;
    save("svg", "image/svg+xml", standaloneSvg(figure, paper));
  };
  return html`<div class="actions" part="actions">
    <button type="button" @click=${(event: Event) => copyLink(event.currentTarget as HTMLButtonElement, element)}>${words.copyLink}</button>
    <button type="button" @click=${saveSvg}>SVG</button>
    <button type="button" @click=${() => save("csv", "text/csv", walkthroughCsv(report))}>CSV</button>
    <button type="button" @click=${() => save("json", "application/json", plainJson({ settings: values, report }))}>JSON</button>
  </div>`;
}

function plainJson(value: object): string {
  return JSON.stringify(value, (_, each: unknown) => (each instanceof Float64Array ? [...each] : each), 1);
}
