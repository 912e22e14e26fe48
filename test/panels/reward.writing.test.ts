import {describe, expect, it} from 'vitest';
import {aboutAnswer, offersFor} from '../../src/labs/reward/writing.ts';
import {chanceAgainst, placesOnLine, suggestions, tokensIn, tokensOfText} from '../../src/panels/writing/writing.ts';
import {ATTRIBUTES} from '../../src/worlds/responses/attributes.ts';
import {FACTS, shownWords, VOCABULARY, WRONG} from '../../src/worlds/responses/language.ts';

const WORDS = ['…', 'egg', 'eggs', 'the', "don't", '.', 'leg'];

describe('what is typed', () => {
  it('is split into words and marks that are known, and the words that are not', () => {
    expect(tokensIn('The egg. Don’t please!', WORDS)).toEqual({tokens: [3, 1, 5, 4], unknown: ['please']});
    expect(tokensIn('  ', WORDS)).toEqual({tokens: [], unknown: []});
    // The blank stands for no word.
    expect(tokensIn('…', WORDS).tokens).toEqual([]);
  });

  it('is completed, words that begin so first', () => {
    expect(suggestions('eg', WORDS).map(({word}) => word)).toEqual(['egg', 'eggs', 'leg']);
    expect(suggestions('EGG', WORDS, 1)).toEqual([{id: 1, word: 'egg'}]);
    expect(suggestions(' ', WORDS)).toEqual([]);
  });

  it('can begin with an answer that is shown', () => {
    for (const {tokens} of [FACTS[0][0], WRONG[3][1]]) {
      const words = shownWords(tokens).map((word) => ({...word, contribution: 0}));
      expect(tokensOfText({reward: 0, words, rest: ''}, VOCABULARY)).toEqual(tokens);
    }
  });
});

describe('what is said of a written answer', () => {
  it('is its chance against another, and where it lies between them', () => {
    expect([chanceAgainst(1, 1), chanceAgainst(2, 0), chanceAgainst(-50, 0)]).toEqual([50, 88, 0]);
    const [low, high, middle] = placesOnLine([-1, 3, 1]);
    expect([low, high, middle]).toEqual([6, 94, 50]);
    expect(placesOnLine([2, 2, 2])).toEqual([50, 50, 50]);
  });

  it('is its true worth by the weights of the moment', () => {
    const weights = Object.fromEntries(ATTRIBUTES.map(({name, weight}) => [name, weight]));
    const tokens = [...FACTS[2][0].tokens, ...FACTS[2][1].tokens, ...WRONG[2][0].tokens];
    const {worth, counts} = aboutAnswer(tokens, {topic: 2}, {...weights, facts: 2, length: 1});
    expect(worth).toBeCloseTo(2 * 2 - 1 + tokens.length / 20, 12);
    expect(counts).toEqual([
      {label: 'Facts', count: 2},
      {label: 'Errors', count: 1},
      {label: 'Length', count: tokens.length},
    ]);
    // To another question all of it is off topic.
    expect(aboutAnswer(tokens, {topic: 5}, weights).worth).toBeCloseTo(-1.5, 12);
  });

  it('has statements of every kind on offer, each of its kind', () => {
    const offers = offersFor(4);
    expect(offers.map(({label}) => label)).toEqual([
      'Right facts',
      'Wrong facts',
      'Filler',
      'Style marks',
      'Hedges',
      'Praise',
      'Rude',
      'Off topic',
    ]);
    const facts = Object.fromEntries(ATTRIBUTES.map(({name}) => [name, name === 'facts' ? 1 : 0]));
    const worths = offers.map(({statements}) =>
      statements.map(({tokens}) => aboutAnswer(tokens, {topic: 4}, facts).worth),
    );
    expect(new Set(worths[0])).toEqual(new Set([1]));
    expect(new Set(worths.slice(1).flat())).toEqual(new Set([0]));
  });
});
