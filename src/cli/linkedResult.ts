/** Compares a run with the result that its link carried. */
import type {TickMetrics} from '../engine/records.ts';
import {positionOf, type Spec} from '../spec/index.ts';
import {type Judged, judge} from '../spec/result/judge.ts';
import type {Result} from '../spec/result/result.ts';

export class LinkedResult {
  readonly #result: Result;
  readonly #spec: Spec;
  readonly #backend: string;
  /** What was measured of the result's member, by metric and position: of what it has, and no more. */
  readonly #measured = new Map<string, number | undefined>();
  #position = 0;

  constructor(result: Result, spec: Spec, backend: string) {
    this.#result = result;
    this.#spec = spec;
    this.#backend = backend;
    const {losses, finals, curves} = result;
    for (const {metric, tick} of finals) this.#measured.set(keyOf(metric, tick), undefined);
    for (const {metric, ticks} of curves) for (const tick of ticks) this.#measured.set(keyOf(metric, tick), undefined);
    losses.forEach((_, i) => {
      this.#measured.set(keyOf('loss', i + 1), undefined);
    });
  }

  add(metrics: readonly TickMetrics[]): void {
    for (const {stage, tick, members, values} of metrics) {
      const position = positionOf(this.#spec, stage, tick);
      this.#position = Math.max(this.#position, position);
      for (const [name, each] of Object.entries(values)) {
        const i = members ? members.indexOf(this.#result.member) : this.#result.member;
        const key = keyOf(name, position);
        if (this.#measured.has(key) && each[i] !== undefined) this.#measured.set(key, each[i]);
      }
    }
  }

  /** How the two compare, in lines. */
  lines(): string[] {
    const rows = judge(this.#result, {
      ...{backend: this.#backend, position: this.#position},
      at: (metric, tick) => this.#measured.get(keyOf(metric, tick)),
    });
    const count = (verdict: Judged['verdict']) => rows.filter((row) => row.verdict === verdict).length;
    const told = rows.filter(({verdict}) => verdict === 'differs' || verdict === 'shown');
    const {position, backend} = this.#result;
    return [
      `The link carries a result of step ${position}, computed on ${backend}: of ${rows.length} comparisons ${count('reproduced')} are reproduced, ${count('differs')} differ.`,
      ...told.map(({kind, metric, tick, claimed, here, verdict}) => {
        const what = kind === 'final' ? metric : `${metric} on the way`;
        const by = Math.abs(here! - claimed).toPrecision(2);
        return `  ${what}, step ${tick}: claimed ${short(claimed)}, here ${short(here!)}, ${verdict === 'differs' ? `differs by ${by}` : `${by} apart`}`;
      }),
      ...(count('unmeasured') > 0 ? [`  ${count('unmeasured')} were not measured here at the same steps.`] : []),
      ...(count('waiting') > 0 ? [`  ${count('waiting')} are about later steps.`] : []),
    ];
  }
}

const keyOf = (metric: string, position: number) => `${metric} ${position}`;
const short = (value: number) => String(Number(value.toPrecision(7)));
