// ONNX models as bytes. Field numbers are those of onnx.proto; only what graphs.ts needs is here.

export interface Node {
  op: string;
  inputs: string[];
  output: string;
  attributes?: Record<string, number | number[]>;
  /** An operator set beside ONNX's own, such as com.microsoft. */
  domain?: string;
}

export interface Graph {
  nodes: Node[];
  /** Shapes of float inputs, in order. */
  inputs: Record<string, number[]>;
  outputs: Record<string, number[]>;
  /** Constants: float arrays, or integers (shapes, axes, sizes). */
  constants: Record<string, { shape: number[]; values: Float32Array } | { integers: number[] }>;
}

const enum Wire {
  Varint = 0,
  Bytes = 2,
}
const enum Element {
  Float = 1,
  Int64 = 7,
}
const enum AttributeKind {
  Int = 2,
  Ints = 7,
}

function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes = [];
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

type Part = Uint8Array;
const join = (parts: Part[]): Part => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};

const integer = (field: number, value: number): Part =>
  new Uint8Array([...varint((field << 3) | Wire.Varint), ...varint(value)]);
const bytes = (field: number, value: Part): Part =>
  join([new Uint8Array([...varint((field << 3) | Wire.Bytes), ...varint(value.length)]), value]);
const text = (field: number, value: string): Part => bytes(field, new TextEncoder().encode(value));
const message = (field: number, ...parts: Part[]): Part => bytes(field, join(parts));

const attribute = (name: string, value: number | number[]): Part =>
  Array.isArray(value)
    ? message(5, text(1, name), ...value.map((each) => integer(8, each)), integer(20, AttributeKind.Ints))
    : message(5, text(1, name), integer(3, value), integer(20, AttributeKind.Int));

const node = ({ op, inputs, output, attributes = {}, domain }: Node): Part =>
  message(
    1,
    ...inputs.map((name) => text(1, name)),
    text(2, output),
    text(4, op),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    ...(domain ? [text(7, domain)] : []),
  );

const floatType = (shape: number[]): Part =>
  message(2, message(1, integer(1, Element.Float), message(2, ...shape.map((size) => message(1, integer(1, size))))));
const value = (field: number, name: string, shape: number[]): Part => message(field, text(1, name), floatType(shape));

function constant(name: string, content: Graph["constants"][string]): Part {
  const integers = "integers" in content;
  const shape = integers ? [content.integers.length] : content.shape;
  const raw = integers ? new BigInt64Array(content.integers.map(BigInt)) : content.values;
  return message(
    5,
    ...shape.map((size) => integer(1, size)),
    integer(2, integers ? Element.Int64 : Element.Float),
    text(8, name),
    bytes(9, new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength)),
  );
}

const operatorSet = (domain: string, version: number): Part => message(8, text(1, domain), integer(2, version));

export function encodeModel(graph: Graph): Uint8Array {
  const entries = <T>(record: Record<string, T>, part: (name: string, each: T) => Part) =>
    Object.entries(record).map(([name, each]) => part(name, each));
  return join([
    integer(1, 10),
    message(
      7,
      ...graph.nodes.map(node),
      text(2, "bench"),
      ...entries(graph.constants, constant),
      ...entries(graph.inputs, (name, shape) => value(11, name, shape)),
      ...entries(graph.outputs, (name, shape) => value(12, name, shape)),
    ),
    operatorSet("", 17),
    operatorSet("com.microsoft", 1),
  ]);
}
