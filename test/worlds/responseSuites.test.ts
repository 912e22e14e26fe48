import {describe, expect, it} from 'vitest';
import {ATTRIBUTES, countsOf, featuresOf} from '../../src/worlds/responses/attributes.ts';
import {type Habits, LONGEST} from '../../src/worlds/responses/draw.ts';
import {PROMPTS, readable, statementsIn} from '../../src/worlds/responses/language.ts';
import {drawContrasts, drawSuites, type SuiteAnswer} from '../../src/worlds/responses/suites.ts';
import {TOPICS} from '../../src/worlds/responses/topics.ts';
import {TWINS} from '../../src/worlds/responses/twins.ts';
import {grantedBy} from '../../src/worlds/responses/wishes.ts';
import type {SuiteName} from '../../src/worlds/suites.spec.ts';

const HABITS: Habits = {
  quality: 0.6,
  verbosity: 0.4,
  style: 0.3,
  hedging: 0.2,
  flattery: 0.2,
  offTopic: 0.15,
  rudeness: 0.05,
};

interface Group {
  right: SuiteAnswer[];
  wrong: SuiteAnswer[];
}

/** The groups of each suite. */
function drawn(drawing: number, wishes = false): Record<SuiteName, Group[]> {
  const {list, answers} = drawSuites(drawing, HABITS, wishes);
  let from = 0;
  const take = (count: number) => {
    from += count;
    return answers.slice(from - count, from);
  };
  const entries = list.map(({name, groups, right, wrong}) => [
    name,
    Array.from({length: groups}, () => ({right: take(right), wrong: take(wrong)})),
  ]);
  expect(from).toBe(answers.length);
  return Object.fromEntries(entries) as Record<SuiteName, Group[]>;
}

const suites = drawn(1);
const wished = drawn(1, true).wished;
const counts = ({tokens, topic}: SuiteAnswer) => countsOf(tokens, topic);
/** By the weights that the gold reward has to begin with. */
const gold = ({tokens, topic}: SuiteAnswer) =>
  featuresOf(tokens, topic).reduce((sum, x, k) => sum + x * ATTRIBUTES[k].weight, 0);
const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length;

describe('twins', () => {
  it('are a fact and an error of each topic that share words', () => {
    expect(TWINS).toHaveLength(TOPICS.length);
    for (const [topic, list] of TWINS.entries()) {
      expect(list.length).toBeGreaterThanOrEqual(2);
      for (const {fact, error} of list) {
        expect([fact.kind, error.kind, fact.topic, error.topic]).toEqual(['fact', 'wrong', topic, topic]);
        const shared = new Set(fact.tokens.filter((token) => error.tokens.includes(token)));
        // The full stop is one of them.
        expect(shared.size, readable([...fact.tokens, ...error.tokens])).toBeGreaterThanOrEqual(2);
      }
    }
  });
});

describe('suites of responses', () => {
  it('are the same for one drawing, and others for another', () => {
    expect(drawn(1)).toEqual(suites);
    expect(drawn(2)).not.toEqual(suites);
  });

  it('fit into the table of texts', () => {
    const all = Object.values(suites).flatMap((groups) => groups.flatMap(({right, wrong}) => [...right, ...wrong]));
    expect(Math.max(...all.map(({tokens}) => tokens.length))).toBeLessThanOrEqual(LONGEST);
    expect(Math.min(...all.map(({tokens}) => tokens.length))).toBeGreaterThan(0);
  });

  it.each(['styles', 'swapped', 'brief', 'manners', 'oneOfFour', 'ties', 'tiesReference'] as const)(
    'in %s every right answer is worth more than every wrong one',
    (name) => {
      for (const {right, wrong} of suites[name]) {
        expect(Math.min(...right.map(gold))).toBeGreaterThan(Math.max(...wrong.map(gold)));
      }
    },
  );

  it('styles: one fact becomes an error, and nothing else differs but what the style adds', () => {
    for (const {right, wrong} of suites.styles) {
      const claims = (answer: SuiteAnswer) => statementsIn(answer.tokens).filter(({topic}) => topic !== undefined);
      for (const [k, answer] of right.entries()) {
        const [a, b] = [counts(answer), counts(wrong[k])];
        expect({...b, length: 0}).toEqual({...a, facts: a.facts - 1, wrong: a.wrong + 1, length: 0});
        expect([a.facts, a.wrong, a.style]).toEqual([3, 0, k === 2 ? 3 : 0]);
        const changed = claims(answer).filter((claim, i) => claim !== claims(wrong[k])[i]);
        expect(changed).toHaveLength(1);
      }
      for (const [concise, detailed, marked] of [right.map(counts), wrong.map(counts)]) {
        expect(concise.length).toBeLessThan(detailed.length);
        expect(marked.length).toBe(detailed.length + 3);
      }
    }
  });

  it('swapped: the same words, which are about something else there', () => {
    for (const {right, wrong} of suites.swapped) {
      expect(wrong[0].tokens).toEqual(right[0].tokens);
      expect(wrong[0].topic).not.toBe(right[0].topic);
      expect(counts(wrong[0])).toEqual({...counts(right[0]), facts: 0, offTopic: 3});
    }
  });

  it('contrast: two questions in almost the same words, each with a right answer, then the answers the other way round', () => {
    const {list, answers} = drawContrasts(1, HABITS);
    expect(list).toEqual([{name: 'contrast', groups: 256, right: 2, wrong: 2}]);
    expect(drawn(1, true)).not.toHaveProperty('contrast');
    let shared = 0;
    for (let at = 0; at < answers.length; at += 4) {
      const [first, second, ...wrong] = answers.slice(at, at + 4);
      expect(first.topic).not.toBe(second.topic);
      expect(wrong).toEqual([
        {...first, tokens: second.tokens},
        {...second, tokens: first.tokens},
      ]);
      for (const right of [first, second]) expect(counts(right)).toMatchObject({facts: 3, wrong: 0, offTopic: 0});
      for (const one of wrong) expect(counts(one)).toMatchObject({facts: 0, offTopic: 3});
      const [a, b] = [first, second].map(({topic, prompt}) => PROMPTS[topic][prompt]);
      shared += a.filter((word) => b.includes(word)).length / a.length;
      // No question about something else shares more words, counted once.
      const likeness = (x: readonly number[], y: readonly number[]) =>
        new Set(x.filter((word) => y.includes(word))).size / new Set([...x, ...y]).size;
      const others = PROMPTS.filter((_, topic) => topic !== first.topic).flat();
      expect(likeness(a, b)).toBe(Math.max(...others.map((other) => likeness(a, other))));
    }
    expect(shared / (answers.length / 4)).toBeGreaterThan(0.5);
  });

  it('wished: two answers of the same facts, of which each of two wishes grants more to another', () => {
    expect(drawn(1)).not.toHaveProperty('wished');
    for (const {right, wrong} of wished) {
      const [plain, rich] = right;
      expect(wrong.map(({tokens}) => tokens)).toEqual([rich.tokens, plain.tokens]);
      expect(wrong.map(({wish}) => wish)).toEqual([plain.wish, rich.wish]);
      expect([counts(plain), counts(rich)].map(({facts, wrong: errors}) => [facts, errors])).toEqual([
        [3, 0],
        [3, 0],
      ]);
      expect(gold(plain)).toBe(gold(rich));
      const worth = (answer: SuiteAnswer) => grantedBy(answer.wish!, featuresOf(answer.tokens, answer.topic));
      right.forEach((answer, i) => {
        expect(worth(answer)).toBeGreaterThan(worth(wrong[i]) + 0.2);
      });
    }
  });

  it('brief: the wrong answer is always the longer', () => {
    for (const {right, wrong} of suites.brief) {
      expect(counts(wrong[0]).length).toBeGreaterThan(2 * counts(right[0]).length);
      expect([counts(right[0]).facts, counts(wrong[0]).facts, counts(wrong[0]).wrong]).toEqual([2, 0, 2]);
    }
  });

  it('manners: an insult more, and its words', () => {
    for (const {right, wrong} of suites.manners) {
      const [a, b] = [counts(right[0]), counts(wrong[0])];
      expect(b).toEqual({...a, rude: 1, length: b.length});
    }
  });

  it('one of four: each wrong answer has one fault', () => {
    for (const {right, wrong} of suites.oneOfFour) {
      expect(right).toHaveLength(1);
      const faults = wrong.map(counts).map(({facts, wrong, offTopic}) => [facts, wrong, offTopic]);
      expect(counts(right[0])).toMatchObject({facts: 3, wrong: 0, offTopic: 0});
      expect(faults).toEqual([
        [2, 1, 0],
        [2, 0, 1],
        [2, 0, 0],
      ]);
    }
    // Length says little: the answers are dressed at random.
    const longest = suites.oneOfFour.map(({right, wrong}) =>
      Number(wrong.every(({tokens}) => tokens.length < right[0].tokens.length)),
    );
    expect(mean(longest)).toBeGreaterThan(0.15);
    expect(mean(longest)).toBeLessThan(0.4);
  });

  it('ties: four different answers that are equally right', () => {
    for (const {right, wrong} of suites.ties) {
      expect(new Set(right.map(({tokens}) => tokens.join())).size).toBe(4);
      for (const answer of right) expect(counts(answer)).toMatchObject({facts: 1, wrong: 0});
      for (const answer of wrong) expect(counts(answer)).toMatchObject({facts: 0, wrong: 1});
    }
  });

  it('writers: those who know more write the better answers on the whole, and longer ones', () => {
    const {writers} = suites;
    expect(mean(writers.map(({right, wrong}) => Number(gold(right[0]) > gold(wrong[0]))))).toBeGreaterThan(0.9);
    const facts = (side: 'right' | 'wrong') => mean(writers.map((group) => counts(group[side][0]).facts));
    expect(facts('right') - facts('wrong')).toBeGreaterThan(1.5);
  });
});
