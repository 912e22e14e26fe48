import {describe, expect, it} from 'vitest';
import {language, sentencesOf, specOf} from '../support/specs.ts';

const stage = (spec: object) => ({id: 'main', program: 'reward', spec});

describe('a setting that has another name now', () => {
  it('is read by its former name: in stages, in moves and in the fan', () => {
    const former = specOf({
      stages: [stage({world: {flips: 0.2}, objective: {kind: 'decorrelated', fine: 3}})],
      moves: [{stage: 'main', tick: 5, path: 'world.flips', value: 0.1}],
      fan: {axes: [{stage: 'main', path: 'objective.fine', values: [1, 2]}], seeds: [1]},
    });
    const present = specOf({
      stages: [stage({world: {labelNoise: 0.2}, objective: {kind: 'decorrelated', penalty: 3}})],
      moves: [{stage: 'main', tick: 5, path: 'world.labelNoise', value: 0.1}],
      fan: {axes: [{stage: 'main', path: 'objective.penalty', values: [1, 2]}], seeds: [1]},
    });
    expect(former).toEqual(present);
  });

  it('has what a link sets by the former name, above the preset’s own value', () => {
    const objective = {kind: 'lengthPenalised', offset: 1.5, handicap: -1};
    expect(specOf({stages: [stage({objective})]}).stages[0].spec).toMatchObject({objective: {offset: -1}});
  });

  it('is former in its own part only, and checked as ever', () => {
    expect(sentencesOf({stages: [stage({objective: {kind: 'bradleyTerry', fine: 3}})]})[0]).toContain('"fine"');
    expect(sentencesOf({stages: [stage({objective: {kind: 'decorrelated', fine: -3}})]})[0]).toMatch(
      /must be a number/,
    );
  });

  it('leaves what is no spec to the check', () => {
    for (const stages of [
      [null],
      [3],
      [{program: 'reward', spec: 4}],
      [{program: 'nothing', spec: {}}],
      [{spec: []}],
    ]) {
      expect(language.check({stages}).ok).toBe(false);
    }
  });
});
