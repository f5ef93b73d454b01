// What leaves an instrument as text.
import { describe, expect, test } from "vitest";
import { BinnedCurve } from "../../web/src/state/binned-curve.ts";
import { embedSnippet } from "../../web/src/state/embed.ts";
import { trainCsv } from "../../web/src/state/train-csv.ts";

describe("the snippet for other pages", () => {
  const instead = { address: "https://host/descent.html", text: "Open it" };

  test("names the library and the present state, with a link for those who see no element", () => {
    const query = new URLSearchParams({ sigma: "2", methods: "heavy-ball,adam" });
    expect(embedSnippet({ script: "https://host/assets/lab.js", element: "lt-descent", query, instead })).toBe(
      '<script type="module" src="https://host/assets/lab.js"></script>\n' +
        '<lt-descent sigma="2" methods="heavy-ball,adam"><a href="https://host/descent.html">Open it</a></lt-descent>',
    );
  });

  test("cannot be broken out of by a value", () => {
    const query = new URLSearchParams({ points: '"><script>alert(1)</script>&' });
    const [script, text] = ["lab.js", "</a><script>"];
    const snippet = embedSnippet({ script, element: "lt-descent", query, instead: { ...instead, text } });
    expect(snippet).toContain('points="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"');
    expect(snippet).toContain(">&lt;/a&gt;&lt;script&gt;</a></lt-descent>");
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
