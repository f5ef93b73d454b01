// A link restores every state of every instrument: from the values to an address, and back from its text.
import { expect, test } from "vitest";
import { attentionParameters } from "../../web/src/state/attention-parameters.ts";
import { descentParameters } from "../../web/src/state/descent-parameters.ts";
import { layerParameters } from "../../web/src/state/layer-parameters.ts";
import {
  checkAll,
  namesOf,
  readableQuery,
  readTexts,
  toQuery,
  type Parameter,
  type ParameterTable,
} from "../../web/src/state/parameters.ts";
import { raceParameters } from "../../web/src/state/race-parameters.ts";
import { streamParameters } from "../../web/src/state/stream-parameters.ts";
import { trainParameters } from "../../web/src/state/train-parameters.ts";
import { walkthroughParameters } from "../../web/src/state/walkthrough-parameters.ts";

type Random = () => number;

/** mulberry32: the same states on every run. */
function randomNumbers(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const among = <T>(random: Random, options: readonly T[]): T => options[Math.floor(random() * options.length)]!;
const between = (random: Random, min: number, max: number) => min + random() * (max - min);
const whole = (random: Random, min: number, max: number) => Math.floor(between(random, min, max + 1));

const rows = (random: Random, count: number, columns: number) =>
  Array.from({ length: count }, () =>
    Array.from({ length: columns }, () => Number(between(random, -9, 9).toFixed(4))).join(","),
  ).join(";");

/** Heads of one size: rows of P and Q side by side. */
function heads(random: Random): string {
  const size = whole(random, 2, 3);
  return rows(random, whole(random, 0, 2) * size, 2 * size);
}

/** What a control does not say of its texts. */
const texts: Record<string, Record<string, (random: Random) => string>> = {
  descent: { points: (random) => rows(random, whole(random, 0, 4), 3) },
  walkthrough: {
    points: (random) => rows(random, whole(random, 1, 6), 3),
    omegas: (random) => rows(random, whole(random, 0, 4), 4),
  },
  attention: {
    words: (random) => among(random, ["a b", "the cat saw the dog", "to be or not to be"]),
    tokens: (random) => rows(random, among(random, [0, 2, 5]), 3),
  },
  layer: { points: (random) => rows(random, whole(random, 1, 5), whole(random, 2, 3)), heads },
  stream: { rows: (random) => rows(random, whole(random, 0, 5), whole(random, 2, 4)) },
  train: { noise: (random) => among(random, ["uniform:3", "set:1,3", "constant:2", "set:0.5,2,4"]) },
};

function randomText({ control }: Parameter<unknown>, random: Random): string {
  switch (control.kind) {
    case "choice":
      return among(random, control.options).value;
    case "switch":
      return among(random, ["on", "off"]);
    case "several":
      return control.options.filter(() => random() < 0.5).map(({ value }) => value).join(",") || "none";
    case "numbers":
      return control.names.map(() => Number(between(random, -9, 9).toFixed(2))).join(",");
    case "slider":
    case "number": {
      const value = between(random, control.min, control.max);
      return String(control.step === 1 ? Math.round(value) : Number(value.toPrecision(3)));
    }
    default:
      throw new Error(`a parameter of the kind ${control.kind} needs an entry in texts`);
  }
}

const tables = {
  train: trainParameters,
  descent: descentParameters,
  walkthrough: walkthroughParameters,
  attention: attentionParameters,
  layer: layerParameters,
  race: raceParameters,
  stream: streamParameters,
};

test.each(Object.entries(tables))("of lt-%s restores 300 random states exactly", (element, given) => {
  const table = given as unknown as ParameterTable<Record<string, unknown>>;
  const random = randomNumbers(1);
  for (let i = 0; i < 300; ++i) {
    const drawn = namesOf(table).map((name) => {
      const own = texts[element]?.[name];
      return [name, own ? own(random) : randomText(table[name]!, random)] as const;
    });
    const { values, problems } = checkAll(table, Object.fromEntries(drawn));
    expect(problems).toEqual({});
    const query = new URLSearchParams(readableQuery(toQuery(table, values)));
    expect(checkAll(table, readTexts(table, (name) => query.get(name)))).toEqual({ values, problems: {} });
  }
});
