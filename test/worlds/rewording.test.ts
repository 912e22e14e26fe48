import {describe, expect, it} from 'vitest';
import type {Things} from '../../src/worlds/points.ts';
import {ATTRIBUTES, featuresOf} from '../../src/worlds/responses/attributes.ts';
import {habitsOf, LONGEST} from '../../src/worlds/responses/draw.ts';
import {responses} from '../../src/worlds/responses/index.spec.ts';
import {
  OTHER_WORDS,
  readable,
  SLANTED_VOCABULARY,
  VOCABULARY,
  wordTokens,
} from '../../src/worlds/responses/language.ts';
import {openResponses} from '../../src/worlds/responses/preferences.ts';
import {drawRewordings, reworded} from '../../src/worlds/responses/rewording.ts';
import {SYNONYMS} from '../../src/worlds/responses/synonyms.ts';
import {REWORDINGS} from '../../src/worlds/suites.spec.ts';
import {expectWordsAsRead} from '../support/wording.ts';
import {partSettings} from '../support/worlds.ts';

type World = ReturnType<typeof openResponses>;

const settingsOf = (changes: object = {}) =>
  partSettings(responses, {pairs: 250, ...changes}) as Parameters<typeof openResponses>[0];
const open = (changes: object = {}) => openResponses(settingsOf(changes), undefined, {reword: reworded});
const numbers = (world: World, slot: string) => Array.from(world.slots[slot].initial!([0, 0]));
const A = ATTRIBUTES.length;

describe('other words', () => {
  it('are known ones with another each, which the language does not have', () => {
    for (const [word, other] of SYNONYMS) {
      expect(VOCABULARY, word).toContain(word);
      expect(VOCABULARY, other).not.toContain(other);
    }
    expect(new Set(SYNONYMS.map(([word]) => word)).size).toBe(SYNONYMS.length);
    expect(new Set(SYNONYMS.map(([, other]) => other)).size).toBe(SYNONYMS.length);
    expect(OTHER_WORDS.length).toBeGreaterThan(SYNONYMS.length);
  });

  it('are put in as each transform says', () => {
    const text = wordTokens('cold water saves power . read the label in the shirt .');
    const said = Object.fromEntries(REWORDINGS.map((by) => [by, readable(reworded(by, text, 1, 5))]));
    expect(said.affixes).toBe(
      'Dear reader, hereby follows a reply. Cold water saves power. Read the label in the shirt. Kind regards, yours truly.',
    );
    expect(said.synonyms).toContain('water');
    expect(said.synonyms).toMatch(/hilly|blouse/);
    expect(said.filler).toContain('Cold water saves power. Read the label in the shirt.');
    expect(said.filler.length).toBeGreaterThan(100);
    const without = (marks: RegExp, which: string) => said[which].replace(marks, '').toLowerCase();
    expect(without(/[•✓➜*]+ /g, 'marks')).toBe(readable(text).toLowerCase());
    const [kept, gone] = [reworded('illegible', text, 1, 5), text.map(() => 0)];
    kept.forEach((token, i) => {
      expect([text[i], gone[i]]).toContain(token);
    });
  });

  it('are the same for one answer, and never too many', () => {
    const long = Array.from({length: LONGEST}, (_, i) => i + 1);
    for (const by of REWORDINGS) {
      const once = reworded(by, long, 1, 2);
      expect(once).toEqual(reworded(by, long, 1, 2));
      expect(once.length).toBe(LONGEST);
      if (by !== 'filler' && by !== 'affixes') expect(once).not.toEqual(reworded(by, long, 1, 3));
      expect(once).not.toEqual(long);
    }
  });
});

describe('a world of answers in other words', () => {
  it('is the same but for them', () => {
    const [plain, other] = [openResponses(settingsOf()), open({rewording: 'synonyms'})];
    for (const slot of ['world/pairs', 'world/chances', 'world/candidates'])
      expect(numbers(other, slot)).toEqual(numbers(plain, slot));
    for (const slot of ['world/features', 'world/texts', 'world/scoring']) {
      const before = numbers(plain, slot);
      expect(numbers(other, slot).slice(0, before.length)).toEqual(before);
    }
    expect(plain.texts!.input.vocabulary).toBe(VOCABULARY.length);
    expect(other.texts!.input.vocabulary).toBe(SLANTED_VOCABULARY.length + OTHER_WORDS.length);
    expectWordsAsRead(other);
  });

  it('has for each answer to learn from one that is worth the same, and no other for the rest', () => {
    const world = open({rewording: 'affixes', learnFrom: 100});
    const same = numbers(world, world.reworded!);
    const [features, scores] = [numbers(world, 'world/features'), numbers(world, 'world/scoring')];
    const names = (world.points as Things).names!;
    same.forEach((to, item) => {
      expect(to === item).toBe(item >= 200);
      expect(features.slice(to * A, (to + 1) * A)).toEqual(features.slice(item * A, (item + 1) * A));
      expect(scores[to]).toBe(scores[item]);
      if (to !== item) expect(names[to]).toMatch(/^Dear reader, hereby follows a reply\. /);
    });
  });

  it('can be learnt from: the same choices once more, of answers in other words', () => {
    const [once, twice] = [false, true].map((rewordedToo) => open({rewording: 'affixes', learnFrom: 100, rewordedToo}));
    expect([once.train, twice.train, once.unseen, twice.unseen]).toEqual([100, 200, 50, 50]);
    const chances = numbers(twice, 'world/chances');
    expect(chances.slice(500, 1000)).toEqual(chances.slice(0, 500));
    expect([...chances.slice(0, 500), ...chances.slice(1000)]).toEqual(numbers(once, 'world/chances'));
    const [a, b] = [once, twice].map((world) => (world.points as Things).names!);
    expect([...b.slice(0, 200), ...b.slice(400, 500)]).toEqual(a.slice(0, 300));
    for (const name of b.slice(200, 400)) expect(name).toMatch(/^Dear reader/);
    expect(twice.categories!.of).toEqual(once.categories!.of);
  });
});

it('suites of other words have the same pairs in each, the better answer first', () => {
  const {list, answers} = drawRewordings(1, habitsOf(settingsOf()));
  expect(list.map(({name}) => name)).toEqual(['asWritten', ...REWORDINGS]);
  const worth = answers.map(({tokens, topic}) =>
    featuresOf(tokens, topic).reduce((sum, x, k) => sum + x * ATTRIBUTES[k].weight, 0),
  );
  const items = answers.length / list.length;
  let clear = 0;
  for (let i = 0; i < items; i += 2) {
    expect(worth[i]).toBeGreaterThanOrEqual(worth[i + 1]);
    if (worth[i] - worth[i + 1] > 0.5) clear++;
  }
  expect(clear).toBeGreaterThan(0.98 * (items / 2));
  answers.forEach((answer, i) => {
    expect(answer.tokens).toEqual(answers[i % items].tokens);
    expect(answer.shown === undefined).toBe(i < items);
  });
});
