// Workload A as ONNX graphs: inputs q, k, v (n, d), output o (n, d).
import type { Graph, Node } from "./encode.ts";

type Op = (op: string, inputs: string[], attributes?: Node["attributes"], domain?: string) => string;

class Builder {
  readonly nodes: Node[] = [];
  readonly constants: Graph["constants"] = {};

  readonly op: Op = (op, inputs, attributes, domain) => {
    const output = `${op}${this.nodes.length}`;
    this.nodes.push({ op, inputs, output, ...(attributes && { attributes }), ...(domain && { domain }) });
    return output;
  };

  integers(...integers: number[]): string {
    const name = `integers${Object.keys(this.constants).length}`;
    this.constants[name] = { integers };
    return name;
  }

  floats(shape: number[], at: (i: number) => number): string {
    const name = `floats${Object.keys(this.constants).length}`;
    const count = shape.reduce((product, size) => product * size, 1);
    this.constants[name] = { shape, values: Float32Array.from({ length: count }, (_, i) => at(i)) };
    return name;
  }

  graph(n: number, d: number, last: string): Graph {
    this.nodes.push({ op: "Identity", inputs: [last], output: "o" });
    const shape = [n, d];
    return {
      nodes: this.nodes,
      constants: this.constants,
      inputs: { q: shape, k: shape, v: shape },
      outputs: { o: shape },
    };
  }
}

/**
 * Queries in blocks: never all scores at once. Measured: as fast as the runtime's own MultiHeadAttention, which needs
 * such blocks as well (an overflow at 4,096).
 */
export function softmaxGraph(n: number, d: number, block: number): Graph {
  const b = new Builder();
  const scale = b.floats([], () => 1 / Math.sqrt(d));
  const turned = b.op("Transpose", ["k"], { perm: [1, 0] });
  const blocks = Array.from({ length: n / block }, (_, i) => {
    const q = b.op("Slice", ["q", b.integers(i * block), b.integers((i + 1) * block), b.integers(0)]);
    const weights = b.op("Softmax", [b.op("MatMul", [b.op("Mul", [q, scale]), turned])], { axis: -1 });
    return b.op("MatMul", [weights, "v"]);
  });
  return b.graph(n, d, b.op("Concat", blocks, { axis: 0 }));
}

const phi = (b: Builder, x: string, one: string) => b.op("Add", [b.op("Elu", [x]), one]);

export function linearGraph(n: number, d: number): Graph {
  const b = new Builder();
  const one = b.floats([], () => 1);
  const [phiQ, phiK] = [phi(b, "q", one), phi(b, "k", one)];
  const turned = b.op("Transpose", [phiK], { perm: [1, 0] });
  const z = b.op("ReduceSum", [turned, b.integers(1)], { keepdims: 1 });
  const sums = b.op("MatMul", [phiQ, b.op("MatMul", [turned, "v"])]);
  return b.graph(n, d, b.op("Div", [sums, b.op("MatMul", [phiQ, z])]));
}

/** In chunks: the state before the chunk, and within it a masked product. */
export function causalGraph(n: number, d: number, chunk: number): Graph {
  const b = new Builder();
  const chunks = n / chunk;
  const one = b.floats([], () => 1),
    mask = b.floats([chunk, chunk], (i) => (i % chunk <= Math.floor(i / chunk) ? 1 : 0));
  const parts = (x: string) => b.op("Reshape", [x, b.integers(chunks, chunk, d)]);
  const before = (sums: string) => b.op("CumSum", [sums, b.integers(0)], { exclusive: 1 });
  const [phiQ, phiK, values] = [parts(phi(b, "q", one)), parts(phi(b, "k", one)), parts("v")];
  const turned = b.op("Transpose", [phiK], { perm: [0, 2, 1] });
  const S = before(b.op("MatMul", [turned, values]));
  const z = before(b.op("ReduceSum", [turned, b.integers(2)], { keepdims: 1 }));
  const scores = b.op("Mul", [b.op("MatMul", [phiQ, turned]), mask]);
  const weightWithin = b.op("ReduceSum", [scores, b.integers(2)], { keepdims: 1 });
  const weight = b.op("Add", [weightWithin, b.op("MatMul", [phiQ, z])]);
  const sums = b.op("Add", [b.op("MatMul", [scores, values]), b.op("MatMul", [phiQ, S])]);
  return b.graph(n, d, b.op("Reshape", [b.op("Div", [sums, weight]), b.integers(n, d)]));
}
