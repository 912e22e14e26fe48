import fc from 'fast-check';
import {deflateSync, strToU8} from 'fflate';
import {describe, expect, it} from 'vitest';
import {openAddress} from '../../src/app/links.ts';
import type {Spec} from '../../src/spec/index.ts';
import {decodeSpec, encodeSpec} from '../../src/spec/link.ts';
import {encoderSpec, language, populations, specOf, specs, stageIds} from '../support/specs.ts';

const PRESET = encoderSpec();
const encode = (spec: Spec, preset = PRESET) => encodeSpec(language, preset, spec);
const decode = (text: string, preset = PRESET) => decodeSpec(language, preset, text);

/** A link that carries any text at all. No dictionary is needed to write one that can be read. */
function packed(content: string | Uint8Array): string {
  const bytes = deflateSync(typeof content === 'string' ? strToU8(content) : content, {level: 9});
  return `A${Buffer.from(bytes).toString('base64url')}`;
}

const sentencesOf = (text: string, preset = PRESET): string[] => {
  const decoded = decode(text, preset);
  if (decoded.ok) throw new Error('This was accepted.');
  return decoded.sentences;
};

const many = (entry: (i: number) => [string, number], count = 6000) =>
  Object.fromEntries(Array.from({length: count}, (_, i) => entry(i)));
/** Stages that are each like the one before, with more and more settings. */
const large = Array.from({length: 15}, (_, i) => ({
  id: `s${i}`,
  like: i,
  set: many((j) => [`spec.objective.f${i}x${j}`, j], 300),
}));

const patched = (patch: object) => packed(JSON.stringify(patch));

describe('a link', () => {
  it('brings back any spec from any preset with one stage', () => {
    fc.assert(
      fc.property(specs(), specs(), (preset, spec) => {
        expect(decode(encode(spec, preset), preset)).toEqual({ok: true, value: spec});
      }),
      {numRuns: 100},
    );
  });

  it('brings back any spec of several stages, also from a preset that has others', () => {
    fc.assert(
      fc.property(specs(stageIds), specs(stageIds), (preset, spec) => {
        expect(decode(encode(spec, preset), preset)).toEqual({ok: true, value: spec});
        expect(decode(encode(spec, spec), spec)).toEqual({ok: true, value: spec});
      }),
      {numRuns: 50},
    );
  });

  it('brings back any population with further stages, fans, moves and seeds', () => {
    const seen = {fans: 0, axes: 0, further: 0, alone: 0};
    fc.assert(
      fc.property(populations(), (spec) => {
        const [preset] = fc.sample(fc.constantFrom(PRESET, spec, {...spec, fan: undefined, moves: []}), 1) as Spec[];
        expect(decode(encode(spec, PRESET), PRESET)).toEqual({ok: true, value: spec});
        expect(decode(encode(spec, preset), preset)).toEqual({ok: true, value: spec});
        if (spec.fan) seen.fans++;
        if (spec.fan?.axes.length) seen.axes++;
        if (spec.stages.some(({from}) => from)) seen.further++;
        if (spec.moves.some(({member}) => typeof member === 'number')) seen.alone++;
      }),
      {numRuns: 60},
    );
    // What is asked for is there.
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(2);
  });

  it('brings back stages that start from others, each with settings and moves of its own', () => {
    const stages = [
      {id: 'first', program: 'encoder', steps: 100},
      {id: 'second', program: 'encoder', from: {'backbone/w0': 'first.backbone/w0'}},
    ];
    const preset = specOf({stages});
    const changed = stages.map((stage, i) => ({...stage, spec: {objective: {temperature: 0.2 + i}}}));
    const move = (stage: string, tick: number) => ({stage, tick, path: 'objective.temperature', value: 0.3});
    const spec = specOf({stages: changed, moves: [move('first', 50), move('second', 0), move('second', 10)]});
    expect(decode(encode(spec, preset), preset)).toEqual({ok: true, value: spec});
    expect(encode(spec, preset).length).toBeLessThan(200);
  });

  it('keeps or drops the moves of its preset', () => {
    const moves = [{stage: 'main', tick: 5, path: 'objective.temperature', value: 0.3}];
    const preset = encoderSpec({}, {moves});
    for (const spec of [preset, PRESET, encoderSpec({}, {moves, seed: 1}), encoderSpec({}, {seed: 1})]) {
      expect(decode(encode(spec, preset), preset)).toEqual({ok: true, value: spec});
    }
  });

  it('is made of characters that every address takes', () => {
    fc.assert(
      fc.property(specs(), (spec) => {
        expect(encode(spec)).toMatch(/^(B[A-Za-z0-9_-]+)?$/);
      }),
      {numRuns: 50},
    );
  });
});

describe('the length of a link', () => {
  it('is 0 for the preset itself', () => expect(encode(PRESET)).toBe(''));

  it.each<[string, object, object, number]>([
    ['a temperature', {objective: {temperature: 0.07}}, {}, 20],
    ['a seed', {}, {seed: 12345}, 25],
    [
      'a sweep',
      {},
      {
        fan: {
          axes: [{stage: 'main', path: 'training.batch', values: [16, 32, 64, 128, 256, 512, 1024]}],
          seeds: [7, 8],
        },
      },
      20,
    ],
    ['a batch, a rate and a head', {training: {batch: 512, learningRate: 0.001}, model: {head: 2}}, {}, 60],
    ['another objective', {objective: {kind: 'alignmentUniformity', uniformityWeight: 0}}, {}, 60],
    ['another world', {world: {kind: 'latent', classes: 8, overlap: 0.5}}, {}, 60],
    ['another optimiser', {training: {kind: 'sgd', momentum: 0.5}}, {}, 60],
    [
      'two moves',
      {},
      {
        moves: [
          {stage: 'main', tick: 200, path: 'objective.temperature', value: 0.5},
          {stage: 'main', tick: 400, path: 'training.learningRate', value: 0.001},
        ],
      },
      60,
    ],
  ])('for %s is short', (_, spec, rest, most) => {
    expect(encode(encoderSpec(spec, rest)).length).toBeLessThanOrEqual(most);
  });

  it('depends on what differs, not on the spec: an unusual preset is as short', () => {
    const [, other] = fc.sample(specs(), {numRuns: 2, seed: 1});
    const spec = {...other, seed: 99, moves: []};
    expect(encode(spec, {...other, moves: []}).length).toBeLessThan(25);
  });
});

// Published links must open for ever: these were written with dictionaries A and B.
describe('a link written long ago', () => {
  it.each<[string, object, object]>([
    ['AQ4sEoDdI0GxgXlsLAA', {objective: {temperature: 0.07}}, {seed: 12}],
    ['BI0OLgXltLQA', {objective: {temperature: 0.07}}, {}],
    [
      'BGxSpA0t8AgA',
      {},
      {
        fan: {
          axes: [
            {
              stage: 'main',
              path: 'objective.temperature',
              values: [0.03, 0.041, 0.057, 0.078, 0.11, 0.15, 0.2, 0.28, 0.38, 0.53, 0.73, 1],
            },
          ],
          seeds: [7, 8, 9],
        },
      },
    ],
    [
      'Aw60FJaThGQeHMngWssCiBCNWsKdLPPowk6xBbS0A',
      {objective: {kind: 'alignmentUniformity', uniformityWeight: 0}, world: {kind: 'latent', classes: 8}},
      {},
    ],
    [
      'Aw60FFhRoWQ85w8XCcjk2_6IkHOKDxbQWlMzg4WJkYIAnZKABYwpUgztoQCEDAA',
      {training: {kind: 'sgd', learningRate: 0.5}, world: {styles: ['noto', 'fluent-flat']}},
      {
        moves: [
          {stage: 'main', tick: 200, path: 'objective.temperature', value: 0.5},
          {stage: 'main', tick: 450, path: 'training.learningRate', value: 0.01},
        ],
      },
    ],
  ])('%s opens', (text, spec, rest) => {
    expect(decode(text)).toEqual({ok: true, value: encoderSpec(spec, rest)});
  });
});

describe('a hostile link', () => {
  const anyText = fc.oneof(
    fc.string({unit: 'binary', maxLength: 300}),
    fc.string({maxLength: 300}),
    fc.stringMatching(/^[AB][A-Za-z0-9_-]*$/),
    fc.json().map(packed),
    fc.uint8Array({maxLength: 200}).map(packed),
  );

  it('never throws, and never gives anything but a checked spec or sentences', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const decoded = decode(text);
        if (decoded.ok) expect(specOf(decoded.value)).toEqual(decoded.value);
        else expect(decoded.sentences.every((sentence) => /^[A-Z].*\.$/s.test(sentence))).toBe(true);
      }),
      {numRuns: 1000},
    );
  });

  it('with stages that go on from themselves, or in a circle, is refused in words', () => {
    const axis = {stage: 'main', path: 'objective.temperature', values: [0.1, 0.2]};
    const from = (id: string) => ({'*': `${id}.*`});
    for (const more of [
      [{id: 'x', like: 0, from: from('x')}],
      [
        {id: 'x', like: 0, from: from('y')},
        {id: 'y', like: 0, from: from('x')},
      ],
    ]) {
      const [sentence] = sentencesOf(patched({more, fan: {axes: [axis], seeds: [1]}}));
      expect(sentence).toMatch(/^Stage x takes \* from "[xy]\.\*", which is no earlier stage's slot\.$/);
    }
  });

  it('opens a page whatever the address is', async () => {
    const address = fc.oneof(
      fc.string({unit: 'binary', maxLength: 300}),
      fc.stringMatching(
        /^\/(lab|reward|studies|lessons|bench)(\/(emoji|length-biased|__proto__|constructor))?[/&=pvrt,%A]*$/,
      ),
      fc.tuple(anyText, fc.string({unit: 'binary'})).map(([payload, rest]) => `/lab/emoji/${payload}&p=${rest}`),
      fc.string({minLength: 1, maxLength: 20}).map((text) => text.repeat(60_001)),
    );
    await fc.assert(
      fc.asyncProperty(address, async (text) => {
        const {spec, panels, problem} = await openAddress(text);
        expect(specOf(spec)).toEqual(spec);
        expect(panels.length).toBeLessThanOrEqual(40);
        expect(problem ?? 'None.').toMatch(/\.$/);
      }),
      {numRuns: 150},
    );
  });

  it('with any patch at all never throws', () => {
    const path = fc.oneof(
      fc.constantFrom(
        'seed',
        'stages',
        'moves',
        'version',
        'stages.main',
        'stages.main.id',
        'stages.main.program',
        'stages.main.spec',
        'stages.main.steps',
        'stages.main.spec.world',
        'stages.main.spec.world.kind',
        'stages.main.spec.objective.temperature',
        'stages.other.steps',
        '__proto__',
        'constructor.prototype.polluted',
        'stages.main.spec.__proto__.polluted',
        '',
      ),
      fc.string(),
    );
    const stageName = fc.constantFrom('main', 'x', 'y');
    const patch = fc.record(
      {
        set: fc.oneof(fc.dictionary(path, fc.jsonValue(), {maxKeys: 4}), fc.jsonValue()),
        more: fc.oneof(
          fc.array(
            fc.record(
              {
                id: fc.oneof(stageName, fc.jsonValue()),
                like: fc.oneof(fc.nat({max: 3}), fc.jsonValue()),
                from: fc.oneof(
                  fc.dictionary(
                    fc.constantFrom('*', 'w', 'backbone/*'),
                    stageName.map((id) => `${id}.*`),
                    {maxKeys: 2},
                  ),
                  fc.jsonValue(),
                ),
                set: fc.dictionary(path, fc.jsonValue(), {maxKeys: 2}),
              },
              {requiredKeys: ['id', 'like']},
            ),
            {maxLength: 4},
          ),
          fc.jsonValue(),
        ),
        fan: fc.oneof(
          fc.record({
            axes: fc.array(
              fc.record({
                stage: stageName,
                path: fc.constantFrom('objective.temperature', 'training.batch', '__proto__'),
                values: fc.oneof(fc.array(fc.double({min: 0.01, max: 1})), fc.jsonValue()),
              }),
              {maxLength: 3},
            ),
            seeds: fc.oneof(fc.array(fc.nat(), {maxLength: 70}), fc.jsonValue()),
          }),
          fc.jsonValue(),
        ),
        moves: fc.oneof(fc.array(fc.tuple(fc.jsonValue(), fc.jsonValue(), path, fc.jsonValue())), fc.jsonValue()),
        spec: fc.jsonValue(),
      },
      {requiredKeys: []},
    );
    fc.assert(
      fc.property(patch, (any) => {
        const decoded = decode(patched(any));
        if (decoded.ok) expect(specOf(decoded.value)).toEqual(decoded.value);
        else expect(decoded.sentences.join('')).not.toBe('');
      }),
      {numRuns: 1000},
    );
    expect(({} as {polluted?: number}).polluted).toBeUndefined();
  });

  it('that lost its end, or a character, is refused or still a checked spec', () => {
    const spec = encoderSpec(
      {objective: {kind: 'alignmentUniformity', t: 7}, training: {batch: 64, warmup: 10}},
      {seed: 4},
    );
    const text = encode(spec);
    for (let i = 1; i < text.length; i++) {
      for (const broken of [
        text.slice(0, i),
        text.slice(0, i) + text.slice(i + 1),
        `${text.slice(0, i)}-${text.slice(i + 1)}`,
      ]) {
        const decoded = decode(broken);
        if (decoded.ok) expect(specOf(decoded.value)).toEqual(decoded.value);
        else expect(decoded.sentences[0]).not.toBe('');
      }
    }
  });

  it.each<[string, string, RegExp]>([
    [
      'is of no known version',
      'Zabc',
      /^This link is damaged \(it begins with "Z", which no version of the lab wrote\)/,
    ],
    ['begins with a prototype', '__proto__', /^This link is damaged \(it begins with "_"/],
    ['has characters of no link', 'Aab%20c', /characters that no link has/],
    ['is cut', 'Aq1Y', /part of it is missing or changed/],
    ['is too long', `A${'a'.repeat(40_000)}`, /^This link is damaged \(it has 40001 characters, more than 40000\)/],
    ['holds a number', packed('5'), /does not hold settings/],
    ['holds nothing', packed('null'), /does not hold settings/],
    ['holds a list', packed('[1]'), /does not hold settings/],
    ['holds no JSON', packed('{set:1}'), /part of it is missing or changed/],
    ['has settings that are a list', patched({set: [1]}), /its settings are not a list of names and values/],
    ['has settings that are a word', patched({set: 'seed'}), /its settings are not a list of names and values/],
    [
      'names a stage that there is not',
      patched({set: {'stages.other.steps': 5}}),
      /^The link sets "stages\.other\.steps", and there is no stage called "other"; there is main\.$/,
    ],
    [
      'sets all stages',
      patched({set: {stages: 5, 'stages.main.steps': 3}}),
      /^The link sets "stages", which is not the name of a setting\.$/,
    ],
    [
      'renames a stage',
      patched({set: {'stages.main.id': 'other', 'stages.main.steps': 3}}),
      /^The link sets "stages\.main\.id", which is not/,
    ],
    ['sets a stage whole', patched({set: {'stages.main.spec': {}}}), /which is not the name of a setting\.$/],
    ['sets a version', patched({set: {version: 9}}), /^The link sets "version", which is not the name of a setting\.$/],
    [
      'sets a field there is not',
      patched({set: {'stages.main.spec.objective.tau': 1}}),
      /^InfoNCE has no setting called "tau"/,
    ],
    [
      'sets a part there is not',
      patched({set: {'stages.main.spec.loss.tau': 1}}),
      /^Encoder has no part called "loss"/,
    ],
    [
      'chooses a kind there is not',
      patched({set: {'stages.main.spec.world.kind': 'moon'}}),
      /^World must have a "kind"/,
    ],
    [
      'sets a value out of range',
      patched({set: {'stages.main.spec.objective.temperature': 50}}),
      /^Temperature must be a number from/,
    ],
    ['has moves that are no list', patched({moves: 7}), /its moves are not a list of \[stage, ticks, setting, value\]/],
    ['has a move that goes back', patched({moves: [[0, -1, 'objective.temperature', 1]]}), /its moves are not a list/],
    [
      'has a move of a stage there is not',
      patched({moves: [[3, 1, 'objective.temperature', 1]]}),
      /its moves are not a list/,
    ],
    [
      'has a move of an inherited stage',
      patched({moves: [['map', 1, 'objective.temperature', 1]]}),
      /its moves are not a list/,
    ],
    [
      'has too many moves',
      patched({moves: Array.from({length: 2001}, () => [0, 1, 'objective.temperature', 1])}),
      /^A run can record at most 2000 moves\.$/,
    ],
    ['carries a whole spec that is none', patched({spec: 5}), /^A spec must be an object/],
    ['is nested deeply', packed(`{"set":{"seed":${'['.repeat(190_000)}${']'.repeat(190_000)}}}`), /^Seed must be/],
  ])('that %s is refused in words', (_, text, sentence) => {
    expect(sentencesOf(text)[0]).toMatch(sentence);
  });

  it.each([
    ['thousands of settings', {set: many((i) => [`stages.main.spec.x.f${i}`, i])}, /^A link can set at most 2000/],
    [
      'as many unknown settings as it may',
      {set: many((i) => [`stages.main.spec.x.f${i}`, i], 2000)},
      /^Encoder has no part called "x"/,
    ],
    ['hundreds of stages', {more: Array.from({length: 500}, () => ({id: 'x', like: 0}))}, /at most 16 stages/],
    ['fifteen stages of many settings', {more: large}, /^InfoNCE has no setting called/],
  ])('with %s is refused in words', (_, patch, sentence) => {
    expect(sentencesOf(patched(patch))[0]).toMatch(sentence);
  });

  it.each([
    ['are no list', {more: 5}],
    ['are like a stage that there is not', {more: [{id: 'x', like: 1}]}],
    ['are like themselves', {more: [{id: 'x', like: 'map'}]}],
    ['are nothing', {more: [null]}],
  ])('with further stages that %s is refused in words', (_, patch) => {
    expect(sentencesOf(patched(patch))[0]).toMatch(/its further stages are not a list of \{id, like, from, set\}/);
  });

  it('with a further stage that sets what is no setting is refused in words', () => {
    expect(sentencesOf(patched({more: [{id: 'x', like: 0, set: {'spec.__proto__.x': 1}}]}))).toEqual([
      'The link sets "spec.__proto__.x", which is not the name of a setting.',
    ]);
  });

  it('that unpacks to far more than a link may hold is refused without unpacking it all', () => {
    // 24 million characters in 31,000: as JSON it would be valid.
    const bomb = packed(`{"set":{"x":"${'a'.repeat(24_000_000)}"}}`);
    expect(bomb.length).toBeLessThan(40_000);
    expect(sentencesOf(bomb)[0]).toMatch(/part of it is missing or changed/);
  });
});
