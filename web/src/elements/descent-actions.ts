// What can be taken away from lt-descent: a link, pictures, numbers.
import { html, type TemplateResult } from "lit";
import type { TraceReport } from "../engine/trace-types.ts";
import { traceCsv } from "../state/descent-csv.ts";
import type { DescentValues } from "../state/descent-parameters.ts";
import { readableQuery } from "../state/parameters.ts";
import { download, pngOf, standaloneSvg } from "./export.ts";
import type { LtDescent } from "./lt-descent.ts";

function linkTo(query: URLSearchParams): string {
  return `${location.origin}${location.pathname}${readableQuery(query)}${location.hash}`;
}

export function renderActions(
  element: LtDescent,
  report: TraceReport,
  values: DescentValues,
): TemplateResult {
  const figure = () => element.renderRoot.querySelector<SVGSVGElement>("svg.map")!;
  const paper = () => getComputedStyle(element.renderRoot.querySelector(".frame")!).backgroundColor;
  const saveSvg = () =>
    download("descent.svg", new Blob([standaloneSvg(figure(), paper())], { type: "image/svg+xml" }));
  const savePng = async () => {
    const { width, height } = figure().viewBox.baseVal;
    download("descent.png", await pngOf(standaloneSvg(figure(), paper()), width, height));
  };
  const saveCsv = () => download("descent.csv", new Blob([traceCsv(report)], { type: "text/csv" }));
  const saveJson = () => {
    const plain = JSON.stringify(
      { settings: values, report },
      (_, value: unknown) => (value instanceof Float64Array ? [...value] : value),
      1,
    );
    download("descent.json", new Blob([plain], { type: "application/json" }));
  };
  return html`<div class="actions" part="actions">
    <button type="button" @click=${(event: Event) => copyLink(event.currentTarget as HTMLButtonElement, element)}>Copy link</button>
    <button type="button" @click=${saveSvg}>SVG</button>
    <button type="button" @click=${savePng}>PNG</button>
    <button type="button" @click=${saveCsv}>CSV</button>
    <button type="button" @click=${saveJson}>JSON</button>
  </div>`;
}

export async function copyLink(button: HTMLButtonElement, element: { query(): URLSearchParams }): Promise<void> {
  const link = linkTo(element.query());
  const told = await navigator.clipboard.writeText(link).then(
    () => "Copied",
    () => "Copy it from the address bar",
  );
  const name = button.textContent;
  button.textContent = told;
  setTimeout(() => (button.textContent = name), 2000);
}
