// Sentences about the results. Their numbers, and which way they go, come from the data.
import { formatLoss } from "../src/draw/format.ts";
import type { Panel, Series } from "../src/engine/figure-file.ts";
import { noiseName } from "./table.ts";

export interface Results {
  /** Loss against layers, a panel per noise. */
  depths: readonly Panel[];
  /** Loss against σ, a panel per noise and depth. */
  profiles: readonly Panel[];
}

export const claims: Record<string, (results: Results) => string> = {
  "gd-stops": gdStops,
  "full-and-diag": fullAndDiag,
  "past-ada-rr": pastAdaRr,
  "past-tuned-rr": pastTunedRr,
  extrapolation,
  "two-levels": twoLevels,
};

const withNoise = ({ trained }: Panel) => Math.max(...trained) > 0;
const isUniform = ({ noise }: Panel) => noise.startsWith("uniform:");
const symbol = (model: string) => (model === "gd++" ? "GD++" : model.toUpperCase());

function seriesOf(panel: Panel, name: string): Series {
  const series = panel.series.find((each) => each.name === name);
  if (!series) throw new RangeError(`${panel.noise}: no series ${name}`);
  return series;
}

const deepest = (panel: Panel) => Math.max(...seriesOf(panel, "diag").x);

/** A closed form has the same value at every depth. */
function lossAt(panel: Panel, name: string, x: number): number {
  const { x: all, mean } = seriesOf(panel, name);
  const i = all.indexOf(x);
  return mean[i < 0 ? 0 : i]!;
}

const percent = (ratio: number) => `${Math.abs(100 * (ratio - 1)).toFixed(1)} %`;
const belowOrAbove = (ratio: number) => `${percent(ratio)} ${ratio <= 1 ? "below" : "above"}`;
const factor = (value: number) => (value < 10 ? value.toFixed(1) : value < 1000 ? value.toFixed(0) : formatLoss(value));

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "none") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function gdStops({ depths }: Results): string {
  const noisy = depths.filter(withNoise);
  const ratios = noisy.map((panel) => lossAt(panel, "gd++", deepest(panel)) / lossAt(panel, "constRr", deepest(panel)));
  const furthest = Math.max(...ratios.map((ratio) => Math.abs(ratio - 1)));
  return `With ${deepest(noisy[0]!)} layers GD++ is within ${percent(1 + furthest)} of ConstRR on every distribution with noise.`;
}

function fullAndDiag({ depths }: Results): string {
  const ratios = depths.filter(withNoise).map((panel) => ({
    ratio: lossAt(panel, "full", deepest(panel)) / lossAt(panel, "diag", deepest(panel)),
    name: noiseName(panel.noise),
  }));
  const sorted = ratios.toSorted((a, b) => b.ratio - a.ratio);
  const [most, least] = [sorted[0]!, sorted.at(-1)!];
  const ends = [...new Set([most, least])].map(({ ratio, name }) => `${belowOrAbove(ratio)} (${name})`);
  return `With ${deepest(depths[0]!)} layers its loss lies ${ends.join(" to ")} that of DIAG.`;
}

function firstDepthBelow(panel: Panel, model: string, baseline: string): number | undefined {
  return seriesOf(panel, model).x.find((layers) => lossAt(panel, model, layers) < lossAt(panel, baseline, layers));
}

function pastAdaRr({ depths }: Results): string {
  const names = new Map<number | undefined, string[]>();
  for (const panel of depths.filter(withNoise)) {
    const layers = firstDepthBelow(panel, "diag", "adaRr");
    names.set(layers, [...(names.get(layers) ?? []), noiseName(panel.noise)]);
  }
  const parts = [...names].map(
    ([layers, noises]) => `${layers ? `from ${layers} layers` : "at no depth"} on ${listed(noises)}`,
  );
  return `DIAG beats AdaRR ${parts.join("; ")}.`;
}

function pastTunedRr({ depths }: Results): string {
  const winners = (model: string) =>
    depths
      .filter(withNoise)
      .filter((panel) => firstDepthBelow(panel, model, "tunedRr"))
      .map(({ noise }) => noiseName(noise));
  return `FULL beats TunedRR on ${listed(winners("full"))}, DIAG on ${listed(winners("diag"))}.`;
}

/** How much a column grows from the largest σ of training to the largest of the profile. */
function growthBeyond(panel: Panel, name: string, column: "mean" | "median"): number {
  const series = seriesOf(panel, name);
  const edge = series.x.indexOf(Math.max(...panel.trained));
  const values = series[column]!;
  return values.at(-1)! / values[edge]!;
}

function deepestProfiles({ profiles }: Results): Panel[] {
  const layers = Math.max(...profiles.map((panel) => panel.layers ?? 0));
  return profiles.filter((panel) => panel.layers === layers && withNoise(panel));
}

function rangeOf(values: readonly number[]): string {
  return `${factor(Math.min(...values))} to ${factor(Math.max(...values))}`;
}

function extrapolation(results: Results): string {
  const panels = deepestProfiles(results).filter(isUniform);
  const growth = (name: string, column: "mean" | "median") =>
    rangeOf(panels.map((panel) => growthBeyond(panel, name, column)));
  return `<p>Where the noise goes one unit beyond σ<sub>max</sub>, the losses of networks with ${panels[0]!.layers} layers grow. In the
median task DIAG's is ${growth("diag", "median")} times what it is at σ<sub>max</sub>, FULL's ${growth("full", "median")} times, depending on σ<sub>max</sub>.
In the mean DIAG's is ${growth("diag", "mean")} times, FULL's ${growth("full", "mean")} times that at σ<sub>max</sub>; that of AdaRR, which was
not trained on any range, only ${growth("adaRr", "mean")} times. ${tail(panels)}</p>`;
}

/** Whether rare tasks make the mean. */
function tail(panels: readonly Panel[]): string {
  const ratios = panels.flatMap((panel) =>
    ["diag", "full"].map((name) => {
      const { mean, median } = seriesOf(panel, name);
      return { panel, name, ratio: mean.at(-1)! / median!.at(-1)! };
    }),
  );
  const worst = ratios.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  const where = `${symbol(worst.name)} on ${noiseName(worst.panel.noise)}`;
  return worst.ratio > 3
    ? `Out there a few tasks make most of the mean: it is up to ${factor(worst.ratio)} times the median (${where}).`
    : `Means and medians tell the same there: the largest quotient of the two is ${factor(worst.ratio)} (${where}).`;
}

function twoLevels(results: Results): string {
  return deepestProfiles(results)
    .filter((panel) => !isUniform(panel))
    .map(levelsSentence)
    .join("\n");
}

function levelsSentence(panel: Panel): string {
  const { x } = seriesOf(panel, "full");
  const ratioAt = (sigma: number) => {
    const i = x.indexOf(sigma);
    return seriesOf(panel, "full").median![i]! / seriesOf(panel, "diag").median![i]!;
  };
  const inside = panel.trained.map((level) => `${factorOfDiag(ratioAt(level))} at σ = ${level}`);
  const outside = [0, ...x.filter((sigma) => sigma > Math.max(...panel.trained))].map(ratioAt);
  const worse = outside.filter((ratio) => ratio > 1).length;
  return `<p>Trained on ${noiseName(panel.noise)} with ${panel.layers} layers, FULL has, in the median task, ${listed(inside)}.
Outside, at σ = 0 and above ${Math.max(...panel.trained)}, it is ${
    worse > outside.length / 2 ? "worse" : "better"
  } than DIAG at ${worse > outside.length / 2 ? worse : outside.length - worse} of ${outside.length} levels, by factors of ${rangeOf(outside)}.</p>`;
}

const factorOfDiag = (ratio: number) => `${ratio.toFixed(2)} of DIAG's loss`;
