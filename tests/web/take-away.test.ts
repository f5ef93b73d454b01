// What leaves an instrument as text.
import { describe, expect, test } from "vitest";
import { BinnedCurve } from "../../web/src/state/binned-curve.ts";
import { embedSnippet, type Embedded } from "../../web/src/state/embed.ts";
import { trainCsv } from "../../web/src/state/train-csv.ts";

const site = "https://host/lab/";
const embedded = (query: Record<string, string>): Embedded => ({ site, element: "lt-descent", query: new URLSearchParams(query) });

describe("the snippet for other pages", () => {
  test("names the library and the present state, with a linked picture for those who see no element", () => {
    const snippet = embedSnippet("element", embedded({ sigma: "2", methods: "heavy-ball,adam" }));
    const [script, element] = snippet.split("\n");
    expect(script).toBe('<script type="module" src="https://host/lab/assets/linear-transformer-lab.js"></script>');
    expect(element).toMatch(/^<lt-descent sigma="2" methods="heavy-ball,adam"><a href="https:\/\/host\/lab\/descent.html\?sigma=2&amp;methods=heavy-ball,adam"><img src="https:\/\/host\/lab\/posters\/descent.svg" width="100%" alt="[^"<>]+"><\/a><\/lt-descent>$/);
  });

  test("as an iframe is in a sandbox, with the state in its address, a title, a height and who tells it", () => {
    const snippet = embedSnippet("frame", embedded({ sigma: "2" }));
    expect(snippet).toMatch(/^<iframe src="https:\/\/host\/lab\/embed\/lt-descent.html\?sigma=2" title="[^"]+" width="100%" height="\d{3,4}" loading="lazy" sandbox="[^"]*allow-scripts/);
    expect(snippet).not.toContain("allow-same-origin");
    expect(snippet).toContain('src="https://host/lab/assets/frame-height.js"');
  });

  test.each(["element", "frame", "picture"] as const)("as %s cannot be broken out of by a value", (form) => {
    const snippet = embedSnippet(form, embedded({ points: '"><script>alert(1)</script>&' }));
    expect(snippet).not.toContain("<script>alert");
    expect(snippet.split('"').length % 2).toBe(1);
    if (form === "element") expect(snippet).toContain('points="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"');
  });

  test("as Markdown is one picture with one link, whatever stands in the state", () => {
    const snippet = embedSnippet("markdown", embedded({ points: "1](2)(3)[" }));
    expect(snippet).toMatch(/^\[!\[[^\[\]]+\]\(https:\/\/host\/lab\/posters\/descent.svg\)\]\([^()]+\)$/);
  });
});

test("the table of a run has every validation with all digits", () => {
  const batchLoss = new BinnedCurve(4, 2);
  batchLoss.add(0, [1, 3]);
  const validations = [
    { x: 0, y: 1 / 3 },
    { x: 100, y: 1e-9 },
  ];
  expect(trainCsv({ validations, batchLoss })).toBe(
    `curve,step,loss\nvalidation,0,${1 / 3}\nvalidation,100,1e-9\nbatch,1.5,2\n`,
  );
});
