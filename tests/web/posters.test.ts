// The pictures that stand in for the instruments, as the build draws them.
import { html, nothing, svg } from "lit";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { drawDescent } from "../../web/posters/descent.ts";
import { posterFile, type Drawing } from "../../web/posters/poster.ts";
import { drawRace } from "../../web/posters/race.ts";
import { drawStream } from "../../web/posters/stream.ts";
import { rulesFor } from "../../web/posters/style.ts";
import { templateText } from "../../web/posters/template-text.ts";
import { drawTraining, finishedRun } from "../../web/posters/train.ts";
import { drawWalkthrough } from "../../web/posters/walkthrough.ts";
import type { Checkpoint, LabModule } from "../../web/src/engine/types.ts";
import { formatLoss } from "../../web/src/draw/format.ts";
import { renderMark } from "../../web/src/elements/scene.ts";
import { fallbacks } from "../../web/src/state/parameters.ts";
import { settingsOf, trainParameters } from "../../web/src/state/train-parameters.ts";

const network = JSON.parse(
  readFileSync(new URL("../../web/models/descent/diag.json", import.meta.url), "utf8"),
) as Checkpoint;
/** As the poster's run, but soon over. */
const short = { ...settingsOf(fallbacks(trainParameters)), steps: 200 };
const draw: Record<string, (lab: LabModule) => Drawing> = {
  train: (lab) => drawTraining(lab, short),
  descent: (lab) => drawDescent(lab, network),
  walkthrough: (lab) => drawWalkthrough(lab, network),
  race: (lab) => drawRace(lab),
  stream: (lab) => drawStream(lab),
};
const load = () => loadLab();
let lab: LabModule;
beforeAll(async () => {
  lab = await load();
});

describe.each(Object.keys(draw))("the poster of %s", (name) => {
  test("is the same in another module, whatever ran before", async () => {
    const first = posterFile(draw[name]!(lab));
    expect(posterFile(draw[name]!(await load()))).toBe(first);
  });

  test("is light, has no script and no number that is none", () => {
    const file = posterFile(draw[name]!(lab));
    expect(gzipSync(file).length).toBeLessThan(8_000);
    expect(file).not.toMatch(/<script|\son\w+=|undefined|NaN|Infinity|\[object/);
    expect(file).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  });

  test("has all colours for light and for dark pages", () => {
    const file = posterFile(draw[name]!(lab));
    expect(file).toContain("color-scheme:light dark");
    expect(file).not.toMatch(/ (fill|stroke)="/);
    const defined = new Set([...file.matchAll(/(--[\w-]+):/g)].map(([, variable]) => variable));
    const used = [...file.matchAll(/var\((--[\w-]+)\)/g)].map(([, variable]) => variable);
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((variable) => !defined.has(variable))).toEqual([]);
    for (const colour of file.match(/#[0-9a-f]{6}/g)!) expect(file).toMatch(new RegExp(`light-dark\\([^)]*${colour}`));
  });
});

test("the training in the poster ends with the loss of an uninterrupted run, and tells it", () => {
  const trainer = lab.createTrainer(short);
  trainer.step(short.steps);
  const loss = trainer.validate();
  trainer.delete();
  expect(finishedRun(lab, short).validations.at(-1)).toEqual({ x: short.steps, y: loss });
  expect(drawTraining(lab, short).summary).toContain(`Adjusted loss ${formatLoss(loss)}`);
});

describe("a template as text", () => {
  test("quotes attributes, drops those that are nothing, and joins lists and templates within", () => {
    const marks = [1, 2].map((x) => svg`<circle cx=${x} r="${x}.5" />`);
    const label = nothing;
    expect(templateText(html`<svg width=${7} aria-label=${label} class="a ${"b"}">${marks}${undefined}</svg>`)).toBe(
      '<svg width="7" class="a b"><circle cx="1" r="1.5" /><circle cx="2" r="2.5" /></svg>',
    );
  });

  test("escapes what is not markup", () => {
    expect(templateText(html`<text x=${'"<'}>a = ${"<b> & c"}</text>`)).toBe(
      '<text x="&quot;&lt;">a = &lt;b&gt; &amp; c</text>',
    );
  });

  test.each([
    [html`<b @click=${() => 1}></b>`, "@click"],
    [html`<b .style=${"x"}></b>`, ".style"],
    [html`<b ?hidden=${true}></b>`, "?hidden"],
  ])("refuses what only a document can do: case %#", (template, name) => {
    expect(() => templateText(template)).toThrow(`templateText: ${name} cannot be written as text`);
  });
});

test("a picture takes the rules whose classes it has, and no others", () => {
  const sheet = `/* a */ :host { --ink: black; } .mark, .other { fill: red; } .mark:hover { fill: blue; }
    path.mark { stroke: red; } line.mark { stroke: blue; } .mark.lit { stroke: green; }
    @media print { .mark { fill: none; } text { fill: none; } } text { fill: black; } table { color: red; }`;
  expect(rulesFor('<svg><path class="mark thin"/><text class="tick">1</text></svg>', [sheet])).toBe(
    [":root{--ink:black;}", ".mark{fill:red;}", "path.mark{stroke:red;}", "text{fill:black;}"].join("\n"),
  );
});

test("the strength of a mark is that of its fill and of its stroke", () => {
  const drawn = templateText(renderMark({ kind: "path", name: "cell", path: "M0 0H1", opacity: 0.3 }));
  expect(drawn).toMatch(/fill-opacity="?0\.3"? stroke-opacity="?0\.3"?/);
  expect(templateText(renderMark({ kind: "path", name: "cell", path: "M0 0H1" }))).not.toMatch(/opacity/);
});
