/** What is on file of studies, beside the studies and beside what they give now. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openCli, startTrainer} from '../../scripts/cli.mjs';
import {type Measured, measure} from '../../src/cli/study/measure.ts';
import {textOf} from '../../src/cli/study/results.ts';
import {specHash} from '../../src/cli/study/specHash.ts';
import {loadResults, loadStudy, STUDY_SLUGS} from '../../src/studies/index.ts';
import type {Results} from '../../src/studies/kit/results.ts';
import {REGISTERED_SEEDS, type Study} from '../../src/studies/kit/study.ts';
import {PAPERS} from '../../src/studies/papers.ts';
import {atLength} from '../support/long.ts';
import {otherNumbers, unlike} from './onFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'results-'));
afterAll(() => rmSync(folder, {recursive: true}));

const all = await Promise.all(
  STUDY_SLUGS.map(async (slug) => ({slug, study: (await loadStudy(slug))!, results: await loadResults(slug)})),
);
const measured = all.flatMap(({slug, study, results}) => (results ? [{slug, study, results}] : []));
const quickest = [...measured].sort((a, b) => a.results.seconds - b.results.seconds);

describe('a study', () => {
  it.each(all)('$slug has settings that the lab takes, and names for files', ({study}) => {
    expect(specHash(study, REGISTERED_SEEDS[0])).toMatch(/^[0-9a-f]{64}$/);
    if (study.registered !== undefined) expect(study.registered).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(study.clauses.length).toBeLessThanOrEqual(3);
    expect(new Set(study.arms.map(({name}) => name)).size).toBe(study.arms.length);
    for (const {name} of study.arms) expect(name).toMatch(/^[a-zA-Z0-9-]+$/);
  });
});

describe('results on file', () => {
  for (const {slug} of all.filter(({study, results}) => study.registered && !results)) it.todo(`${slug}: not measured`);

  it.each(measured)('of $slug fit the study', ({slug, study, results}) => {
    expect(results.slug).toBe(slug);
    expect(unlike(study, results)).toEqual([]);
  });

  it('are of studies, and studies are of papers', async () => {
    const slugs = PAPERS.map((paper) => paper.slug);
    expect(STUDY_SLUGS.filter((slug) => !slugs.includes(slug))).toEqual([]);
    const files = Object.keys(import.meta.glob('../../src/studies/results/*.json'));
    expect(files.map((path) => path.split('/').at(-1)!.replace('.json', '')).filter(notBuilt)).toEqual([]);
  });
});

const notBuilt = (slug: string) => !STUDY_SLUGS.includes(slug);

/** Trains it with the first registered seed, which the first losses on file are of. */
const again = (slug: string, study: Study): Promise<Measured> =>
  measure({
    ...{
      study: {...study, clauses: []},
      seeds: REGISTERED_SEEDS.slice(0, 1),
      backend: 'wasm',
      processes: 2,
      startTrainer,
    },
    ...{folder: join(folder, slug), progress: process.stderr},
  });

describe('the numbers on file', () => {
  // Builds the command line, which trains.
  beforeAll(() => openCli());

  // The quickest one trains nothing.
  it.each(atLength(quickest, quickest.slice(0, 2)))(
    'of $slug come again, bit for bit',
    async ({slug, study, results}) => {
      expect(otherNumbers(results, await again(slug, study), REGISTERED_SEEDS.slice(0, 1))).toEqual([]);
    },
  );

  it('are those of a study: anything else is said', () => {
    const [{study: built}] = all;
    const study: Study = {...built, registered: '2026-11-29', clauses: []};
    const table = Object.fromEntries(
      study.arms.map((arm, a) => [
        arm.name,
        Object.fromEntries(
          study.measures.map(({name}, m) => [name, REGISTERED_SEEDS.map((seed) => seed / (3 + a + m))]),
        ),
      ]),
    );
    const firstLosses = Object.fromEntries(study.arms.map(({name}) => [name, [1.5, 1.25]]));
    const results: Results = {
      ...{slug: 'planted', seeds: [...REGISTERED_SEEDS], backend: 'wasm', build: 'b', date: '2026-11-30', seconds: 1},
      ...{specHash: specHash(study, REGISTERED_SEEDS[0]), values: table, firstLosses},
      claim: {clauses: [], verdict: 'unclear'},
    };
    const onFile: Results = JSON.parse(textOf(results));
    expect(unlike(study, onFile)).toEqual([]);
    const [first, ...rest] = study.arms;
    const longer = {...first, stages: first.stages.map((stage) => ({...stage, steps: stage.steps + 1}))};
    const planted: [Study, Results, string][] = [
      [{...study, registered: undefined}, onFile, 'it is a draft'],
      [{...study, arms: rest}, onFile, 'the arms are others'],
      [{...study, arms: [longer, ...rest]}, onFile, 'a setting, a step or a seed is another'],
      [{...study, measures: study.measures.slice(1)}, onFile, 'the measures are others'],
      [study, {...onFile, seeds: [1, 2]}, 'the seeds are not the registered ones'],
      [
        {...study, clauses: [{text: 'T', kind: 'exact', measure: study.measures[0].name, arm: first.name, atLeast: 0}]},
        onFile,
        'the claim or its verdict is another',
      ],
    ];
    for (const [one, other, sentence] of planted) expect(unlike(one, other).join()).toContain(`planted: ${sentence}`);

    const now = (values: Results['values']): Measured => ({...results, values, firstLosses});
    const measuredNow = Object.fromEntries(
      Object.entries(table).map(([arm, row]) => [
        arm,
        Object.fromEntries(Object.entries(row).map(([name, list]) => [name, list.slice(0, 1)])),
      ]),
    );
    expect(otherNumbers(onFile, now(measuredNow), [1001])).toEqual([]);
    const {name} = study.measures[0];
    const off = {
      ...measuredNow,
      [first.name]: {...measuredNow[first.name], [name]: [table[first.name][name][0] + 1e-13]},
    };
    expect(otherNumbers(onFile, now(off), [1001])).toEqual([
      expect.stringMatching(`^planted: ${name} of ${first.name} with seed 1001 was .* Measure again: `),
    ]);
    expect(
      otherNumbers({...onFile, firstLosses: {...firstLosses, [first.name]: [1.5]}}, now(measuredNow), [1001]),
    ).toEqual([expect.stringContaining(`the first losses of ${first.name} are others`)]);
  });
});
