import { describe, expect, test } from "vitest";
import { relativeDifference } from "../../../web/bench/difference.mjs";
import { measure, prepare, type Contestant, type Entry } from "../../../web/bench/measure.mjs";
import { encodeModel } from "../../../web/bench/onnx/encode.ts";
import { best, median } from "../../../web/bench/statistics.mjs";

describe("statistics", () => {
  test("the median is the middle value, or the mean of the two in the middle, whatever the order", () => {
    expect(median([30, 1, 2])).toBe(2);
    expect(median([4, 1, 10, 3])).toBe(3.5);
    expect(median([7])).toBe(7);
    expect(() => median([])).toThrow("values: at least one is needed");
  });

  test("the best time is the smallest", () => expect(best([3, 0.5, 2])).toBe(0.5));
});

describe("relative difference", () => {
  test("is the norm of the difference over that of the reference", () =>
    expect(relativeDifference([3, 4.5], [3, 4])).toBeCloseTo(0.1, 12));

  test("is infinite for another length, a value that is not finite, and no results at all", () => {
    expect(relativeDifference([1], [1, 2])).toBe(Infinity);
    expect(relativeDifference([NaN, 2], [1, 2])).toBe(Infinity);
    expect(relativeDifference([], [])).toBe(Infinity);
  });
});

/** Takes 7 ms a repetition by its own clock. */
function fake(name: string, difference: number, log: string[] = []): Contestant {
  return {
    name,
    label: name,
    open: async () => true,
    results: async () => ({}),
    differences: async () => ({ loss: difference }),
    async burst(_cell: string, repetitions: number) {
      log.push(name);
      return 7 * repetitions;
    },
  };
}

describe("measuring", () => {
  test("refuses a contestant that disagrees, before any burst", async () => {
    const log: string[] = [];
    const wrong = fake("wrong", 0.5, log);
    await expect(prepare(wrong, "T/full", fake("ours", 0), 60)).rejects.toThrow(
      "wrong disagrees with this library at T/full: relative difference of loss 5.0e-1, allowed 1e-5",
    );
    expect(log).toEqual([]);
  });

  test("repeats until a burst is long enough, and reports the time of one repetition", async () => {
    const entry = (await prepare(fake("ours", 0), "T/full", fake("ours", 0), 60)) as Entry;
    expect(entry.repetitions).toBe(9);
    await measure([[entry]], 2, () => {});
    expect(entry.samples).toEqual([7, 7]);
  });

  test("interleaves the contestants and turns their order from round to round", async () => {
    const log: string[] = [];
    const entries = ["a", "b", "c"].map((name) => ({
      contestant: fake(name, 0, log),
      cell: "T/full",
      repetitions: 1,
      expected: 7,
      samples: [],
    }));
    await measure([entries], 2, () => {});
    expect(log.join("")).toBe("abcbca");
  });
});

type Field = { field: number; value: bigint | Uint8Array };

/** Reads one protobuf message; nested messages stay bytes. */
function fieldsOf(bytes: Uint8Array): Field[] {
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(bytes[at++]!);
      value |= (byte & 127n) << shift;
      if (byte < 128n) return BigInt.asIntN(64, value);
    }
  };
  const slice = () => {
    const length = Number(varint());
    at += length;
    return bytes.slice(at - length, at);
  };
  const fields: Field[] = [];
  while (at < bytes.length) {
    const tag = Number(varint());
    fields.push({ field: tag >> 3, value: tag % 8 === 0 ? varint() : slice() });
  }
  return fields;
}
const bytesOf = (fields: Field[], field: number) =>
  fields.filter((each) => each.field === field).map(({ value }) => value as Uint8Array);
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe("ONNX encoding", () => {
  const model = fieldsOf(
    encodeModel({
      nodes: [{ op: "Softmax", inputs: ["x"], output: "y", attributes: { axis: -1, sizes: [300, 2] } }],
      inputs: { x: [200, 3] },
      outputs: { y: [200, 3] },
      constants: { half: { shape: [], values: Float32Array.of(0.5) }, axes: { integers: [-1, 70000] } },
    }),
  );
  const graph = fieldsOf(bytesOf(model, 7)[0]!);

  test("a node comes back with its name, operands and attributes, negative ones too", () => {
    const node = fieldsOf(bytesOf(graph, 1)[0]!);
    expect([1, 2, 4].map((field) => textOf(bytesOf(node, field)[0]))).toEqual(["x", "y", "Softmax"]);
    const [axis, list] = bytesOf(node, 5).map(fieldsOf);
    expect(axis!.find(({ field }) => field === 3)!.value).toBe(-1n);
    expect(list!.filter(({ field }) => field === 8).map(({ value }) => value)).toEqual([300n, 2n]);
  });

  test("constants come back as the same numbers", () => {
    const [half, axes] = bytesOf(graph, 5).map((bytes) => bytesOf(fieldsOf(bytes), 9)[0]!);
    expect(new Float32Array(half!.buffer)).toEqual(Float32Array.of(0.5));
    expect(new BigInt64Array(axes!.buffer)).toEqual(BigInt64Array.of(-1n, 70000n));
  });

  test("an input comes back with its shape", () => {
    const type = fieldsOf(bytesOf(fieldsOf(bytesOf(graph, 11)[0]!), 2)[0]!);
    const tensor = fieldsOf(bytesOf(type, 1)[0]!);
    const dimensions = bytesOf(fieldsOf(bytesOf(tensor, 2)[0]!), 1).map((bytes) => fieldsOf(bytes)[0]!.value);
    expect(dimensions).toEqual([200n, 3n]);
  });
});
