// Panels as static pictures: no script draws them on the page.
import { formatLoss } from "../src/draw/format.ts";
import type { Size } from "../src/draw/loss-chart.ts";
import type { Mark } from "../src/draw/marks.ts";
import { hasRareTasks, panelChart, seriesLabel } from "../src/draw/panel-chart.ts";
import type { Panel } from "../src/engine/figure-file.ts";
import { noiseName } from "./table.ts";

const size: Size = { width: 360, height: 250 };

export function figureHtml(panels: readonly Panel[]): string {
  return `<div class="panels">${panels.map(panelHtml).join("\n")}</div>`;
}

function panelHtml(panel: Panel): string {
  return `<figure>
<figcaption>${panelTitle(panel)}</figcaption>
${svgText(panelChart(panel, size), size, describe(panel))}
</figure>`;
}

export function panelTitle({ noise, model, layers, x }: Panel): string {
  const parts = [`trained on ${noiseName(noise)}`];
  if (model) parts.push(model === "gd++" ? "GD++" : model.toUpperCase());
  if (layers && x !== "layers") parts.push(`${layers} layers`);
  return parts.join(", ");
}

/** What the picture shows, for those who do not see it: where each curve begins and ends. */
function describe(panel: Panel): string {
  const curves = panel.series.map((series) => {
    const known = series.x.flatMap((x, i) => (Number.isFinite(series.mean[i]) ? [{ x, mean: series.mean[i]! }] : []));
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last) return `${seriesLabel(panel, series)} not finite`;
    return `${seriesLabel(panel, series)} ${formatLoss(first.mean)} at ${first.x}, ${formatLoss(last.mean)} at ${last.x}`;
  });
  const rare = panel.series.some(hasRareTasks) ? "; medians dotted" : "";
  return `Loss, ${panelTitle(panel)}: ${curves.join("; ")}${rare}.`;
}

export function svgText(marks: readonly Mark[], { width, height }: Size, summary: string): string {
  const shapes = marks.map((mark) => {
    if (mark.kind === "path") {
      const opacity = mark.opacity === undefined || mark.opacity === 1 ? "" : ` stroke-opacity="${mark.opacity.toFixed(2)}"`;
      return mark.path ? `<path class="${mark.name}" d="${mark.path}"${opacity}/>` : "";
    }
    const anchor = mark.anchor && mark.anchor !== "start" ? ` text-anchor="${mark.anchor}"` : "";
    return `<text class="${mark.name}" x="${mark.at.x}" y="${mark.at.y}"${anchor}>${mark.text}</text>`;
  });
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${summary}">${shapes.join("")}</svg>`;
}
