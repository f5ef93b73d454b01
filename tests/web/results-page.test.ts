// The page of results, from small made-up figures and from those that are shipped.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { claims, type Results } from "../../web/results-page/claims.ts";
import { figureHtml } from "../../web/results-page/figures.ts";
import { fillResults, type ResultTexts } from "../../web/results-page/plugin.ts";
import { lossTable, noiseName, summary } from "../../web/results-page/table.ts";
import { panelChart } from "../../web/src/draw/panel-chart.ts";
import { readFigure, type Panel, type Series } from "../../web/src/engine/figure-file.ts";
import { readModelIndex } from "../../web/src/engine/stored-model.ts";

const textOf = (path: string) => readFileSync(new URL(`../../web/${path}`, import.meta.url), "utf8");
const shipped: ResultTexts = {
  figures: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [n, textOf(`public/figures/figure-${n}.json`)])),
  models: textOf("public/models/index.json"),
};
const index = readModelIndex(shipped.models);

type Losses = Record<string, number[]>;

function depthPanel(noise: string, trained: number[], losses: Losses, published: Losses = {}): Panel {
  const series = Object.entries(losses).map(([name, mean]): Series => ({
    name,
    x: mean.map((_, i) => i + 1),
    mean,
    ...(published[name] && { published: published[name] }),
  }));
  return { noise, x: "layers", trained, series };
}

function profilePanel(noise: string, trained: number[], x: number[], means: Losses, medians = means): Panel {
  const series = Object.entries(means).map(([name, mean]): Series => ({ name, x, mean, median: medians[name]! }));
  return { noise, x: "sigma", trained, layers: 2, series };
}

const depths = [
  depthPanel(
    "uniform:2",
    [0, 2],
    { "gd++": [0.5, 0.102], diag: [0.5, 0.04], full: [0.5, 0.03], constRr: [0.1, 0.1], adaRr: [0.05, 0.05], tunedRr: [0.035, 0.035] },
    { diag: [0.5, 0.038], full: [0.49, 0.04] },
  ),
];
const profiles = [
  profilePanel("uniform:2", [0, 2], [0, 1, 2, 3], {
    diag: [1, 1, 2, 5],
    full: [1, 1, 2, 8],
    adaRr: [1, 1, 1, 1.5],
  }),
  profilePanel("set:1,3", [1, 3], [0, 1, 3, 4], { diag: [4, 2, 2, 5], full: [6, 1, 1, 8], adaRr: [1, 1, 1, 1] }),
];
const say = (name: string, results: Results = { depths, profiles }) => claims[name]!(results);

describe("sentences follow the data", () => {
  test.each([
    ["gd-stops", "within 2.0 % of ConstRR"],
    ["full-and-diag", "its loss lies 25.0 % below (U(0, 2)) that of DIAG."],
    ["past-ada-rr", "DIAG beats AdaRR from 2 layers on U(0, 2)."],
    ["past-tuned-rr", "FULL beats TunedRR on U(0, 2), DIAG on none."],
    ["extrapolation", "In the\nmedian task DIAG's is 2.5 to 2.5 times"],
    ["extrapolation", "FULL's 4.0 to 4.0 times, depending"],
    ["extrapolation", "Means and medians tell the same there"],
    ["two-levels", "0.50 of DIAG's loss at σ = 1 and 0.50 of DIAG's loss at σ = 3"],
    ["two-levels", "it is worse than DIAG at 2 of 2 levels, by factors of 1.5 to 1.6"],
  ])("%s: %s", (name, words) => expect(say(name)).toContain(words));

  test("and turn with them", () => {
    const [panel] = depths;
    const swapped = (name: string) => ({ full: "diag", diag: "full" })[name] ?? name;
    const turned = { ...panel!, series: panel!.series.map((each) => ({ ...each, name: swapped(each.name) })) };
    expect(say("full-and-diag", { depths: [turned], profiles })).toContain("33.3 % above (U(0, 2)) that of DIAG");
    expect(say("past-tuned-rr", { depths: [turned], profiles })).toBe("FULL beats TunedRR on none, DIAG on U(0, 2).");
  });

  test("rare tasks are named where they make the mean", () => {
    const means = { diag: [1, 1, 2, 90], full: [1, 1, 2, 8], adaRr: [1, 1, 1, 1] };
    const medians = { ...means, diag: [1, 1, 2, 3] };
    const rare = profilePanel("uniform:2", [0, 2], [0, 1, 2, 3], means, medians);
    expect(say("extrapolation", { depths, profiles: [rare] })).toContain(
      "up to 30 times the median (DIAG on U(0, 2))",
    );
  });

  test("outside the trained levels the better one is named", () => {
    const panel = profilePanel("set:1,3", [1, 3], [0, 1, 3, 4], {
      diag: [4, 2, 2, 5],
      full: [2, 1, 1, 1],
      adaRr: [1, 1, 1, 1],
    });
    expect(say("two-levels", { depths, profiles: [panel] })).toContain("better than DIAG at 2 of 2 levels");
  });
});

test("the table says where ours is lower and where more than 3 % higher", () => {
  const html = lossTable(depths, []);
  expect(html).toMatch(/<b>0\.0400<\/b><small>0\.038 <span class="higher"/);
  expect(html).toMatch(/<b>0\.0300<\/b><small>0\.040 <span class="lower"/);
  expect(html).toMatch(/<b>0\.500<\/b><small>0\.500<\/small>/);
});

test("the summary counts networks that reach the published loss", () => {
  const entry = (adjustedLoss: number, published: number) => ({
    ...index[0]!,
    adjustedLoss,
    published,
  });
  const networks = [entry(0.5, 0.5), entry(0.51, 0.5), entry(0.52, 0.5), entry(0.4, 0.5), entry(1, NaN)];
  const text = summary(networks).replaceAll("\n", " ");
  expect(text).toContain("<b>5 networks</b> on 1 distributions");
  expect(text).toContain("Of the 4 with a published loss, <b>2</b> are at or below it and <b>3</b> at most 3 % above");
});

test.each([
  ["uniform:5", "U(0, 5)"],
  ["set:1,3", "{1, 3}"],
  ["constant:1", "σ = 1"],
])("%s is called %s", (noise, name) => expect(noiseName(noise)).toBe(name));

describe("a panel", () => {
  const size = { width: 360, height: 250 };
  const paths = (panel: Panel, name: string) =>
    panelChart(panel, size).flatMap((mark) => (mark.kind === "path" && mark.name === name ? [mark.path] : []));

  test("shades the uniform noise of training and marks the levels of a set", () => {
    expect(paths(profiles[0]!, "trained")).toHaveLength(1);
    expect(paths(profiles[0]!, "level")).toEqual([]);
    expect(paths(profiles[1]!, "level")).toHaveLength(2);
  });

  test("draws the published values of models as rings", () => {
    expect(paths(depths[0]!, "published-ring diag")).toHaveLength(2);
    expect(paths(depths[0]!, "published-ring gd-plus-plus")).toEqual([]);
  });

  test("a curve breaks where a value is missing and ends at the top where it explodes", () => {
    const x = [0, 1, 2, 3, 4, 5];
    const panel = profilePanel("uniform:4", [0, 4], x, { diag: [1, 2, NaN, 1, 2, 1e9] });
    const [path] = paths(panel, "mark diag");
    expect(path!.match(/M/g)).toHaveLength(2);
    expect(path).toMatch(/L286 10$/);
  });

  test("draws medians only where rare tasks make the mean", () => {
    const panel = profilePanel("uniform:2", [0, 2], [0, 1], { diag: [1, 9], full: [1, 2] }, { diag: [1, 2], full: [1, 2] });
    expect(paths(panel, "mark median diag")).toHaveLength(1);
    expect(paths(panel, "mark median full")).toEqual([]);
  });
});

describe("the shipped figures", () => {
  test.each([1, 2, 3, 5, 6, 7])("figure %i is drawn with finite coordinates", (number) => {
    const html = figureHtml(readFigure(shipped.figures[number]!));
    expect(html).toMatch(/<path class="mark /);
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("fill every slot of the page, and the summary counts the models of the index", () => {
    const filled = fillResults(textOf("results.html") + textOf("content/results-depth.md"), shipped);
    expect(filled).not.toContain("<!-- results:");
    expect(filled).not.toMatch(/NaN|undefined/);
    expect(filled).toContain(`<b>${index.length} networks</b>`);
    for (const { file } of index) expect(filled).toContain(`<a href="models/${file}">`);
  });

  test("another slot is refused", () => {
    expect(() => fillResults("<!-- results: figure-8 -->", shipped)).toThrow(/^results: "figure-8" is not one of summary/);
  });
});
