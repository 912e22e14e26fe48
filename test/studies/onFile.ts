/** Results on file beside the study that they are of: each sentence says what no longer fits. */
import type {Measured} from '../../src/cli/study/measure.ts';
import {specHash} from '../../src/cli/study/specHash.ts';
import {judge} from '../../src/studies/kit/judge.ts';
import type {Results} from '../../src/studies/kit/results.ts';
import {REGISTERED_SEEDS, type Study} from '../../src/studies/kit/study.ts';

const again = (slug: string, what: string) => `${slug}: ${what}. Measure again: npm run --silent lab -- study ${slug}`;

/** What differs between the study and what its results say of it. */
export function unlike(study: Study, results: Results): string[] {
  const {slug, values, seeds, claim, firstLosses, backend} = results;
  const arms = study.arms.map(({name}) => name);
  const measures = study.measures.map(({name}) => name);
  const wrong: [string, boolean][] = [
    ['it is a draft', study.registered === undefined],
    ['the backend is not wasm', backend !== 'wasm'],
    ['the seeds are not the registered ones', !same(seeds, REGISTERED_SEEDS)],
    ['the arms are others', !same(Object.keys(values), arms) || !same(Object.keys(firstLosses), arms)],
    ['the measures are others', Object.values(values).some((row) => !same(Object.keys(row), measures))],
    [
      'a value is missing',
      Object.values(values).some((row) => Object.values(row).some((list) => list.length !== seeds.length)),
    ],
    ['a setting, a step or a seed is another', specHash(study, seeds[0]) !== results.specHash],
  ];
  const found = wrong.filter(([, is]) => is).map(([what]) => what);
  // What is judged must be there.
  if (found.length === 0 && !sameClaim(study, results)) found.push('the claim or its verdict is another');
  return found.map((what) => again(slug, what));

  function sameClaim({clauses}: Study, on: Results): boolean {
    const now = judge({clauses, values: on.values, seeds: on.seeds});
    return (
      now.verdict === claim.verdict &&
      now.clauses.length === claim.clauses.length &&
      now.clauses.every((clause, i) => {
        const {text, kind, margin, verdict, effect} = claim.clauses[i];
        const words = same([text, kind, margin, verdict], [clause.text, clause.kind, clause.margin, clause.verdict]);
        return words && Math.abs(effect - clause.effect) <= 1e-9 * Math.max(1, Math.abs(effect));
      })
    );
  }
}

/** Where what was measured now, with some of the seeds, has other bits than what is on file. */
export function otherNumbers(results: Results, now: Measured, seeds: readonly number[]): string[] {
  const {slug, values, firstLosses} = results;
  const moved = Object.entries(values).flatMap(([arm, row]) =>
    Object.entries(row).flatMap(([measure, list]) =>
      seeds.flatMap((seed, i) => {
        const [before, after] = [list[results.seeds.indexOf(seed)], now.values[arm][measure][i]];
        return same(before, after) ? [] : [`${measure} of ${arm} with seed ${seed} was ${before} and is ${after}`];
      }),
    ),
  );
  const losses = Object.entries(firstLosses)
    .filter(([arm, list]) => seeds[0] === results.seeds[0] && !same(list, now.firstLosses[arm]))
    .map(([arm]) => `the first losses of ${arm} are others`);
  return [...moved, ...losses].map((what) => again(slug, what));
}

/** Equal as they stand in a file. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
