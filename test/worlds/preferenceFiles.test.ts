import {gzipSync} from 'fflate';
import {describe, expect, it} from 'vitest';
import type {OwnData, OwnPreferences} from '../../src/engine/own.ts';
import type {Resources} from '../../src/engine/resources.ts';
import {previewOf} from '../../src/worker/own/preview.ts';
import {auditOf} from '../../src/worlds/file/formats/audit.ts';
import {readParquet} from '../../src/worlds/file/formats/parquet.ts';
import {readAnyFile, readFile} from '../../src/worlds/file/formats/read.ts';
import type {Reading} from '../../src/worlds/file/formats/reading.ts';
import {openPreferences, openViews} from '../../src/worlds/index.ts';
import type {Things} from '../../src/worlds/points.ts';
import type {PreferenceWorld} from '../../src/worlds/preferenceWorld.ts';
import {advanceTo, open} from '../reference/checks/runs.ts';
import {onBackends} from '../support/backends.ts';
import {MESSAGES, NUMBERS, PACKED} from '../support/parquet.ts';
import {specOf} from '../support/specs.ts';
import {expectReasonsAsChosen, expectWordsAsRead} from '../support/wording.ts';
import {dataFolder} from '../support/worlds.ts';

const OPTIONS = {leaveOut: false, progress: () => {}};
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (name: string, content: string | Uint8Array, leaveOut = false): Reading =>
  readFile(name, typeof content === 'string' ? bytesOf(content) : content, {...OPTIONS, leaveOut});

function pairsOf(reading: Reading): OwnPreferences {
  if (!reading.ok) throw new Error([reading.sentence, ...reading.problems.map(({sentence}) => sentence)].join(' '));
  if (reading.data.holds !== 'preferences') throw new Error(`These are ${reading.data.holds}.`);
  return reading.data;
}

function refusalOf(reading: Reading): string {
  if (reading.ok) throw new Error('This was accepted.');
  return [reading.sentence, ...reading.problems.map(({sentence}) => sentence)].join('\n');
}

const rows = <T>(count: number, row: (i: number) => T) => Array.from({length: count}, (_, i) => row(i));
const jsonl = (entries: readonly unknown[]) => entries.map((entry) => JSON.stringify(entry)).join('\n');
const quote = (cell: unknown) => `"${String(cell).replaceAll('"', '""')}"`;
const csv = (entries: readonly object[]) =>
  [Object.keys(entries[0]), ...entries.map((entry) => Object.values(entry))]
    .map((cells) => cells.map(quote).join(','))
    .join('\n');

/** The prompt, both answers and the label of the rows. */
const told = ({prompts, promptOf, first, second, labels}: OwnPreferences) =>
  first.map((a, i) => [promptOf[i] < 0 ? '' : prompts[promptOf[i]], a, second[i], labels[i]]);

const question = (i: number) => `Question ${i % 6}?`;
const expected = rows(24, (i) => [question(i), `Good ${i}`, `Bad ${i}`, 1]);
const user = (content: string) => ({role: 'user', content});
const assistant = (content: string) => ({role: 'assistant', content});

describe('preference pairs', () => {
  const FORMS: [string, object[]][] = [
    ['plain texts with a prompt', rows(24, (i) => ({prompt: question(i), chosen: `Good ${i}`, rejected: `Bad ${i}`}))],
    [
      'spoken dialogues',
      rows(24, (i) => ({
        chosen: `\n\nHuman: ${question(i)}\n\nAssistant: Good ${i}`,
        rejected: `\n\nHuman: ${question(i)}\n\nAssistant: Bad ${i}`,
      })),
    ],
    [
      'lists of messages',
      rows(24, (i) => ({
        chosen: [user(question(i)), assistant(`Good ${i}`)],
        rejected: [user(question(i)), assistant(`Bad ${i}`)],
      })),
    ],
    [
      'lists of messages and a prompt that repeats the first',
      rows(24, (i) => ({
        prompt: question(i),
        chosen: [user(question(i)), assistant(`Good ${i}`)],
        rejected: [user(question(i)), assistant(`Bad ${i}`)],
      })),
    ],
    [
      'lists of answers alone and a prompt that is a list',
      rows(24, (i) => ({
        prompt: [user(question(i))],
        chosen: [assistant(`Good ${i}`)],
        rejected: [assistant(`Bad ${i}`)],
      })),
    ],
    [
      'two responses and a preference',
      rows(24, (i) => ({prompt: question(i), response_a: `Good ${i}`, response_b: `Bad ${i}`, preference: 'a'})),
    ],
    [
      'scores',
      rows(24, (i) => ({
        prompt: question(i),
        chosen: `Good ${i}`,
        rejected: `Bad ${i}`,
        score_chosen: 8.5,
        score_rejected: 3,
      })),
    ],
  ];

  describe.each(FORMS)('as %s', (_, entries) => {
    it('are read from JSON lines, a JSON list, and packed', () => {
      for (const [name, content] of [
        ['a.jsonl', jsonl(entries)],
        ['a.json', JSON.stringify(entries)],
        ['a.jsonl.gz', gzipSync(bytesOf(jsonl(entries)))],
      ] as const) {
        expect(told(pairsOf(read(name, content)))).toEqual(expected);
      }
    });

    it('are read from a table, messages as JSON', () => {
      const cells = entries.map((entry) =>
        Object.fromEntries(
          Object.entries(entry).map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : value]),
        ),
      );
      expect(told(pairsOf(read('a.csv', csv(cells))))).toEqual(expected);
    });
  });

  it('are read from parquet', async () => {
    expect(told(pairsOf(await readAnyFile('a.parquet', MESSAGES, OPTIONS)))).toEqual(expected);
    expect(told(pairsOf(await readAnyFile('a.parquet.gz', gzipSync(MESSAGES), OPTIONS)))).toEqual(expected);
  });

  it.each(Object.entries(PACKED))(
    'are read from parquet that is packed with %s, group after group',
    async (_, bytes) => {
      const done: number[] = [];
      const options = {leaveOut: false, progress: (part: number) => done.push(part)};
      expect(told(pairsOf(await readAnyFile('a.parquet', bytes, options)))).toEqual(expected);
      expect(done).toEqual([...done].sort((a, b) => a - b));
      // The first group is not the whole.
      expect(done.some((part) => part > 0 && part <= 0.5)).toBe(true);
      expect(done.some((part) => part > 0.5 && part <= 1)).toBe(true);
    },
  );

  it('in parquet with a column chunk that is damaged are refused in words', async () => {
    const damaged = PACKED.zstd.slice();
    damaged.fill(0xff, 30, 60);
    expect(refusalOf(await readAnyFile('a.parquet', damaged, OPTIONS))).toBe(
      'a.parquet is damaged: the column prompt cannot be read in group 1 of its rows. Save it again as parquet, packed with Snappy, zstd, gzip or not at all.',
    );
  });

  it('in parquet that is cut, or holds something else, is refused in words', async () => {
    expect(refusalOf(await readParquet('a.parquet', MESSAGES.slice(0, 700), OPTIONS))).toMatch(
      /^a\.parquet is damaged: its end is missing\. Save it again as parquet/,
    );
    expect(refusalOf(await readParquet('a.parquet', NUMBERS, OPTIONS))).toMatch(
      /^a\.parquet has the columns x; of parquet files the lab reads preference pairs/,
    );
  });

  it('have a, b or tie, or 0 or 1, as their preference', () => {
    const marks = ['a', 'A', 0, '0', 'response_a', 'b', 'B', 1, '1', 'response_b', 'tie', 'Tie'];
    const entries = rows(24, (i) => ({
      response_a: `one ${i}`,
      response_b: `two ${i}`,
      preference: marks[i % marks.length],
    }));
    const labels = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0.5, 0.5];
    for (const reading of [read('a.jsonl', jsonl(entries)), read('a.csv', csv(entries))])
      expect([...pairsOf(reading).labels]).toEqual([...labels, ...labels]);
  });

  it('with equal scores are ties, and this is said', () => {
    const entries = rows(24, (i) => ({
      chosen: `one ${i}`,
      rejected: `two ${i}`,
      score_chosen: 5,
      score_rejected: i % 4 ? 2 : 5,
    }));
    const reading = read('a.jsonl', jsonl(entries));
    expect([...pairsOf(reading).labels].filter((label) => label === 0.5)).toHaveLength(6);
    expect(reading).toMatchObject({notes: ['6 pairs with equal scores count as ties.']});
  });

  it('of dialogues of several turns have all turns that both begin with as their prompt', () => {
    const begin = (i: number) => `\n\nHuman: Hi ${i}\n\nAssistant: Hello.\n\nHuman: Human: is a word. Go on?`;
    const entries = rows(20, (i) => ({
      chosen: `${begin(i)}\n\nAssistant: Yes.`,
      rejected: `${begin(i)}\n\nAssistant: No.\n\nHuman: Why?\n\nAssistant: Because.`,
    }));
    const [first] = told(pairsOf(read('a.jsonl', jsonl(entries))));
    expect(first).toEqual([
      'Human: Hi 0\nAssistant: Hello.\nHuman: Human: is a word. Go on?',
      'Yes.',
      'Assistant: No.\nHuman: Why?\nAssistant: Because.',
      1,
    ]);
  });

  it('that only mention a speaker are plain texts', () => {
    const entries = rows(20, (i) => ({chosen: `He said: ${i}\nHuman: error`, rejected: `She said: ${i}`}));
    expect(told(pairsOf(read('a.jsonl', jsonl(entries))))[0][1]).toBe('He said: 0\nHuman: error');
  });

  const sound = (i: number) => ({prompt: question(i), chosen: `Good ${i}`, rejected: `Bad ${i}`});
  const rated = (i: number): object => ({
    prompt: question(i),
    response_a: `Good ${i}`,
    response_b: `Bad ${i}`,
    preference: 'b',
  });
  const DAMAGE: [string, (i: number) => object, unknown, string][] = [
    [
      'without one answer',
      sound,
      {chosen: 'x'},
      'Row 7 has no rejected; it must have chosen and rejected, or response_a, response_b and preference.',
    ],
    ['without a preference', rated, {response_a: 'x', response_b: 'y'}, 'Row 7 has no preference; it must have'],
    ['with both empty', sound, {chosen: '', rejected: ''}, 'Row 7 has nothing in chosen; it must have'],
    ['with an answer of no words', sound, {chosen: 'x', rejected: ' !? '}, 'Row 7 has no words in rejected.'],
    [
      'with equal texts',
      sound,
      {chosen: 'same', rejected: ' same '},
      'Row 7 has the same text twice: chosen and rejected must differ.',
    ],
    [
      'with an unknown preference',
      rated,
      {response_a: 'x', response_b: 'y', preference: 'c'},
      'Row 7 has the preference “c”; it must be a or 0 for response_a, b or 1 for response_b, or tie.',
    ],
    [
      'with a preference that objects have by birth',
      rated,
      {response_a: 'x', response_b: 'y', preference: 'toString'},
      'Row 7 has the preference “toString”',
    ],
    ['with a number for an answer', sound, {chosen: 5, rejected: 'x'}, 'Row 7, chosen: it must be a text or a list of'],
    [
      'with a broken message',
      sound,
      {chosen: [user('x'), {role: 'assistant'}], rejected: [user('x'), assistant('y')]},
      'Row 7, chosen: it has a message 2 that is not like {"role": "user", "content": "..."}.',
    ],
    [
      'with a dialogue that ends before its answer',
      sound,
      {chosen: [user('x')], rejected: [user('x'), assistant('y')]},
      'Row 7, chosen: it must end with what the assistant says.',
    ],
    [
      'with a dialogue that ends with the user',
      sound,
      {chosen: [user('x'), assistant('y')], rejected: [user('x'), assistant('z'), user('and?')]},
      'Row 7, rejected: it must end with what the assistant says.',
    ],
    [
      'with answers to different prompts',
      sound,
      {chosen: [user('x'), assistant('y')], rejected: [user('other'), assistant('z')]},
      'Row 7 has a chosen and a rejected that answer different prompts; both must be alike up to what the assistant says.',
    ],
    [
      'with a dialogue beside a plain text',
      sound,
      {chosen: [user('x'), assistant('y')], rejected: 'z'},
      'Row 7 has a chosen and a rejected that answer different prompts',
    ],
    [
      'with a role that nobody has',
      sound,
      {chosen: [user('x'), {role: 'critic', content: 'y'}], rejected: [user('x'), assistant('z')]},
      'Row 7, chosen: it has a message 2 by “critic”; a role must be system, user or assistant.',
    ],
    [
      'with a score of one answer that is a word',
      rated,
      {...rated(6), score_a: 1, score_b: 'low'},
      'Row 7 has the score_b “low”; it must be a number.',
    ],
    [
      'with a broken prompt',
      sound,
      {...sound(6), prompt: 5},
      'Row 7, prompt: it must be a text or a list of messages.',
    ],
    [
      'with a score that is a word',
      sound,
      {...sound(6), score_chosen: 'good', score_rejected: 1},
      'Row 7 has the score_chosen “good”; it must be a number.',
    ],
    [
      'with scores the other way round',
      sound,
      {...sound(6), score_chosen: 1, score_rejected: 2},
      'Row 7 has a score_chosen of 1 below its score_rejected of 2',
    ],
    ['that is no object', sound, ['x'], 'Row 7 must be an object'],
  ];
  it.each(DAMAGE)('%s name the row, and are left out with consent', (_, of, damage, sentence) => {
    const entries = rows(30, (i) => (i === 6 ? damage : of(i)));
    for (const [name, content] of [
      ['a.jsonl', jsonl(entries)],
      ['a.json', JSON.stringify(entries)],
    ]) {
      const reading = read(name, content);
      expect(refusalOf(reading)).toContain(`${name} has 1 row that cannot be used.\n${sentence}`);
      expect(reading).toMatchObject({canLeaveOut: 1});
      expect(pairsOf(read(name, content, true)).rows).toBe(29);
    }
  });

  it('with a line that is no JSON name it', () => {
    const lines = jsonl(rows(30, sound)).split('\n');
    lines[11] = '{"chosen": ';
    expect(refusalOf(read('a.jsonl', lines.join('\n')))).toContain('Row 12 is not JSON');
    expect(pairsOf(read('a.jsonl', lines.join('\n'), true)).rows).toBe(29);
    lines[0] = 'oops';
    expect(pairsOf(read('a.jsonl', lines.join('\n'), true)).rows).toBe(28);
    expect(refusalOf(read('a.json', '[{"chosen": '))).toMatch(/^a\.json is not JSON: /);
  });

  it('in a table name rows that are wrong', () => {
    const table = csv(rows(30, sound)).split('\n');
    table[4] = 'only,two';
    table[9] = '"q","same","same"';
    const reading = read('a.csv', table.join('\n'));
    expect(refusalOf(reading)).toContain('Row 5 has 2 columns; it must have 3, as the first row has.');
    expect(refusalOf(reading)).toContain('Row 10 has the same text twice');
    expect(pairsOf(read('a.csv', table.join('\n'), true)).rows).toBe(28);
  });

  it('in a table without a column are refused row by row', () => {
    const table = csv(rows(30, (i) => ({prompt: question(i), chosen: `Good ${i}`})));
    const reading = read('a.csv', table);
    expect(refusalOf(reading)).toContain('Row 2 has no rejected');
    expect(reading).toMatchObject({canLeaveOut: 0});
  });

  it('in a table with a column twice, or a quotation mark that is never closed, are refused', () => {
    const entries = rows(30, sound);
    const twice = csv(entries).replace('"prompt"', '"chosen"');
    expect(refusalOf(read('a.csv', twice))).toBe(
      'a.csv has two columns called chosen; each must have a name of its own.',
    );
    const open = `${csv(entries)}\n"q","never closed,"x"`;
    expect(refusalOf(read('a.csv', open))).toContain('Row 32: a quotation mark is opened and never closed.');
    expect(pairsOf(read('a.csv', open, true)).rows).toBe(30);
  });

  it('without any row, cut short, or in another encoding are refused', () => {
    const table = csv(rows(30, sound));
    for (const [name, content] of [
      ['a.csv', 'prompt,chosen,rejected\n'],
      ['a.jsonl', jsonl([{chosen: '', rejected: ''}])],
      ['a.json', '[]'],
    ])
      expect(refusalOf(read(name, content)), name).toMatch(/^a\.(csv has 0 rows|jsonl has 1 row|json is one piece)/);
    const packed = gzipSync(bytesOf(table));
    expect(refusalOf(read('a.csv.gz', packed.slice(0, -20)))).toMatch(/^a\.csv\.gz is damaged: it cannot be unpacked/);
    const latin = bytesOf(table);
    latin[latin.lastIndexOf('G'.charCodeAt(0))] = 0xe9;
    // The heading is row 1, and the last "Good" stands in the last row.
    expect(refusalOf(read('a.csv', latin))).toBe(
      'a.csv is not text in UTF-8 (see row 31); save it again with that encoding.',
    );
  });

  it('of other well-known forms are read: turns by from and value, one message, a question as the prompt', () => {
    const by = (from: string, value: string) => ({from, value});
    const forms: ((i: number) => object)[] = [
      (i: number) => ({
        conversations: [by('human', question(i))],
        chosen: by('gpt', `Good ${i}`),
        rejected: by('gpt', `Bad ${i}`),
      }),
      (i: number) => ({question: question(i), chosen: `Good ${i}`, rejected: `Bad ${i}`}),
      (i: number) => ({prompt: question(i), chosen: {role: 'assistant', content: `Good ${i}`}, rejected: `Bad ${i}`}),
    ];
    for (const entry of forms) expect(told(pairsOf(read('a.jsonl', jsonl(rows(24, entry)))))).toEqual(expected);
  });

  it('are read from gz of several members, as tools that pack in pieces write it', () => {
    const text = jsonl(rows(24, sound));
    const half = text.indexOf('\n', text.length / 2) + 1;
    const members = [text.slice(0, half), text.slice(half)].map((part) => gzipSync(bytesOf(part)));
    const packed = new Uint8Array(members[0].length + members[1].length);
    packed.set(members[0]);
    packed.set(members[1], members[0].length);
    expect(told(pairsOf(read('a.jsonl.gz', packed)))).toEqual(expected);
    expect(refusalOf(read('a.jsonl.gz', packed.slice(0, members[0].length + 30)))).toMatch(/ is damaged: /);
  });

  it('of more than 100 MB are refused with the number', async () => {
    const large = new Uint8Array(104 * 2 ** 20);
    expect(refusalOf(await readAnyFile('a.parquet', large, OPTIONS))).toBe('a.parquet has 104 MB; it may have 100.');
  });

  it('may be answers that are JSON themselves', () => {
    const entries = rows(24, (i) => ({prompt: question(i), chosen: `[{"sum": ${i}}]`, rejected: `Bad ${i}`}));
    expect(told(pairsOf(read('a.jsonl', jsonl(entries))))[3][1]).toBe('[{"sum": 3}]');
  });

  it('keep the scores of both answers, and say when some have none', () => {
    const scored = (i: number): object => ({...sound(i), score_chosen: i + 1, score_rejected: i - 0.5});
    const all = read('a.jsonl', jsonl(rows(24, scored)));
    expect([...pairsOf(all).scores!].slice(0, 4)).toEqual([1, -0.5, 2, 0.5]);
    expect(all).toMatchObject({notes: []});
    const some = read('a.jsonl', jsonl(rows(24, (i) => (i % 4 ? scored(i) : sound(i)))));
    expect([...pairsOf(some).scores!].slice(0, 4)).toEqual([Number.NaN, Number.NaN, 2, 0.5]);
    expect(some).toMatchObject({notes: ['Only 18 of 24 pairs have scores; Regression can learn where all have.']});
    const ab = read('a.csv', csv(rows(24, (i) => ({...rated(i), score_a: i, score_b: 2 * i}))));
    expect([...pairsOf(ab).scores!].slice(0, 4)).toEqual([0, 0, 1, 2]);
    // The preference says which is better, not the scores.
    expect([...new Set(pairsOf(ab).labels)]).toEqual([0]);
    expect(pairsOf(read('a.jsonl', jsonl(rows(24, sound)))).scores).toBeUndefined();
  });

  it('that are too few, or of too few prompts, are refused', () => {
    expect(refusalOf(read('a.jsonl', jsonl(rows(19, sound))))).toBe('a.jsonl has 19 rows; it must have at least 20.');
    const alike = rows(30, (i) => ({...sound(i), prompt: question(i % 4)}));
    expect(refusalOf(read('a.jsonl', jsonl(alike)))).toMatch(/^a\.jsonl has 4 prompts; .* at least 5\.$/);
  });

  it('are shown in a preview', () => {
    const entries = rows(24, (i) => ({...rated(i), preference: ['a', 'b', 'tie'][i % 3]}));
    const {headings, rows: shown} = previewOf(pairsOf(read('a.jsonl', jsonl(entries))));
    expect(headings).toEqual(['prompt', 'a', 'b', 'chosen']);
    expect(shown[1]).toEqual(['Question 1?', 'Good 1', 'Bad 1', 'b']);
    expect(shown[2][3]).toBe('tie');
  });
});

describe('the audit of length', () => {
  it('counts how often the longer answer was chosen, by the gap', () => {
    //           longer,  shorter, tie, equal, longer by far
    const labels = [1, 0, 0.5, 1, 0];
    const audit = auditOf(labels, [10, 9, 3, 4, 1], [5, 3, 9, 4, 900]);
    expect(audit).toMatchObject({pairs: 5, ties: 1, equal: 1, longer: 2, shorter: 1});
    expect(audit.chosenWords).toBeCloseTo((10 + 3 + 4 + 900) / 4, 9);
    expect(audit.rejectedWords).toBeCloseTo((5 + 9 + 4 + 1) / 4, 9);
    expect(audit.bins.map(({pairs, longer}) => [pairs, longer])).toEqual([
      [1, 1],
      [1, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
      [1, 1],
    ]);
    expect(audit.bins.map(({from, to}) => [from, to])).toEqual([
      [1, 5],
      [6, 10],
      [11, 20],
      [21, 50],
      [51, 100],
      [101, 200],
      [201, 0],
    ]);
  });

  it('is made when a file is read', () => {
    const entries = rows(24, (i) => ({
      chosen: `one two three ${i}`,
      rejected: i % 4 ? `one ${i}` : `a b c d e f ${i}`,
    }));
    const {audit} = pairsOf(read('a.jsonl', jsonl(entries)));
    expect(audit).toMatchObject({pairs: 24, ties: 0, equal: 0, longer: 18, shorter: 6, chosenWords: 4});
  });
});

const HASH = 'cd'.repeat(32);

describe('the world of one’s own pairs', () => {
  const entries = rows(60, (i) => ({
    prompt: `Tell me about ${'abcdefghijklmnopqrst'[Math.floor(i / 3)]}`,
    response_a: i % 2 ? `bad answer ${'word '.repeat(i)}` : `good answer\n- **point** ${i}?`,
    response_b: i % 2 ? `good answer ${i}` : `bad answer here ${i}`,
    preference: i % 2 ? 'b' : 'a',
  }));
  const data: OwnData = pairsOf(read('mine.jsonl', jsonl(entries)));
  const resources: Resources = {...dataFolder, own: async (hash: string) => (hash === HASH ? data : undefined)};
  const file = {name: 'mine.jsonl', hash: HASH, rows: 60, holds: 'preferences', classes: 0};
  const specFor = (world: object, rest: object = {}, steps = 30) =>
    specOf({stages: [{id: 'main', program: 'reward', spec: {world: {kind: 'file', ...world}, ...rest}, steps}]});
  const opened = (world: object, from = resources): Promise<PreferenceWorld> => {
    const {spec} = specFor(world).stages[0] as {spec: {world: Parameters<typeof openPreferences>[0]}};
    return openPreferences(spec.world, from);
  };
  const numbers = (world: PreferenceWorld, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
  const things = (world: PreferenceWorld) => world.points as Things;

  it('has no prompt both among pairs to learn from and among unseen ones', async () => {
    const world = await opened({file});
    expect([world.train, world.unseen]).toEqual([48, 12]);
    const {details} = things(world);
    const [seen, unseen] = [details!.slice(0, 96), details!.slice(96)];
    expect(new Set(unseen).size).toBe(4);
    expect(unseen.filter((prompt) => seen.includes(prompt))).toEqual([]);
  });

  it('has the labels and texts of the file', async () => {
    const world = await opened({file});
    const {names, details} = things(world);
    const choices = numbers(world, 'world/choices');
    const pairs = numbers(world, 'world/pairs');
    for (let pair = 0; pair < 60; pair++) {
      const [a, b] = pairs.slice(2 * pair, 2 * pair + 2);
      expect(names![choices[pair] === 1 ? a : b]).toMatch(/^good answer/);
      expect(details![a]).toBe(details![b]);
    }
  });

  it('reads prompt and answer up to 128 words, unknown ones as blanks', async () => {
    const world = await opened({file});
    const {length, vocabulary} = world.texts!.input;
    // Four words of the prompt, two of the answer, and up to 59 more.
    expect(length).toBe(4 + 2 + 59);
    const texts = numbers(world, 'world/texts');
    expect(Math.max(...texts)).toBe(vocabulary - 1);
    expect(texts).toContain(0);
    for (let item = 0; item < 120; item++) {
      const text = texts.slice(item * length, (item + 1) * length);
      const end = text.indexOf(-1);
      if (end >= 0) expect(text.slice(end).every((token) => token === -1)).toBe(true);
    }
    const long = rows(24, (i) => ({prompt: `${'p '.repeat(99)}${i}`, chosen: 'c '.repeat(500), rejected: `r ${i}`}));
    const own = async () => pairsOf(read('a.jsonl', jsonl(long)));
    expect((await opened({file}, {...dataFolder, own})).texts!.input.length).toBe(128);
  });

  it('is read as it is shown, and gives the reasons of its choices', async () => {
    const world = await opened({file});
    expectWordsAsRead(world);
    expectReasonsAsChosen(world, 'world/choices');
  });

  it('counts words, style marks and question marks', async () => {
    const world = await opened({file});
    expect(world.features.map(({name}) => name)).toEqual(['length', 'style', 'questions']);
    const features = numbers(world, 'world/features');
    // "good answer\n- **point** 0?": four words, a bullet and bold type, one question mark.
    [4 / 50, 2 / 5, 1].forEach((value, k) => {
      expect(features[k]).toBeCloseTo(value, 6);
    });
    expect(world.length).toEqual({feature: 0, unit: 50, counted: 'words'});
  });

  it('takes as many pairs as are wanted', async () => {
    const world = await opened({file, most: 30});
    expect(world.train + world.unseen).toBe(30);
  });

  it('without its file, or with one of another kind, says so', async () => {
    await expect(opened({})).rejects.toThrow('Choose a file of preference pairs under World');
    await expect(opened({file: {...file, hash: 'ef'.repeat(32)}})).rejects.toThrow(
      'This link needs your file mine.jsonl',
    );
    const own = async (): Promise<OwnData> => ({
      holds: 'sentences',
      rows: 20,
      texts: [],
      classes: [],
      classOf: new Int32Array(),
    });
    await expect(opened({file}, {...dataFolder, own})).rejects.toThrow('mine.jsonl holds no preference pairs');
    const encoder = specOf({stages: [{id: 'main', program: 'encoder', spec: {world: {kind: 'file', file}}}]});
    const {world} = encoder.stages[0].spec as {world: Parameters<typeof openViews>[0]};
    await expect(openViews(world, resources)).rejects.toThrow('mine.jsonl holds preference pairs');
  });

  describe('with scores', () => {
    const scored = (i: number) => ({...entries[i], score_a: i % 2 ? 2 + (i % 3) : 7, score_b: i % 2 ? 8 : 3});
    const withScores = (rated: (i: number) => object): Resources => {
      const own = pairsOf(read('mine.jsonl', jsonl(rows(60, rated))));
      return {...dataFolder, own: async () => own};
    };
    const rest = {
      model: {kind: 'bag', width: 8},
      objective: {kind: 'regression'},
      training: {batch: 32, learningRate: 0.02, warmup: 5},
    };

    it('standardises them over the pairs to learn from', async () => {
      const scoreOf = (i: number, k: number) => (i % 5) * 3 + k;
      const numbered = (i: number) => ({
        prompt: `Question ${i % 9}`,
        response_a: `a ${i}`,
        response_b: `b ${i}`,
        preference: 'tie',
        score_a: scoreOf(i, 0),
        score_b: scoreOf(i, 1),
      });
      const world = await opened({file}, withScores(numbered));
      const scores = numbers(world, 'world/scores');
      const {names} = things(world);
      const told = (item: number) => scoreOf(Number(names![item].slice(2)), names![item][0] === 'a' ? 0 : 1);
      const raw = scores.slice(0, 2 * world.train).map((_, item) => told(item));
      const middle = raw.reduce((sum, x) => sum + x, 0) / raw.length;
      const spread = Math.sqrt(raw.reduce((sum, x) => sum + (x - middle) ** 2, 0) / raw.length);
      raw.forEach((x, item) => {
        expect(scores[item]).toBeCloseTo((x - middle) / spread, 5);
      });
    });

    onBackends(['wasm'], () => {
      it('learns them', async () => {
        const run = await open(specFor({file}, rest, 150), undefined, {resources: withScores(scored)});
        advanceTo(run, 150);
        const {metrics} = await run.collect();
        run.dispose();
        const loss = metrics.map(({values}) => values.loss?.[0]).filter((value) => value !== undefined);
        // Standardised scores are 1 away from 0 in the mean of squares, and 0 is where it begins.
        expect(loss[0]).toBeGreaterThan(0.8);
        expect(loss.at(-1)).toBeLessThan(0.2);
        expect(metrics.at(-1)!.values.accuracy[0]).toBe(1);
      });

      it.each([
        [
          (i: number) => entries[i],
          'Regression learns from scores: mine.jsonl has no scores; every pair needs score_chosen',
        ],
        [
          (i: number) => (i === 5 ? entries[i] : scored(i)),
          'mine.jsonl has no scores of 1 of the 60 pairs that are used;',
        ],
      ])('refuses a file in which they are missing', async (rated, sentence) => {
        const running = open(specFor({file}, rest), undefined, {resources: withScores(rated)});
        await expect(running).rejects.toThrow(sentence);
      });
    });
  });

  onBackends(['wasm'], () => {
    it('is learnt from', async () => {
      const rest = {model: {kind: 'bag', width: 8}, training: {batch: 32, learningRate: 0.02, warmup: 5}};
      const run = await open(specFor({file}, rest, 100), undefined, {resources});
      advanceTo(run, 100);
      const {metrics} = await run.collect();
      run.dispose();
      expect(metrics.at(-1)!.values.accuracy[0]).toBe(1);
    });
  });
});
