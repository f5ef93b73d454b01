// Settings, playhead and pictures of lt-walkthrough, without a browser.
import { beforeAll, describe, expect, test } from "vitest";
import { loadLab } from "../../web/module-files.ts";
import { formatEntry } from "../../web/src/draw/entry.ts";
import { chainCorners, chainMarks, chainTip, type Link } from "../../web/src/draw/chain.ts";
import { memoryPicture } from "../../web/src/draw/memory-picture.ts";
import { planeOf } from "../../web/src/draw/plane.ts";
import { tokensPicture } from "../../web/src/draw/tokens-picture.ts";
import { glyphPath } from "../../web/src/draw/marks.ts";
import { memoryLinks, weightLinks, type WalkFrame } from "../../web/src/draw/walkthrough-chains.ts";
import { memorySpots, stepSpots, tokenSpots, weightsSpots } from "../../web/src/draw/walkthrough-spots.ts";
import { stepPicture, weightsPicture } from "../../web/src/draw/weights-picture.ts";
import type { LabModule } from "../../web/src/engine/types.ts";
import { symbolWords, type SymbolId } from "../../web/src/messages/walkthrough-symbols.ts";
import { stageNames, stageWords } from "../../web/src/messages/walkthrough.ts";
import { formatOmegas, parseOmegas } from "../../web/src/state/omegas.ts";
import { checkAll, fallbacks, readTexts, toQuery } from "../../web/src/state/parameters.ts";
import { equations, isIn, subjectOf } from "../../web/src/state/walkthrough-equations.ts";
import {
  walkthroughParameters as table,
  type Form,
  type WalkthroughValues,
} from "../../web/src/state/walkthrough-parameters.ts";
import { walkthroughPresetOf, walkthroughPresets } from "../../web/src/state/walkthrough-presets.ts";
import { walkthroughRequest } from "../../web/src/state/walkthrough-session.ts";
import { layerView } from "../../web/src/state/walkthrough-symbols.ts";
import { layersDone, momentOf, progressOf, stagesPerLayer, timeOf } from "../../web/src/state/walkthrough-time.ts";

const defaults = fallbacks(table);
const ids = Object.keys(symbolWords) as SymbolId[];

describe("ω of own layers", () => {
  test("are read from rows of four, by line or semicolon, and written back", () => {
    const parsed = parseOmegas("0, -0.1 0.2,3e-5\n1,2,3,4;");
    expect(parsed).toEqual({ value: [[0, -0.1, 0.2, 3e-5], [1, 2, 3, 4]] });
    expect(formatOmegas([[0, -0.1, 0.2, 3e-5], [1, 2, 3, 0.123456]])).toBe("0,-0.1,0.2,3e-5;1,2,3,0.123456");
  });

  test.each([
    ["1,2,3", '"1,2,3" must be four numbers: xx, xy, yx, yy'],
    ["1,2,3,x", '"x" is not a number'],
    ["1,2,3,11", "11 is outside [-10, 10]"],
    [Array(17).fill("0,0,0,0").join(";"), "17 layers are more than 16"],
  ])("%s is refused", (text, problem) => expect(parseOmegas(text)).toEqual({ problem }));

  test("there must be a pair", () => {
    expect(table.points.parse(" \n")).toEqual({ problem: "there must be at least one pair" });
  });
});

describe("a link", () => {
  test("restores everything, for many states", () => {
    let seed = 1;
    const draw = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
    const number = () => (draw(2000) - 1000) / 100;
    for (let i = 0; i < 200; ++i) {
      const values: WalkthroughValues = {
        model: (["diag", "gd++", "full"] as const)[draw(3)]!,
        omegas: Array.from({ length: draw(5) }, () => [number(), number(), number(), number()]),
        points: Array.from({ length: 1 + draw(6) }, () => ({ x: [number(), number()] as const, y: number() })),
        query: [number(), number()],
        sigma: draw(500) / 100,
        form: draw(2) ? "momentum" : "recursion",
        symbol: draw(2) ? ids[draw(ids.length)]! : "",
        checked: draw(2) === 1,
        speed: 1 + draw(4),
        loop: draw(2) === 1,
        at: draw(1600) / 100,
      };
      const query = new URLSearchParams(toQuery(table, values).toString());
      const restored = checkAll(table, readTexts(table, (name) => query.get(name)));
      expect(restored).toEqual({ values, problems: {} });
    }
  });

  test("with hostile values falls back and says why", () => {
    const texts = { omegas: "<script>", points: "1,2", symbol: "__proto__" as never, at: "1e99", query: "1" };
    const { values, problems } = checkAll(table, texts);
    expect(values).toEqual(defaults);
    expect(Object.keys(problems).sort()).toEqual(["at", "omegas", "points", "query", "symbol"]);
  });
});

describe("presets", () => {
  test.each(walkthroughPresets.map((preset) => [preset.name, preset] as const))("%s is recognised", (_, preset) => {
    expect(walkthroughPresetOf({ ...defaults, ...preset.values })).toBe(preset);
    expect(walkthroughPresetOf({ ...defaults, ...preset.values, form: "momentum", symbol: "u" })).toBe(preset);
  });

  test("own numbers are none of them", () => {
    expect(walkthroughPresetOf({ ...defaults, sigma: 1.23 })).toBeUndefined();
  });
});

describe.each(["recursion", "momentum"] as const)("the playhead of the %s", (form) => {
  const stages = stagesPerLayer[form];

  test("stands before the first layer at 0 and has done a stage at every whole time", () => {
    expect(momentOf(0, form)).toEqual({ layer: 1, stage: 0, part: 1 });
    for (let time = 1; time <= 3 * stages; ++time)
      expect(momentOf(time, form)).toEqual({ layer: Math.ceil(time / stages), stage: ((time - 1) % stages) + 1, part: 1 });
    expect(momentOf(stages + 0.25, form)).toEqual({ layer: 2, stage: 1, part: 0.25 });
  });

  test("comes back from layers, where a link keeps it, to the same stage", () => {
    for (let time = 0; time <= 16 * stages; ++time) {
      const back = timeOf(layersDone(time, form), form);
      expect(momentOf(back, form)).toMatchObject({ layer: momentOf(time, form).layer, stage: momentOf(time, form).stage });
    }
  });

  test("has words, a subject and a row for every stage", () => {
    expect(stageWords[form]).toHaveLength(stages + 1);
    expect(stageNames[form]).toHaveLength(stages + 1);
    for (let stage = 0; stage <= stages; ++stage) {
      expect(equations[form].some((row) => row.stage === stage)).toBe(true);
      expect(isIn(form, subjectOf(form, stage))).toBe(true);
    }
  });

  test("has done all earlier stages and none of the later", () => {
    const moment = momentOf(1.5, form);
    expect([0, 1, 2, 3].map((stage) => progressOf(moment, stage))).toEqual([1, 1, 0.5, 0]);
  });
});

test("every symbol stands in an equation", () => {
  for (const id of ids) expect(isIn("recursion", id) || isIn("momentum", id), id).toBe(true);
});

test("arrows of a chain follow each other and end at the sum", () => {
  const links: Link[] = [
    { name: "a", label: "a", by: { x: 2, y: 0 } },
    { name: "b", label: "b", by: { x: 0, y: 1 } },
  ];
  const from = { x: 1, y: 1 };
  expect(chainTip(from, links, 0)).toEqual(from);
  expect(chainTip(from, links, 0.25)).toEqual({ x: 2, y: 1 });
  expect(chainTip(from, links, 0.75)).toEqual({ x: 3, y: 1.5 });
  expect(chainCorners(from, links)).toEqual([from, { x: 3, y: 1 }, { x: 3, y: 2 }]);
  const plane = planeOf({ centre: from, reach: 3 }, { width: 300, height: 300 });
  expect(chainMarks(from, links, 0, plane)).toEqual([]);
  expect(chainMarks(from, links, 1, plane).filter(({ kind }) => kind === "text")).toHaveLength(2);
});

test.each([
  [0, "0"],
  [-1.157, "−1.16"],
  [0.0000312, "3.1·10⁻⁵"],
  [-3172.4, "−3172"],
  [52000, "5.2·10⁴"],
  [NaN, "∞"],
])("%d is written %s", (value, text) => expect(formatEntry(value)).toBe(text));

describe("a picture", () => {
  const size = { width: 240, height: 220 };
  const names = { ols: "least squares", ridge: "ridge" };
  let lab: LabModule;
  beforeAll(async () => {
    lab = await loadLab();
  });
  const pictures = (frame: WalkFrame) => [
    weightsPicture(frame, names, size),
    stepPicture(frame, names, size),
    memoryPicture(frame, size),
    tokensPicture(frame, size),
  ];
  const frameAt = (values: Partial<WalkthroughValues>, time: number, form: Form, lit?: SymbolId): WalkFrame => {
    const report = lab.walkthrough(walkthroughRequest({ ...defaults, ...values }, undefined));
    const moment = momentOf(time, form);
    return { view: layerView(report, moment.layer), layer: moment.layer, form, moment, lit };
  };
  const some = { omegas: [[-0.02, 0.003, -0.03, -0.002], [0.01, -0.004, -0.05, 0.001]] };

  test("is a function of report, moment and symbol alone", () => {
    for (const form of ["recursion", "momentum"] as const) {
      expect(pictures(frameAt(some, 4.3, form))).toEqual(pictures(frameAt(some, 4.3, form)));
      expect(pictures(frameAt(some, 4.3, form))).not.toEqual(pictures(frameAt(some, 4.9, form)));
    }
  });

  test("shows the symbol that is pointed at", () => {
    for (const symbol of ["w", "dw", "Mc", "u", "ab", "M", "alpha", "Sigma", "w-next"] as const)
      expect(JSON.stringify(pictures(frameAt(some, 10, "recursion", symbol))), symbol).toMatch(/ lit"/);
    expect(JSON.stringify(pictures(frameAt(some, 10, "recursion")))).not.toMatch(/ lit"/);
  });

  test("has a mark under every place of the cursor, and the numbers of the report in its words", () => {
    const frame = frameAt(some, 5, "recursion");
    const { network, ridge } = frame.view.report;
    const path = weightsPicture(frame, names, size).filter(({ name }) => name === "step weights");
    const places = weightsSpots(frame, size).filter(({ series }) => series === "w");
    expect(places).toHaveLength(3);
    places.forEach(({ at, facts }, layer) => {
      expect(path.map((mark) => mark.kind === "path" && mark.path)).toContain(glyphPath("dot", at, 2));
      const [x, y] = [network!.w[2 * layer]!, network!.w[2 * layer + 1]!];
      expect(facts).toEqual([`${formatEntry(x)}, ${formatEntry(y)}`]);
    });
    const landmark = weightsSpots(frame, size).find(({ title }) => title === "ridge");
    expect(landmark!.facts).toEqual([`${formatEntry(ridge[0]!)}, ${formatEntry(ridge[1]!)}`]);
  });

  test("tells of every term what it adds: in sum the step from one layer to the next", () => {
    for (const form of ["recursion", "momentum"] as const)
      for (const [spots, symbol] of [
        [stepSpots, "w"],
        [memorySpots, "u"],
      ] as const) {
        const frame = frameAt(some, 2 * stagesPerLayer[form], form);
        const links = symbol === "w" ? weightLinks(frame) : memoryLinks(frame);
        const terms = spots(frame, size).filter(({ series }) => series === "terms");
        expect(terms.map(({ title }) => title)).toEqual(links.map(({ label }) => `Term ${label}`));
        const sum = links.reduce((total, { by }) => total + by.x, frame.view.before[symbol][0]!);
        expect(sum).toBeCloseTo(frame.view.step[symbol][0]!, 12);
      }
  });

  test("tells of every token what it was and what it becomes", () => {
    const frame = frameAt(some, 5, "recursion");
    const spots = tokenSpots(frame, { width: 2000, height: 2000 });
    expect(spots).toHaveLength(defaults.points.length + 1);
    const first = frame.view.report.tokens.slice(0, 2).map(({ context }) => [...context.slice(0, 3)].map(formatEntry).join(", "));
    expect(spots[0]!.facts).toEqual([`before: ${first[0]}`, `after: ${first[1]}`]);
    expect(spots.at(-1)!.title).toBe("Query");
  });

  test("stays drawable where numbers run away or are nothing", () => {
    const strong = { omegas: Array.from({ length: 16 }, () => [1, 1, -1, 1]) };
    const nothing = { omegas: [[0, 0, 0, 0]] };
    for (const values of [strong, nothing])
      for (const time of [0, 2.5, 5, 80].filter((each) => each <= 5 * values.omegas.length))
        for (const mark of pictures(frameAt(values, time, "recursion", "Sigma")).flat())
          if (mark.kind === "path") expect(mark.path).not.toMatch(/NaN|Infinity|e\+/);
  });
});
