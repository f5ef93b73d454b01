// What leaves an instrument as text.
import { describe, expect, test } from "vitest";
import { BinnedCurve } from "../../web/src/state/binned-curve.ts";
import { embedSnippet } from "../../web/src/state/embed.ts";
import { trainCsv } from "../../web/src/state/train-csv.ts";

describe("the snippet for other pages", () => {
  test("names the library and the present state", () => {
    const query = new URLSearchParams({ sigma: "2", methods: "heavy-ball,adam" });
    expect(embedSnippet("https://host/assets/lab.js", "lt-descent", query)).toBe(
      '<script type="module" src="https://host/assets/lab.js"></script>\n' +
        '<lt-descent sigma="2" methods="heavy-ball,adam"></lt-descent>',
    );
  });

  test("cannot be broken out of by a value", () => {
    const query = new URLSearchParams({ points: '"><script>alert(1)</script>&' });
    expect(embedSnippet("lab.js", "lt-descent", query)).toContain(
      'points="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"',
    );
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
