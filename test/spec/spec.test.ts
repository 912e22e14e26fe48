import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {policySpec} from '../../src/programs/policy/index.spec.ts';
import {
  assign,
  changesMade,
  choice,
  choices,
  describeDifference,
  describeValue,
  differences,
  type Field,
  flag,
  formatNumber,
  number,
  type PartSettings,
  part,
  read,
  type Spec,
  section,
  settingsAt,
  specLanguage,
  withKind,
} from '../../src/spec/index.ts';
import {drawn as DRAWN} from '../../src/worlds/drawn/index.spec.ts';
import {encoderSpec, fieldValue, language, sentencesOf, specOf, specs, stageIds} from '../support/specs.ts';

/** Every field of the lab with the part that it belongs to. */
const FIELDS = language.programs.flatMap(({program, sections}) =>
  Object.entries(sections).flatMap(([sectionName, {parts}]) =>
    parts.flatMap((p) =>
      Object.entries(p.fields).map(([name, field]): [string, string, Field, string, string, string] => [
        program,
        `${sectionName}.${p.kind}.${name}`,
        field,
        sectionName,
        p.kind,
        name,
      ]),
    ),
  ),
);

/** What must be set beside a kind, where the default does not go with it. */
const BESIDE: Readonly<Record<string, object>> = {
  ...policyBeside(),
  'encoder transformer': {world: {kind: 'sentences'}},
  'encoder givenTriplets': {world: {kind: 'citations'}},
  'encoder sepCLR': {world: {kind: 'salient'}},
  'reward matches': {model: {kind: 'linear'}},
  'reward densityLine': {model: {kind: 'linear'}},
  'reward pairConsistency': {world: {kind: 'responses', rewording: 'synonyms'}},
  'reward oodMeta': {world: {kind: 'responses', suites: 'shifted'}},
  'reward voteMargin': {world: {kind: 'responses', annotators: 20, votes: 5}},
  'reward commonGradient': {world: {kind: 'responses', annotators: 20}},
  'reward mixture': {world: {kind: 'responses', annotators: 20}},
};

/** An objective of policies goes with answers of one kind. */
function policyBeside(): Record<string, object> {
  const {program, sections} = policySpec;
  const usual = specOf({stages: [{id: 'main', program, spec: {}}]}).stages[0].spec as PartSettings;
  return Object.fromEntries(
    (['objective', 'sampling'] as const).flatMap((section) =>
      sections[section].parts.map(({kind}) => [`${program} ${kind}`, withKind(policySpec, usual, section, kind)]),
    ),
  );
}

describe.each(FIELDS)('%s: field %s', (program, _, field, sectionName, kind, name) => {
  const at = (value: unknown) => ({stages: [{id: 'main', program, spec: {[sectionName]: {kind, [name]: value}}}]});

  it('is what it says it is when left out', () => {
    const settings = {...BESIDE[`${program} ${kind}`], [sectionName]: {kind}};
    const {spec} = specOf({stages: [{id: 'main', program, spec: settings}]}).stages[0];
    expect(read(spec, `${sectionName}.${name}`)).toEqual(field.default);
  });

  it('takes any value that it says it takes', () => {
    fc.assert(
      fc.property(fieldValue(field), (value) => {
        const checked = language.check(at(value));
        // Two fields may forbid each other; the field itself must not refuse.
        const refused = checked.ok
          ? []
          : checked.sentences.filter((s) => s.startsWith(`${field.label} must be ${field.expects}`));
        expect(refused).toEqual([]);
      }),
      {numRuns: 20},
    );
  });

  it('refuses anything else with a sentence that names it and what would be right', () => {
    const wrong = [null, {}, [], 'nonsense', [['nonsense']], -1e300, 1e300, ...(field.type === 'flag' ? [0] : [true])];
    if (field.type === 'number') wrong.push('1', field.range[0] - 1, field.range[1] + 1);
    if (field.type === 'number' && field.integer) wrong.push(field.range[0] + 0.5);
    if (field.type === 'choice') wrong.push('__proto__', 'toString', `${Object.keys(field.options)[0]}!`);
    if (field.type === 'choices') wrong.push([...field.default, field.default[0]], ['__proto__'], 'noto');
    if (field.type === 'drawing') {
      const [first] = field.default;
      const dabWith = (at: number, value: unknown) => [first.map((old, i) => (i === at ? value : old))];
      wrong.push(
        dabWith(0, field.classes),
        dabWith(0, -1),
        dabWith(1, field.grid + 1),
        dabWith(2, 0.5),
        dabWith(3, field.spread[1] + 1),
      );
      wrong.push(
        dabWith(3, '4'),
        [first.slice(1)],
        [[...first, 1]],
        Array.from({length: field.most + 1}, () => first),
      );
    }
    if (field.type === 'file') {
      const some = {name: 'a.csv', hash: 'a'.repeat(64), rows: 50, holds: 'vectors', classes: 0};
      wrong.push(
        {...some, hash: 'A'.repeat(64)},
        {...some, hash: 'a'.repeat(63)},
        {...some, rows: -1},
        {...some, rows: 1.5},
      );
      wrong.push(
        {...some, holds: 'pictures'},
        {...some, classes: '3'},
        {...some, name: 'a\nb'},
        {...some, name: 'a'.repeat(121)},
      );
      wrong.push({...some, path: '/home'}, {...some, name: undefined});
    }
    for (const value of wrong) {
      const [first] = sentencesOf(at(value));
      expect(first).toContain(`${field.label} must be ${field.expects}, not `);
      expect(first.endsWith('.')).toBe(true);
    }
  });

  it('has words for its form', () => {
    expect(field.label).not.toBe('');
    expect(field.help).toMatch(/[.!]$/);
  });
});

describe('a spec', () => {
  it('of nothing but a stage is complete', () => {
    const spec = encoderSpec();
    expect(spec).toMatchObject({version: 1, seed: 7, moves: [], stages: [{steps: 3000}]});
    expect(specOf(spec)).toEqual(spec);
    expect(specOf(JSON.parse(JSON.stringify(spec)))).toEqual(spec);
  });

  it('is the same after it was checked again', () => {
    fc.assert(
      fc.property(specs(stageIds), (spec) => {
        expect(specOf(structuredClone(spec))).toEqual(spec);
      }),
      {numRuns: 50},
    );
  });

  const stage = {id: 'main', program: 'encoder'};
  const moved = (move: object) => ({
    stages: [stage],
    moves: [{stage: 'main', tick: 5, path: 'objective.temperature', value: 0.2, ...move}],
  });

  it.each<[string, unknown, RegExp]>([
    ['no object', 5, /^A spec must be an object with version, seed and stages\.$/],
    ['a list', [], /^A spec must be an object/],
    ['nothing', null, /^A spec must be an object/],
    [
      'an unknown entry',
      {stages: [stage], speed: 1},
      /^A spec has no entry called "speed"; it has version, seed, stages, moves and fan\.$/,
    ],
    ['no stages', {}, /stages/],
    ['stages that are no list', {stages: 5}, /^stages must be a list of stages\.$/],
    ['an empty list of stages', {stages: []}, /^A spec needs at least one stage\.$/],
    [
      'too many stages',
      {stages: Array.from({length: 17}, (_, i) => ({...stage, id: `s${i}`}))},
      /^A spec can have at most 16 stages\.$/,
    ],
    ['two stages of one name', {stages: [stage, stage]}, /^Every stage needs an id of its own\.$/],
    ['a stage that is no object', {stages: ['main']}, /^A stage must be an object with id, program, spec and steps\.$/],
    [
      'a stage without id',
      {stages: [{program: 'encoder'}]},
      /^A stage must be an object with id, program, spec and steps\.$/,
    ],
    ['an id that is a number', {stages: [{...stage, id: 5}]}, /^A stage id must be a short word/],
    [
      'an id with a dot',
      {stages: [{...stage, id: 'a.b'}]},
      /^A stage id must be a short word, for example "pretrain"\.$/,
    ],
    [
      'an unknown program',
      {stages: [{...stage, program: 'decoder'}]},
      /^program must be one of encoder, reward, policy, soup, source\.$/,
    ],
    [
      'an unknown entry of a stage',
      {stages: [{...stage, batch: 1}]},
      /^A stage has no entry called "batch"; it has id, program, spec, steps and from\.$/,
    ],
    [
      'steps that are no number',
      {stages: [{...stage, steps: 'many'}]},
      /^Training steps must be a whole number from 1 to 1000000, not "many"\.$/,
    ],
    [
      'settings that are no object',
      {stages: [{...stage, spec: 5}]},
      /^Encoder must be an object with the parts world, model, objective, training\.$/,
    ],
    ['settings that are a list', {stages: [{...stage, spec: []}]}, /^Encoder must be an object with the parts/],
    [
      'an unknown part',
      {stages: [{...stage, spec: {loss: {}}}]},
      /^Encoder has no part called "loss"; it has world, model, objective, training\.$/,
    ],
    [
      'an unknown kind',
      {stages: [{...stage, spec: {world: {kind: 'moon'}}}]},
      /^World must have a "kind" that is one of emoji, latent(, \w+)* and \d+ more\.$/,
    ],
    [
      'a kind that is no word',
      {stages: [{...stage, spec: {world: {kind: 3}}}]},
      /^World must have a "kind" that is one of emoji, latent(, \w+)* and \d+ more\.$/,
    ],
    [
      'a kind of another section',
      {stages: [{...stage, spec: {objective: {kind: 'latent'}}}]},
      /^Objective must have a "kind" that is one of/,
    ],
    ['a part that is no object', {stages: [{...stage, spec: {world: 'emoji'}}]}, /^World must have a "kind"/],
    [
      'an unknown setting',
      {stages: [{...stage, spec: {objective: {tau: 1}}}]},
      /^InfoNCE has no setting called "tau"; it has temperature, form\.$/,
    ],
    [
      "another part's setting",
      {stages: [{...stage, spec: {objective: {kind: 'alignmentUniformity', temperature: 1}}}]},
      /^Alignment \+ uniformity has no setting called "temperature"/,
    ],
    [
      'settings that do not go together',
      {stages: [{...stage, spec: {world: {styles: ['noto']}}}]},
      /^Artists must be at least two when/,
    ],
    [
      'a seed that is no whole number',
      {stages: [stage], seed: 1.5},
      /^Seed must be a whole number from 0 to 4294967295, not 1\.5\.$/,
    ],
    ['moves that are no list', {stages: [stage], moves: {}}, /^moves must be a list\.$/],
    [
      'a move that is no object',
      {stages: [stage], moves: [5]},
      /^A move must be an object with stage, tick, path and value\.$/,
    ],
    [
      'a move with an unknown entry',
      moved({when: 1}),
      /^A move has no entry called "when"; it has stage, tick, path, value and member\.$/,
    ],
    [
      'a move of a stage there is not',
      moved({stage: 'other'}),
      /^Move 1 names the stage "other", which the spec does not have\.$/,
    ],
    ['a move of a stage that is no word', moved({stage: 7}), /^A move must name its stage\.$/],
    [
      'a move of a field there is not',
      moved({path: 'objective.tau'}),
      /^Move 1 sets "objective\.tau", which the stage does not have\.$/,
    ],
    [
      'a move of a prototype',
      moved({path: '__proto__.polluted'}),
      /^Move 1 sets "__proto__\.polluted", which the stage does not have\.$/,
    ],
    [
      'a move of what cannot move',
      moved({path: 'model.width', value: 64}),
      /^Move 1 sets Width, which cannot change while a run trains\.$/,
    ],
    ['a move out of range', moved({value: 9}), /^Move 1: Temperature must be a number from 0\.005 to 2, not 9\.$/],
    ['a move to a word', moved({value: 'warm'}), /^A move must set a number\.$/],
    ['a move in the past', moved({tick: -1}), /^A move must have a tick that is a whole number from 0\.$/],
    ['a move between ticks', moved({tick: 1.5}), /^A move must have a tick that is a whole number from 0\.$/],
    ['a move at no tick', moved({tick: 'later'}), /^A move must have a tick that is a whole number from 0\.$/],
    ['a start that is no object', {stages: [{...stage, from: 'pretrain'}]}, /^from must map slots to "stage\.slot"\.$/],
    ['a start that is no name', {stages: [{...stage, from: {w: 5}}]}, /^from must map slots to "stage\.slot"\.$/],
    [
      'a start from itself',
      {stages: [{...stage, from: {w: 'main.w'}}]},
      /^Stage main takes w from "main\.w", which is no earlier stage's slot\.$/,
    ],
    [
      'a start with a * in one name',
      {stages: [stage, {...stage, id: 'next', from: {'reference/*': 'main.policy'}}]},
      /^Stage next takes reference\/\* from "main\.policy": a \* may stand only at the end, and then in both names\.$/,
    ],
    [
      'a start with a * in the middle',
      {stages: [stage, {...stage, id: 'next', from: {'a*b': 'main.a*b'}}]},
      /a \* may stand only at the end, and then in both names\.$/,
    ],
    [
      'a start from a later stage',
      {
        stages: [
          {...stage, from: {w: 'next.w'}},
          {...stage, id: 'next'},
        ],
      },
      /which is no earlier stage's slot\.$/,
    ],
  ])('with %s is refused in words', (_, json, sentence) => {
    const sentences = sentencesOf(json);
    expect(
      sentences.some((one) => sentence.test(one)),
      sentences.join(' '),
    ).toBe(true);
  });

  it('names everything that is wrong at once', () => {
    const sentences = sentencesOf({
      seed: -1,
      stages: [{...stage, spec: {objective: {temperature: 5}, training: {batch: 7, warmup: -1}}}],
    });
    for (const label of ['Seed', 'Temperature', 'Batch', 'Warm-up']) {
      expect(
        sentences.some((one) => one.startsWith(`${label} must be`)),
        label,
      ).toBe(true);
    }
  });

  it('refuses moves that are out of order, but begins anew with each stage', () => {
    const stages = [stage, {...stage, id: 'next'}];
    const move = (name: string, tick: number) => ({stage: name, tick, path: 'objective.temperature', value: 0.2});
    expect(sentencesOf({stages, moves: [move('main', 5), move('main', 4)]})).toEqual([
      'Move 2 is earlier than the move before it.',
    ]);
    expect(sentencesOf({stages, moves: [move('next', 1), move('main', 4)]})).toEqual([
      'Move 2 is earlier than the move before it.',
    ]);
    expect(specOf({stages, moves: [move('main', 5), move('main', 5), move('next', 0)]}).moves).toHaveLength(3);
  });

  it('refuses moves after which settings no longer suit each other, recorded or made now', () => {
    const {id, ...kept} = specOf({stages: [{...stage, spec: {objective: {kind: 'keptNegatives'}}}]}).stages[0];
    const batch = (tick: number, value: number) => ({tick, path: 'training.batch', value});
    const sentence =
      'Batch must be at most 256 with Kept negatives, which compares all similarities of a batch: it is 512.';
    const moves = [batch(1, 64), batch(2, 512), batch(3, 32)].map((move) => ({stage: id, ...move}));
    expect(sentencesOf({stages: [{id, ...kept}], moves})).toEqual([`Move 2: ${sentence}`]);
    const spec = specOf({stages: [{id, ...kept}]});
    expect(language.checkMove(spec, id, kept.spec, batch(1, 512))).toBe(sentence);
    expect(language.checkMove(spec, id, kept.spec, batch(1, 256))).toBeUndefined();
  });

  it('cannot reach a prototype', () => {
    const attempts = [
      '{"stages":[{"id":"main","program":"encoder"}],"__proto__":{"polluted":1}}',
      '{"stages":[{"id":"main","program":"encoder","__proto__":{"polluted":1}}]}',
      '{"stages":[{"id":"main","program":"encoder","spec":{"__proto__":{"polluted":1}}}]}',
      '{"stages":[{"id":"main","program":"encoder","spec":{"world":{"__proto__":{"polluted":1}}}}]}',
      '{"stages":[{"id":"main","program":"encoder","spec":{"constructor":{"prototype":{"polluted":1}}}}]}',
      '{"stages":[{"id":"main","program":"encoder","from":{"__proto__":"main.w"}}]}',
      '{"stages":[{"id":"main","program":"__proto__"}]}',
    ];
    for (const text of attempts) {
      const checked = language.check(JSON.parse(text));
      if (checked.ok) expect(JSON.stringify(checked.value)).not.toContain('polluted');
      expect(({} as {polluted?: number}).polluted).toBeUndefined();
    }
  });

  it('never throws, whatever it is', () => {
    const keys = [
      'version',
      'seed',
      'stages',
      'moves',
      'id',
      'program',
      'spec',
      'steps',
      'from',
      'world',
      'kind',
      'objective',
      'training',
      'batch',
      '__proto__',
    ];
    const {value} = fc.letrec((tie) => ({
      value: fc.oneof(
        {depthSize: 'small'},
        fc.constantFrom('encoder', 'main', 'emoji', 'latent', 'sgd', 1, 8, 0.1),
        fc.jsonValue(),
        fc.array(tie('value'), {maxLength: 3}),
        fc.dictionary(fc.constantFrom(...keys), tie('value'), {maxKeys: 5}),
      ),
    }));
    const isSentence = (text: string) => /^[A-Za-z].*[."]$/.test(text);
    fc.assert(
      fc.property(value, fc.boolean(), (any, asStage) => {
        const checked = language.check(asStage ? {stages: [{id: 'main', program: 'encoder', spec: any}]} : any);
        if (!checked.ok) expect(checked.sentences.every(isSentence), checked.sentences.join(' ')).toBe(true);
      }),
      {numRuns: 1000},
    );
  });

  it('nested a hundred thousand times is refused, not followed', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(sentencesOf({stages: [stage], seed: deep})[0]).toContain('Seed must be a whole number');
    expect(sentencesOf({stages: [{...stage, spec: {world: {styles: deep}}}]})[0]).toContain('Artists must be a list');
  });
});

describe('versions', () => {
  const stages = [{id: 'main', program: 'encoder'}];

  it('a spec without one is of the present one', () => expect(specOf({stages}).version).toBe(1));

  it('a later one asks for a newer lab', () => {
    expect(sentencesOf({version: 2, stages})).toEqual([
      'This spec has version 2, and this lab reads versions up to 1. Reload the page to get the newest lab.',
    ]);
  });

  it.each([0, -1, 1.5, '1', null, {}])('%j is no version', (version) => {
    expect(sentencesOf({version, stages})).toEqual(['version must be a whole number from 1 to 1.']);
  });
});

describe('fields', () => {
  const about = {label: 'Thing', help: 'What it is.'};

  it('act at a restart and are not in front unless they say so', () => {
    expect(flag({...about, default: true})).toMatchObject({acts: 'restart', main: false, type: 'flag', default: true});
    expect(number({...about, default: 1, range: [0, 2], acts: 'next step', main: true})).toMatchObject({
      acts: 'next step',
      main: true,
      scale: 'linear',
      integer: false,
      marks: [],
    });
  });

  it('made from another field are checked by what they say themselves', () => {
    const first = number({...about, default: 1, range: [0, 2], scale: 'log', marks: [1]});
    const second = number({...first, label: 'Other', default: 5, range: [4, 6]});
    const {check} = specLanguage([
      {
        program: 'p',
        label: 'P',
        sections: {s: section('S', 'What.', [part({kind: 'k', label: 'K', help: 'What.', fields: {second}})])},
        frames: {},
        questions: {},
      },
    ]);
    const at = (s: object) => check({stages: [{id: 'a', program: 'p', spec: {s}}]});
    const complete = at({});
    expect(complete.ok && complete.value.stages[0].spec).toEqual({s: {kind: 'k', second: 5}});
    expect(at({second: 1})).toEqual({ok: false, sentences: ['Other must be a number from 4 to 6, not 1.']});
    expect(second).toMatchObject({scale: 'log', marks: [1]});
  });

  it('keep a list in the order of its options', () => {
    const {spec} = encoderSpec({world: {styles: ['high-contrast', 'noto']}}).stages[0];
    expect(read(spec, 'world.styles')).toEqual(['noto', 'high-contrast']);
  });

  it('cut a long wrong value short', () => {
    const [sentence] = sentencesOf({stages: [{id: 'main', program: 'encoder', steps: 'x'.repeat(5000)}]});
    expect(sentence.length).toBeLessThan(150);
  });

  it('describe their values', () => {
    const letter = choice({...about, default: 'a', options: {a: {label: 'the first'}, b: {label: 'the second'}}});
    const letters = choices({...about, default: ['a'], options: {a: {label: 'the first'}, b: {label: 'the second'}}});
    expect(describeValue(letter, 'b')).toBe('the second');
    expect(describeValue(letters, ['a', 'b'])).toBe('the first, the second');
    expect(
      describeValue(DRAWN.fields.dabs, [
        [0, 1, 2, 3],
        [4, 1, 2, 3],
      ]),
    ).toBe('2 dabs of 2 classes');
    expect(describeValue(DRAWN.fields.dabs, [[0, 1, 2, 3]])).toBe('1 dab of 1 class');
    expect(describeValue(flag({...about, default: true}), false)).toBe('off');
    expect([0.1, 0.0032, 1284, 0.123456, 1 / 3, 1e-5].map(formatNumber)).toEqual([
      '0.1',
      '0.0032',
      '1,284',
      '0.1235',
      '0.3333',
      '0.00001',
    ]);
  });
});

describe('paths', () => {
  const value = {a: {b: 1, c: [1, 2]}, d: 4};

  it('read one value, and nothing that is inherited', () => {
    expect([read(value, 'a.b'), read(value, 'a.x'), read(value, 'a.b.x'), read(value, 'a.c.0')]).toEqual([
      1,
      undefined,
      undefined,
      undefined,
    ]);
    expect([read(value, '__proto__'), read(value, 'constructor.name'), read(value, 'a.toString')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('replace one value, keep the order and leave the original alone', () => {
    const next = assign(value, 'a.b', 9);
    expect(next).toEqual({a: {b: 9, c: [1, 2]}, d: 4});
    expect(Object.keys(next)).toEqual(['a', 'd']);
    expect(Object.keys(next.a)).toEqual(['b', 'c']);
    expect(value.a.b).toBe(1);
  });

  it('cannot write to a prototype', () => {
    for (const path of ['__proto__.polluted', 'a.__proto__.polluted', 'constructor.prototype.polluted'])
      assign(value, path, 1);
    expect(({} as {polluted?: number}).polluted).toBeUndefined();
  });
});

describe('moves in a spec', () => {
  const move = (tick: number, value: number) => ({stage: 'main', tick, path: 'objective.temperature', value});
  const spec = encoderSpec({}, {moves: [move(5, 0.2), move(5, 0.3), move(9, 0.4)]});

  it('set what a tick sees', () => {
    const at = (tick: number) => read(settingsAt(spec, spec.stages[0], tick), 'objective.temperature');
    expect([0, 4, 5, 8, 9, 100].map(at)).toEqual([0.1, 0.1, 0.3, 0.3, 0.4, 0.4]);
  });
});

describe('differences', () => {
  const told = (a: object, b: object) => differences(language, encoderSpec(a), encoderSpec(b)).map(describeDifference);

  it('are none between equal specs', () => expect(told({}, {})).toEqual([]));

  it('are told in the words of the form', () => {
    expect(told({}, {objective: {temperature: 0.07}})).toEqual(['Temperature 0.1 → 0.07']);
    expect(told({}, {objective: {form: 'ntXent'}})).toEqual(['Form both ways → NT-Xent']);
    expect(told({}, {world: {styles: ['noto', 'twemoji']}})).toEqual([
      'Artists Noto, Twemoji, Fluent, High contrast → Noto, Twemoji',
    ]);
  });

  it('of another part are its kind and what differs from that part as it starts', () => {
    const [kind, ...rest] = told({objective: {temperature: 0.5}}, {objective: {kind: 'alignmentUniformity', t: 3}});
    expect(kind).toBe('Objective InfoNCE → Alignment + uniformity');
    expect(rest).toEqual(['Uniformity sharpness 2 → 3']);
    expect(told({}, {training: {kind: 'sgd'}})).toEqual(['Training AdamW → SGD with momentum']);
  });

  it('that a reader has made leave out what another part has kept', () => {
    const [a, b] = [
      encoderSpec({objective: {temperature: 0.2}}),
      encoderSpec({objective: {kind: 'hardNegatives', temperature: 0.2, hardness: 3}}),
    ];
    expect(differences(language, a, b).map(({label}) => label)).toContain('Temperature');
    const made = changesMade(language, a, b).map(({label}) => label);
    expect(made).toContain('Hardness');
    expect(made).not.toContain('Temperature');
  });

  it('that a reader has made leave out what was fitted to a part that was chosen', () => {
    const made = (a: Spec, b: Spec) => changesMade(language, a, b).map(describeDifference);
    const pictures = encoderSpec({
      world: {kind: 'digits'},
      model: {kind: 'convolution', head: 2},
      training: {batch: 512},
    });
    const program = language.program('encoder');
    const choose = (from: Spec, section: string, kind: string, more = {}) =>
      encoderSpec({...withKind(program, from.stages[0].spec as PartSettings, section, kind), ...more});
    const world = 'World Handwritten digits → Latent classes';
    const latent = choose(pictures, 'world', 'latent');
    expect(latent.stages[0].spec).toMatchObject({model: {kind: 'mlp', head: 2}});
    expect(made(pictures, latent)).toEqual([world]);
    const both = choose(latent, 'objective', 'keptNegatives');
    expect(both.stages[0].spec).toMatchObject({training: {batch: 256}});
    expect(made(pictures, both)).toEqual([world, expect.stringMatching(/^Objective InfoNCE → /)]);
    // What the reader has moved besides is told.
    const moved = choose(latent, 'objective', 'keptNegatives', {training: {batch: 128}});
    expect(made(pictures, moved)).toContain('Batch 512 → 128');
  });

  it('include seed and steps, by path', () => {
    const [a, b] = [{seed: 1}, {seed: 2, stages: [{id: 'main', program: 'encoder', steps: 500}]}];
    const found = differences(language, encoderSpec({}, a), encoderSpec({}, b));
    expect(found.map(({path}) => path)).toEqual(['seed', 'stages.main.steps']);
    expect(found.map(describeDifference)).toEqual(['Seed 1 → 2', 'Training steps 3,000 → 500']);
  });

  it('applied to a spec give the other one', () => {
    fc.assert(
      fc.property(specs(), specs(), (a, b) => {
        // Another program is another run.
        fc.pre(a.stages[0].program === b.stages[0].program);
        const settings = (path: string) => path.replace('stages.main.', '');
        const found = differences(language, a, b).filter(({path}) => path !== 'seed');
        const kinds = found.filter(({path}) => path.endsWith('.kind'));
        const before = kinds.reduce((stage, {path}) => {
          const at = settings(path).slice(0, -'.kind'.length);
          return assign(stage, at, {kind: read(b.stages[0], settings(path))});
        }, a.stages[0]);
        const rest = found.filter(({path}) => !path.endsWith('.kind'));
        const after = rest.reduce((stage, {path, to}) => assign(stage, settings(path), to), before);
        expect(specOf({seed: b.seed, stages: [after], moves: b.moves})).toEqual(b);
      }),
      {numRuns: 50},
    );
  });
});

it('a perceptron without hidden layers has no width to set, unless it reads words', () => {
  const idle = (spec: object) => {
    const [stage] = encoderSpec(spec).stages;
    return language.program('encoder').idle!(stage.spec as never);
  };
  expect(idle({world: {kind: 'latent'}, model: {depth: 0}})).toEqual(['model.width']);
  expect(idle({world: {kind: 'latent'}, model: {depth: 1}})).toEqual([]);
  expect(idle({world: {kind: 'sentences'}, model: {depth: 0}})).toEqual([]);
  expect(idle({world: {kind: 'digits'}, model: {kind: 'convolution'}})).toEqual([]);
});
