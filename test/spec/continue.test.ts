import {describe, expect, it} from 'vitest';
import {continued, redone} from '../../src/spec/continue.ts';
import {type Checked, type Move, memberSpec, type Spec, settingsAt} from '../../src/spec/index.ts';
import {decodeSpec, encodeSpec} from '../../src/spec/link.ts';
import {encoderSpec, language, specOf} from '../support/specs.ts';

function value<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return checked.value;
}

const TEMPERATURE = 'objective.temperature';
const again = (spec: Spec, steps = 500, settings?: unknown) => value(continued(language, spec, {steps, settings}));
const ids = ({stages}: Spec) => stages.map(({id}) => id);
const temperatureAt = (spec: Spec, at: number, tick = 0) =>
  (settingsAt(spec, spec.stages[at], tick) as {objective: {temperature: number}}).objective.temperature;

describe('a run that is continued', () => {
  const moves: Move[] = [{stage: 'main', tick: 9, path: TEMPERATURE, value: 0.3}];

  it('has one more stage that goes on from the last with the settings that it ended with', () => {
    const preset = encoderSpec();
    const twice = again(again({...preset, moves}), 200);
    expect(ids(twice)).toEqual(['main', 'main2', 'main3']);
    expect(twice.stages.map(({from}) => from)).toEqual([undefined, {'*': 'main.*'}, {'*': 'main2.*'}]);
    expect(twice.stages.map(({steps}) => steps)).toEqual([3000, 500, 200]);
    expect([0, 1, 2].map((at) => temperatureAt(twice, at))).toEqual([0.1, 0.3, 0.3]);
    expect(twice.moves).toEqual(moves);
    const text = encodeSpec(language, preset, twice);
    expect(decodeSpec(language, preset, text)).toEqual({ok: true, value: twice});
    expect(text.length).toBeLessThan(170);
  });

  it('may have other settings', () => {
    const spec = encoderSpec();
    const settings = (specOf(encoderSpec({objective: {temperature: 1}})).stages[0] as {spec: unknown}).spec;
    expect(temperatureAt(again({...spec, moves}, 500, settings), 1)).toBe(1);
  });

  it('gives every member of a fan what it ended with', () => {
    const fan = {axes: [{stage: 'main', path: TEMPERATURE, values: [0.2, 0.4]}], seeds: [1, 2]};
    const own: Move[] = [
      {stage: 'main', tick: 2, path: TEMPERATURE, value: 0.5, member: 1},
      {stage: 'main', tick: 3, path: 'training.learningRate', value: 0.02, member: 2},
      {stage: 'main', tick: 4, path: 'training.weightDecay', value: 0.5},
    ];
    const spec = again(encoderSpec({}, {fan, moves: own}));
    expect([0, 1, 2, 3].map((i) => temperatureAt(memberSpec(spec, i), 1))).toEqual([0.2, 0.5, 0.4, 0.4]);
    expect(spec.moves.slice(own.length)).toEqual([
      {stage: 'main2', tick: 0, path: TEMPERATURE, value: 0.5, member: 1},
      {stage: 'main2', tick: 0, path: 'training.learningRate', value: 0.02, member: 2},
    ]);
    expect(spec.stages[1].spec).toMatchObject({training: {weightDecay: 0.5}});
  });

  it('has at most sixteen stages', () => {
    let spec = encoderSpec();
    for (let i = 1; i < 16; i++) spec = again(spec);
    const refused = continued(language, spec, {steps: 5});
    expect(refused.ok || refused.sentences).toEqual([
      'This run has 16 stages, and one can have at most 16: start a new run from here instead.',
    ]);
    expect(encodeSpec(language, encoderSpec(), spec).length).toBeLessThan(400);
  });
});

describe('a stage that is trained again', () => {
  const stages = [
    {id: 'sft', program: 'encoder', steps: 10},
    {id: 'judge', program: 'encoder', steps: 20, from: {'backbone/*': 'sft.backbone/*'}},
    {id: 'policy', program: 'encoder', steps: 30, from: {'*': 'judge.*', 'head/w0': 'sft.head/w0'}},
  ];
  const move = (stage: string): Move => ({stage, tick: 3, path: TEMPERATURE, value: 0.5});

  it('is followed by all after it, on top of the new one', () => {
    const spec = specOf({stages, moves: [move('judge'), move('policy')]});
    const settings = encoderSpec({objective: {temperature: 1}}).stages[0].spec;
    const once = value(redone(language, spec, 'judge', settings));
    expect(ids(once)).toEqual(['sft', 'judge', 'policy', 'judge2', 'policy2']);
    expect(once.stages.slice(0, 3)).toEqual(spec.stages);
    expect(once.stages.slice(3).map(({from}) => from)).toEqual([
      {'backbone/*': 'sft.backbone/*'},
      {'*': 'judge2.*', 'head/w0': 'sft.head/w0'},
    ]);
    expect([temperatureAt(once, 3), temperatureAt(once, 4)]).toEqual([1, 0.1]);
    expect(once.moves).toEqual([move('judge'), move('policy'), move('policy2')]);
    expect(decodeSpec(language, spec, encodeSpec(language, spec, once))).toEqual({ok: true, value: once});
  });

  it('is refused where a fan varies it', () => {
    const fan = {axes: [{stage: 'judge', path: TEMPERATURE, values: [0.2, 0.4]}], seeds: [1]};
    const refused = redone(language, specOf({stages, fan}), 'judge', encoderSpec().stages[0].spec);
    expect(refused.ok || refused.sentences[0]).toMatch(/^The fan varies objective\.temperature of stage judge/);
  });
});
