import {beforeAll, describe, expect, it} from 'vitest';
import {language} from '../../src/programs/index.spec.ts';
import {loadStudy, STUDY_SLUGS} from '../../src/studies/index.ts';
import {judge} from '../../src/studies/kit/judge.ts';
import {specWith} from '../../src/studies/kit/settings.ts';
import type {Figure, Study} from '../../src/studies/kit/study.ts';
import {inputs} from '../reference/random.ts';

/** The measures that a figure draws. */
function drawn(figure: Figure): readonly string[] {
  if (figure.kind === 'plane') return [figure.x, figure.y, ...(figure.size ? [figure.size] : [])];
  return figure.kind === 'matrix' ? figure.rows.flat() : [figure.measure];
}

// What the compiler cannot see of a study, without training it.
describe.each(STUDY_SLUGS)('the file of %s', (slug) => {
  let study: Study;
  beforeAll(async () => {
    study = (await loadStudy(slug))!;
  });

  it('has settings within their ranges', () => {
    for (const {stages} of study.arms) expect(() => specWith(stages, 101)).not.toThrow();
  });

  it('names arms and measures once, as data is keyed', () => {
    const arms = study.arms.map(({name}) => name);
    const measures = study.measures.map(({name}) => name);
    expect(arms.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
    expect(new Set(arms).size).toBe(arms.length);
    expect(new Set(measures).size).toBe(measures.length);
  });

  it('has sliders for settings that some arm has, and a figure of measures that it takes', () => {
    const paths = study.arms.flatMap(({stages}) =>
      specWith(stages, 101).stages.flatMap((stage) => language.places(stage).map(({path}) => `${stage.id}.${path}`)),
    );
    expect(study.sliders.filter((path) => !paths.includes(path))).toEqual([]);
    const measures = study.measures.map(({name}) => name);
    expect(drawn(study.figure).filter((name) => !measures.includes(name))).toEqual([]);
    expect(study.shown?.length ?? 0).toBeLessThanOrEqual(4);
  });

  it('has from one to three clauses, which can be judged', () => {
    expect(study.clauses.length).toBeGreaterThanOrEqual(1);
    expect(study.clauses.length).toBeLessThanOrEqual(3);
    const seeds = [101, 102, 103];
    const next = inputs(1);
    const row = () => Object.fromEntries(study.measures.map(({name}) => [name, seeds.map(next)]));
    const values = Object.fromEntries(study.arms.map(({name}) => [name, row()]));
    expect(judge({clauses: study.clauses, values, seeds}).clauses).toHaveLength(study.clauses.length);
  });

  it('says what its pilots gave before its claim is registered', () => {
    if (study.registered === undefined) return;
    expect(study.registered).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(study.pilots).not.toBe('');
  });
});
