import {describe, expect, it} from 'vitest';
import {withAlike, withAlikeKind} from '../../src/app/alike.ts';
import {assign, type Spec, type Stage} from '../../src/spec/index.ts';
import {language, specOf} from '../support/specs.ts';

await language.load(['policy']);

const from = {'policy/*': 'sft.policy/*', 'ref/*': 'sft.policy/*', 'rm/*': 'judge.*'};
const run = specOf({
  stages: [
    {
      ...{id: 'sft', program: 'policy', steps: 10},
      spec: {objective: {kind: 'sft'}, sampling: {kind: 'demonstrations'}},
    },
    {id: 'judge', program: 'reward', steps: 10, spec: {world: {kind: 'responses'}, model: {kind: 'bag'}}},
    {
      ...{id: 'policy', program: 'policy', steps: 10, from},
      spec: {objective: {kind: 'reinforce'}, sampling: {kind: 'samples'}, judge: {kind: 'bag'}},
    },
  ],
});

/** The run with another value in its last stage, and what its stages then have. */
function changed(path: string, value: unknown, alike: (spec: Spec, shown: Stage) => Spec): Record<string, never>[] {
  const shown = {...run.stages[2], spec: assign(run.stages[2].spec, path, value)};
  const spec = alike({...run, stages: [...run.stages.slice(0, 2), shown]}, shown);
  const checked = language.check(spec);
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return checked.value.stages.map((stage) => stage.spec as Record<string, never>);
}

describe('settings that stages have alike', () => {
  it('are those of networks that are handed on: questions, habits of the writers, hidden units', () => {
    const questions = changed('world.questions', 3, (spec, shown) => withAlike(spec, shown, 'world.questions', 8));
    expect([questions[0], questions[2]]).toMatchObject([{world: {questions: 3}}, {world: {questions: 3}}]);
    const wishes = changed('world.wishes', 'any', (spec, shown) => withAlike(spec, shown, 'world.wishes', 'none'));
    expect(wishes).toMatchObject([{world: {wishes: 'any'}}, {world: {wishes: 'any'}}, {world: {wishes: 'any'}}]);
    const hidden = changed('policy.hidden', 16, (spec, shown) => withAlike(spec, shown, 'policy.hidden', 48));
    expect([hidden[0], hidden[2]]).toMatchObject([{policy: {hidden: 16}}, {policy: {hidden: 16}}]);
  });

  it('leave a stage alone that had another value, and settings that are a stage’s own', () => {
    const other = changed('world.questions', 3, (spec, shown) => withAlike(spec, shown, 'world.questions', 5));
    expect(other[0]).toMatchObject({world: {questions: 8}});
    const rate = changed('training.learningRate', 0.5, (spec, shown) =>
      withAlike(spec, shown, 'training.learningRate', 0.01),
    );
    expect(rate[0]).toEqual(run.stages[0].spec);
    expect(rate[1]).toEqual(run.stages[1].spec);
  });

  it('make the reward model that is trained the one that judges, also after another kind of judge', () => {
    const part = (kind: string) => language.program('policy').sections.judge.parts.find((one) => one.kind === kind)!;
    const settings = (kind: string) => ({
      kind,
      ...Object.fromEntries(Object.entries(part(kind).fields).map(([name, field]) => [name, field.default])),
    });
    for (const before of ['bag', 'gold']) {
      const linear = changed('judge', settings('linear'), (spec, shown) => withAlikeKind(spec, shown, 'judge', before));
      expect(linear[1]).toMatchObject({model: {kind: 'linear'}});
    }
    // The gold reward is no model.
    const gold = changed('judge', settings('gold'), (spec, shown) => withAlikeKind(spec, shown, 'judge', 'bag'));
    expect(gold[1]).toMatchObject({model: {kind: 'bag'}});
    const width = changed('judge.width', 8, (spec, shown) => withAlike(spec, shown, 'judge.width', 32));
    expect(width[1]).toMatchObject({model: {kind: 'bag', width: 8}});
  });

  it('are the worlds of all policies of a run', () => {
    const bandit = {kind: 'bandit', arms: 16};
    const shown = {...run.stages[2], spec: {...(run.stages[2].spec as object), world: bandit, judge: {kind: 'gold'}}};
    const spec = withAlikeKind({...run, stages: [...run.stages.slice(0, 2), shown]}, shown, 'world', 'answers');
    expect(spec.stages[0].spec).toMatchObject({world: bandit});
    expect(spec.stages[1].spec).toEqual(run.stages[1].spec);
  });
});
