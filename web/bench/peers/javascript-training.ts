// Workload T as a user might write it by hand: the Gram recursion and its adjoint, task by task, in typed arrays.
import { DiagRule } from "./javascript-diag.ts";
import { FullRule } from "./javascript-full.ts";
import {
  gramOf,
  multiply,
  numbers,
  size,
  symmetricTransposed,
  transposedSymmetric,
  type Numbers,
} from "./javascript-matrix.ts";
import { Tape, type LayerRule } from "./javascript-tape.ts";
import { adam, sizes, tokensOf, type Inputs, type Model, type Run } from "./peer.ts";

const last = sizes.layers - 1;

export function javascriptTraining(model: Model, inputs: Inputs): Run {
  const training = new Training(model, inputs);
  let loss = NaN;
  return {
    begin: () => training.begin(),
    async repeat(count) {
      for (let i = 0; i < count; i++) loss = training.step();
    },
    async results() {
      return { loss: [loss], gradient: training.gradient };
    },
  };
}

class Training {
  readonly gradient: Numbers;
  private readonly start: Float32Array;
  private readonly parameters: Numbers;
  private readonly m: Numbers;
  private readonly v: Numbers;
  private updates = 0;
  private readonly tokens: Numbers;
  private readonly tape = new Tape();
  private readonly rule: LayerRule;
  private readonly diag: DiagRule | undefined;

  constructor(
    model: Model,
    private readonly inputs: Inputs,
  ) {
    this.start = inputs.parameters[model];
    const count = this.start.length;
    [this.parameters, this.gradient, this.m, this.v] = [numbers(count), numbers(count), numbers(count), numbers(count)];
    this.tokens = numbers(sizes.batch * sizes.n * size);
    this.tokens.set(tokensOf(inputs.tasks));
    this.diag = model === "diag" ? new DiagRule(this.parameters, this.gradient) : undefined;
    this.rule = this.diag ?? new FullRule(this.parameters, this.gradient);
  }

  begin(): void {
    this.parameters.set(this.start);
    this.m.fill(0);
    this.v.fill(0);
    this.updates = 0;
  }

  step(): number {
    this.diag?.update();
    this.gradient.fill(0);
    let loss = 0;
    for (let task = 0; task < sizes.batch; task++) loss += this.task(task);
    for (let i = 0; i < this.gradient.length; i++) this.gradient[i]! /= sizes.batch;
    this.update();
    return loss / sizes.batch;
  }

  private task(task: number): number {
    gramOf(this.tokens, task * sizes.n * size, this.tape.gram[0]!);
    this.forward();
    const loss = this.readOut(task);
    this.backward();
    return loss;
  }

  private forward(): void {
    const { gram, t, h, row } = this.tape;
    for (let l = 0; l < last; l++) {
      this.rule.transform(this.tape, l);
      multiply(t[l]!, gram[l]!, h[l]!);
      symmetricTransposed(h[l]!, t[l]!, gram[l + 1]!);
    }
    this.rule.lastRow(this.tape);
    for (let l = last - 1; l >= 0; l--) {
      const [above, matrix, to] = [row[l + 1]!, t[l]!, row[l]!];
      for (let j = 0; j < size; j++) {
        let sum = 0;
        for (let k = 0; k < size; k++) sum += above[k]! * matrix[k * size + j]!;
        to[j] = sum;
      }
    }
  }

  /** The loss ½ (y_t − ŷ)², ŷ = −⟨r^0, e_t⟩, and p^0. */
  private readOut(task: number): number {
    const { query, target } = this.inputs.tasks;
    const [row, p] = [this.tape.row[0]!, this.tape.column[0]!];
    let error = target[task]!;
    for (let k = 0; k < sizes.d; k++) error += row[k]! * query[task * sizes.d + k]!;
    for (let k = 0; k < sizes.d; k++) p[k] = error * query[task * sizes.d + k]!;
    return 0.5 * error * error;
  }

  private backward(): void {
    const { t, column } = this.tape;
    for (let l = 0; l < last; l++) {
      const [matrix, from, to] = [t[l]!, column[l]!, column[l + 1]!];
      for (let i = 0; i < size; i++) {
        let sum = 0;
        for (let k = 0; k < size; k++) sum += matrix[i * size + k]! * from[k]!;
        to[i] = sum;
      }
    }
    this.rule.lastAdjoint(this.tape);
    for (let l = last - 1; l >= 0; l--) this.layerAdjoint(l);
  }

  /** T̄ = r⁺ pᵀ + 2 Ḡ⁺ H,  Ḡ = Tᵀ Ḡ⁺ T + the rule's part. */
  private layerAdjoint(l: number): void {
    const tape = this.tape;
    const [tBar, row, column] = [tape.tBar, tape.row[l + 1]!, tape.column[l]!];
    multiply(tape.adjoint, tape.h[l]!, tBar);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) tBar[i * size + j] = 2 * tBar[i * size + j]! + row[i]! * column[j]!;
    if (l > 0) {
      multiply(tape.adjoint, tape.t[l]!, tape.scratch);
      transposedSymmetric(tape.t[l]!, tape.scratch, tape.nextAdjoint);
    }
    this.rule.layerAdjoint(tape, l);
    [tape.adjoint, tape.nextAdjoint] = [tape.nextAdjoint, tape.adjoint];
  }

  private update(): void {
    const { parameters, gradient, m, v } = this;
    this.updates++;
    const mScale = 1 / (1 - adam.beta1 ** this.updates),
      vScale = 1 / (1 - adam.beta2 ** this.updates);
    for (let i = 0; i < parameters.length; i++) {
      const g = gradient[i]!;
      m[i] = adam.beta1 * m[i]! + (1 - adam.beta1) * g;
      v[i] = adam.beta2 * v[i]! + (1 - adam.beta2) * g * g;
      parameters[i]! -= (adam.rate * mScale * m[i]!) / (Math.sqrt(vScale * v[i]!) + adam.epsilon);
    }
  }
}
