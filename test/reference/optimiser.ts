/** AdamW, SGD with momentum and the schedule of the learning rate, in double precision. */
import type {Vector} from './matrix.ts';

export interface Training {
  kind: 'adamW' | 'sgd';
  momentum: number;
  /** Of AdamW. */
  beta2: number;
  epsilon: number;
  warmup: number;
  schedule: 'cosine' | 'constant';
}

/** The factor on the learning rate at update n = 0, 1, ... of `steps`. */
export function rateAt({warmup, schedule}: Training, n: number, steps: number): number {
  if (n < warmup) return (n + 1) / warmup;
  if (schedule === 'constant') return 1;
  return (1 + Math.cos((Math.PI * (n - warmup)) / Math.max(1, steps - warmup))) / 2;
}

/** One parameter vector and what its optimiser remembers. */
export class Parameter {
  value: Vector;
  m: Vector;
  v: Vector;

  constructor(
    value: readonly number[],
    readonly decays: boolean,
  ) {
    this.value = [...value];
    this.m = value.map(() => 0);
    this.v = value.map(() => 0);
  }

  /** Update n = 0, 1, ... with gradient g; `rate` includes the schedule. */
  step(g: Vector, n: number, rate: number, decay: number, {kind, momentum, beta2, epsilon}: Training): void {
    for (let i = 0; i < g.length; i++) {
      const shrink = this.decays ? decay * this.value[i] : 0;
      if (kind === 'sgd') {
        this.m[i] = momentum * this.m[i] + g[i];
        this.value[i] -= rate * (this.m[i] + shrink);
        continue;
      }
      this.m[i] = momentum * this.m[i] + (1 - momentum) * g[i];
      this.v[i] = beta2 * this.v[i] + (1 - beta2) * g[i] ** 2;
      const mean = this.m[i] / (1 - momentum ** (n + 1));
      const square = this.v[i] / (1 - beta2 ** (n + 1));
      this.value[i] -= rate * (mean / (Math.sqrt(square) + epsilon) + shrink);
    }
  }
}
