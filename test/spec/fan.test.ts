import {describe, expect, it} from 'vitest';
import {
  isFanned,
  type Move,
  memberSpec,
  membersOf,
  type ProgramSpec,
  specLanguage,
  withMove,
} from '../../src/spec/index.ts';
import {decodeSpec, encodeSpec} from '../../src/spec/link.ts';
import {encoderSpec, language, sentencesOf, specOf} from '../support/specs.ts';

const TEMPERATURE = 'objective.temperature';
const axis = (path: string, values: number[], stage = 'main') => ({stage, path, values});
const fanned = (axes: object[], seeds: number[] = [7, 8], rest: object = {}) =>
  encoderSpec({world: {kind: 'latent'}}, {fan: {axes, seeds}, ...rest});
const move = (tick: number, value: number, member?: number | 'all', path = TEMPERATURE): Move => ({
  stage: 'main',
  tick,
  path,
  value,
  ...(member !== undefined && {member}),
});
const temperatureOf = ({stages}: {stages: {spec: unknown}[]}, at = 0) =>
  (stages[at].spec as {objective: {temperature: number}}).objective.temperature;

describe('the members of a fan', () => {
  it('are one with the seed of the spec where there is no fan', () => {
    expect(membersOf(encoderSpec({}, {seed: 3}))).toEqual([{index: 0, seed: 3, values: []}]);
  });

  it('go through the first axis slowest and the seeds fastest', () => {
    const spec = fanned([axis(TEMPERATURE, [0.1, 0.2]), axis('model.width', [16, 32])], [5, 6]);
    expect(membersOf(spec).map(({seed, values}) => [...values, seed])).toEqual([
      [0.1, 16, 5],
      [0.1, 16, 6],
      [0.1, 32, 5],
      [0.1, 32, 6],
      [0.2, 16, 5],
      [0.2, 16, 6],
      [0.2, 32, 5],
      [0.2, 32, 6],
    ]);
  });

  it('have a spec of their own each, with the moves made for them or for all', () => {
    const moves = [
      move(2, 0.3, 1),
      move(3, 0.4, 'all'),
      move(4, 0.5, 2),
      move(5, 0.02, undefined, 'training.learningRate'),
    ];
    const spec = fanned([axis(TEMPERATURE, [0.1, 0.2])], [5, 6], {moves});
    const alone = memberSpec(spec, 2);
    expect(alone).not.toHaveProperty('fan');
    expect([alone.seed, temperatureOf(alone)]).toEqual([5, 0.2]);
    expect(alone.moves).toEqual([move(3, 0.4), move(4, 0.5), move(5, 0.02, undefined, 'training.learningRate')]);
    expect(specOf(alone)).toEqual(alone);
    expect(() => memberSpec(spec, 4)).toThrow('There is no member 4: the run has 4.');
  });

  it('keep their values in stages that continue theirs, and in no other', () => {
    const stages = [
      {id: 'main', program: 'encoder'},
      {id: 'other', program: 'encoder'},
      {id: 'main2', program: 'encoder', from: {'*': 'main.*'}},
      {id: 'main3', program: 'encoder', from: {'*': 'main2.*'}},
    ];
    const spec = specOf({stages, fan: {axes: [axis(TEMPERATURE, [0.3, 0.4])], seeds: [1]}});
    const alone = memberSpec(spec, 1);
    expect([0, 1, 2, 3].map((at) => temperatureOf(alone, at))).toEqual([0.4, 0.1, 0.4, 0.4]);
    expect(['main', 'other', 'main3'].map((id) => isFanned(spec, id, TEMPERATURE))).toEqual([true, false, true]);
    expect(isFanned(spec, 'main', 'model.width')).toBe(false);
  });
});

describe('a spec', () => {
  const stages = [{id: 'main', program: 'encoder', spec: {world: {kind: 'latent'}}}];
  const fan = (axes: unknown, seeds: unknown = [1]) => ({stages, fan: {axes, seeds}});
  const moved = (one: object, over = TEMPERATURE) => ({
    stages,
    fan: {axes: [{...axis(over, [0.1, 0.2]), ...(over === 'training.batch' && {values: [16, 32]})}], seeds: [1, 2]},
    moves: [{stage: 'main', tick: 5, path: TEMPERATURE, value: 0.5, ...one}],
  });

  it.each<[string, unknown, RegExp]>([
    ['no object', {stages, fan: 5}, /^A fan must be an object with axes and seeds\.$/],
    ['no seeds', {stages, fan: {axes: []}}, /^A fan must be an object with axes and seeds\.$/],
    ['an empty list of seeds', fan([], []), /^A fan needs at least one seed\.$/],
    [
      'an unknown entry',
      {stages, fan: {axes: [], seeds: [1], of: 1}},
      /^A fan has no entry called "of"; it has axes and seeds\.$/,
    ],
    ['three axes', fan([1, 2, 3].map((x) => axis(TEMPERATURE, [x / 10]))), /^A fan can have at most two axes\.$/],
    ['a seed twice', fan([], [1, 2, 1]), /^The fan has the seed 1 twice\.$/],
    ['a seed that is none', fan([], [-1]), /^Fan: Seed must be a whole number from 0 to 4294967295, not -1\.$/],
    ['a value twice', fan([axis(TEMPERATURE, [0.1, 0.1])]), /^The fan over Temperature has the value 0\.1 twice\.$/],
    ['no values', fan([axis(TEMPERATURE, [])]), /^The fan over Temperature needs at least one value\.$/],
    [
      'a value out of range',
      fan([axis(TEMPERATURE, [0.1, 9])]),
      /^Fan: Temperature must be a number from 0\.005 to 2, not 9\.$/,
    ],
    [
      'an unknown setting',
      fan([axis('objective.tau', [1])]),
      /^The fan goes over "objective\.tau", which stage main does not have\.$/,
    ],
    [
      'a setting that is no number',
      fan([axis('objective.form', [1])]),
      /^The fan goes over Form, which is not a number\.$/,
    ],
    [
      'an unknown stage',
      fan([axis(TEMPERATURE, [1], 'other')]),
      /^The fan names the stage "other", which the spec does not have\.$/,
    ],
    [
      'one setting in both axes',
      fan([axis(TEMPERATURE, [0.1]), axis(TEMPERATURE, [0.2])]),
      /^The fan goes over "objective\.temperature" twice/,
    ],
    [
      'too many members',
      fan([axis(TEMPERATURE, [0.1, 0.2, 0.3, 0.4, 0.5]), axis('model.width', [16, 32, 64, 128])], [1, 2, 3, 4]),
      /^This fan has 80 members \(5 values × 4 values × 4 seeds\), and a run can have at most 64\.$/,
    ],
    [
      'settings of a member that do not go together',
      {
        stages: [{id: 'main', program: 'encoder', spec: {world: {kind: 'latent'}, objective: {kind: 'barlowTwins'}}}],
        fan: {axes: [axis('model.representation', [1.5, 16])], seeds: [1]},
      },
      /^Fan: Representation/,
    ],
    [
      'a move without member of what it varies',
      moved({}),
      /^Move 1 sets Temperature, which the fan varies: name the member that it is for, or "all"\.$/,
    ],
    [
      'a move of a member there is not',
      moved({member: 4}),
      /^Move 1 is for member 4, and the members of this run are 0 to 3\.$/,
    ],
    [
      'a move of half a member',
      moved({member: 0.5}),
      /^The member of a move must be a whole number from 0, or "all"\.$/,
    ],
    [
      'a move of one member that changes shapes',
      moved({path: 'training.batch', value: 64, member: 1}),
      /^Move 1 sets Batch for one member; it can only be changed for all of them\.$/,
    ],
  ])('with a fan that has %s is refused in words', (_, json, sentence) => {
    expect(sentencesOf(json)[0]).toMatch(sentence);
  });

  it('is refused when settings of a member forbid each other', () => {
    const json = {
      stages: [{id: 'main', program: 'encoder', spec: {world: {kind: 'latent', points: 500}}}],
      fan: {axes: [axis('world.points', [500, 1000])], seeds: [1]},
    };
    expect(language.check(json).ok).toBe(true);
    const program = language.program('encoder');
    const wrong = {
      ...program,
      check: (spec: {world: {points: number}}) => (spec.world.points > 600 ? 'Too many.' : undefined),
    };
    const strict = specLanguage([wrong as ProgramSpec]);
    const checked = strict.check(json);
    expect(checked.ok || checked.sentences).toEqual(['Fan with world.points 1000: Too many.']);
  });

  it('is checked without its other settings when a move is made', () => {
    const spec = fanned([axis(TEMPERATURE, [0.1, 0.2])]);
    const check = (one: object) =>
      language.checkMove(spec, 'main', spec.stages[0].spec, {tick: 3, path: TEMPERATURE, value: 0.3, ...one});
    expect(check({member: 1})).toBeUndefined();
    expect(check({member: 'all'})).toBeUndefined();
    expect(check({})).toMatch(/^This change sets Temperature, which the fan varies/);
    expect(check({member: 1, value: 9})).toBe('This change: Temperature must be a number from 0.005 to 2, not 9.');
    expect(check({path: 'model.width', value: 9})).toMatch(/^model\.width cannot be changed while a run trains/);
    const full = {...spec, moves: Array.from({length: 2000}, () => move(1, 0.2, 'all'))};
    expect(language.checkMove(full, 'main', spec.stages[0].spec, move(2, 0.2, 1))).toMatch(/2000 changes/);
    expect(language.checkMove(full, 'main', spec.stages[0].spec, move(1, 0.2, 'all'))).toBeUndefined();
  });
});

describe('a move', () => {
  const stages = encoderSpec().stages;
  const movesAfter = (moves: Move[], one: Move) => withMove({stages, moves}, one);

  it('of one member replaces only what was moved of it at this tick', () => {
    const before = [move(5, 0.2, 'all'), move(5, 0.3, 1), move(5, 0.4, 2)];
    expect(movesAfter(before, move(5, 0.9, 1))).toEqual([before[0], before[2], move(5, 0.9, 1)]);
  });

  it('of all replaces what was moved of any member at this tick', () => {
    expect(movesAfter([move(4, 0.2, 1), move(5, 0.2, 1), move(5, 0.3, 2)], move(5, 0.9, 'all'))).toEqual([
      move(4, 0.2, 1),
      move(5, 0.9, 'all'),
    ]);
  });

  it('ends all that was recorded for later', () => {
    expect(movesAfter([move(5, 0.2, 1), move(6, 0.3, 2), move(7, 0.1)], move(5, 0.9, 2))).toEqual([
      move(5, 0.2, 1),
      move(5, 0.9, 2),
    ]);
  });
});

describe('a link', () => {
  it('brings back a fan and the members of moves', () => {
    const preset = encoderSpec({world: {kind: 'latent'}});
    const spec = fanned([axis(TEMPERATURE, [0.05, 0.1, 0.2])], [1, 2], {moves: [move(3, 0.4, 5), move(9, 0.4, 'all')]});
    const text = encodeSpec(language, preset, spec);
    expect(decodeSpec(language, preset, text)).toEqual({ok: true, value: spec});
    expect(text.length).toBeLessThan(140);
    // From a preset that has a fan of its own.
    for (const other of [preset, spec, fanned([])]) {
      expect(decodeSpec(language, spec, encodeSpec(language, spec, other))).toEqual({ok: true, value: other});
    }
  });
});
