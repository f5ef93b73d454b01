// A panel of the paper's figures: one curve per model, its published values as rings, the noise it was trained on as a
// shade. A pure function of the panel.
import type { Panel, Series } from "../engine/figure-file.ts";
import { spreadLabels } from "./labels.ts";
import type { Point, Size } from "./loss-chart.ts";
import { glyphPath, pathThrough, rounded, type Glyph, type Mark } from "./marks.ts";
import { axisMarks, panelAxes, type PanelAxes } from "./panel-axes.ts";

const seriesNames: Record<string, string> = {
  "gd++": "GD++",
  diag: "DIAG",
  full: "FULL",
  constRr: "ConstRR",
  adaRr: "AdaRR",
  tunedRr: "TunedRR",
  oracle: "oracle",
};

const glyphs: Record<string, Glyph> = { "gd++": "triangle", diag: "square", full: "dot" };

/** Where means are this much above medians, rare tasks make them: the median is drawn, too. */
const rareTasks = 2;

export function panelChart(panel: Panel, size: Size): Mark[] {
  const axes = panelAxes(panel, size);
  return [
    ...trainedMarks(panel, axes),
    ...axisMarks(panel, axes),
    ...panel.series.flatMap((series) => curveMarks(panel, series, axes)),
    ...panel.series.flatMap((series) => (panel.x === "layers" ? pointMarks(series, axes) : [])),
    ...labelMarks(panel, axes),
  ];
}

/** What a series is called in text, "FULL" or "3" for a network or a read-out among several. */
export function seriesLabel(panel: Panel, series: Series): string {
  const afterLayer = /^after layer (\d+)$/.exec(series.name);
  if (afterLayer) return afterLayer[1]!;
  if (panel.x === "readOut" && series.layers) return String(series.layers);
  return seriesNames[series.name] ?? series.name;
}

/** Fit for a class. */
function seriesClass(panel: Panel, { name }: Series): string {
  const known = name in seriesNames ? name : (panel.model ?? "full");
  return known === "gd++" ? "gd-plus-plus" : known;
}

/** Curves of one kind: the deeper, the stronger. */
function strength(panel: Panel, series: Series): number {
  const place = panel.series.indexOf(series) + 1;
  return series.name in seriesNames && panel.x !== "readOut" ? 1 : 0.3 + (0.7 * place) / panel.series.length;
}

function trainedMarks({ x: kind, noise, trained }: Panel, { x, top, bottom }: PanelAxes): Mark[] {
  if (kind !== "sigma") return [];
  const height = bottom - top;
  if (!noise.startsWith("uniform:"))
    return trained.map((level) => ({ kind: "path", name: "level", path: `M${rounded(x(level))} ${top}v${height}` }));
  const [from, to] = trained.map((level) => rounded(x(level))) as [number, number];
  return [{ kind: "path", name: "trained", path: `M${from} ${top}H${Math.max(to, from + 1)}V${bottom}H${from}z` }];
}

/** Breaks where a value is missing. */
function curve({ x }: Series, values: readonly number[], axes: PanelAxes): string {
  const points = values.map((value, i) => ({ x: axes.x(x[i]!), y: axes.y(value), value }));
  const parts: Point[][] = [[]];
  for (const point of points) {
    if (Number.isFinite(point.value)) parts.at(-1)!.push(point);
    else parts.push([]);
  }
  return parts.filter(({ length }) => length > 1).map(pathThrough).join("");
}

function curveMarks(panel: Panel, series: Series, axes: PanelAxes): Mark[] {
  const name = seriesClass(panel, series);
  const opacity = strength(panel, series);
  const marks: Mark[] = [{ kind: "path", name: `mark ${name}`, path: curve(series, series.mean, axes), opacity }];
  if (hasRareTasks(series))
    marks.push({ kind: "path", name: `mark median ${name}`, path: curve(series, series.median!, axes), opacity });
  return marks;
}

export function hasRareTasks({ mean, median }: Series): boolean {
  return median !== undefined && mean.some((value, i) => value > rareTasks * median[i]!);
}

/** Models at whole layers: our values, and the published ones around them. */
function pointMarks(series: Series, axes: PanelAxes): Mark[] {
  const glyph = glyphs[series.name];
  if (!glyph) return [];
  const name = seriesClass({} as Panel, series);
  const at = (values: readonly number[]) =>
    values.flatMap((value, i) => (Number.isFinite(value) ? [{ x: axes.x(series.x[i]!), y: axes.y(value) }] : []));
  return [
    ...at(series.published ?? []).map((point): Mark => ({
      kind: "path",
      name: `published-ring ${name}`,
      path: glyphPath("ring", point, 6),
    })),
    ...at(series.mean).map((point): Mark => ({
      kind: "path",
      name: `point ${name}`,
      path: glyphPath(glyph, point, 3),
    })),
  ];
}

function labelMarks(panel: Panel, axes: PanelAxes): Mark[] {
  const ends = panel.series.map(({ mean }) => axes.y(mean.filter(Number.isFinite).at(-1) ?? 0));
  const heights = spreadLabels(ends, 14, axes.top + 4, axes.bottom);
  return panel.series.map((series, i) => ({
    kind: "text",
    name: `label ${seriesClass(panel, series)}`,
    at: { x: axes.right + 6, y: rounded(heights[i]!) + 4 },
    text: seriesLabel(panel, series),
  }));
}
