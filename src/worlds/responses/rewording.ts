/**
 * Answers in other words: transforms that change which words stand there, and nothing that the gold reward counts. A reworded
 * answer has the attributes of the answer that it is made from, whatever its words.
 */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {REWORDINGS, type Rewording} from '../suites.spec.ts';
import {type Habits, LONGEST} from './draw.ts';
import {OTHER_WORDS, SAID, SLANTED_VOCABULARY} from './language.ts';
import {orderedPair} from './orderedPair.ts';
import type {DrawnSuites, SuiteAnswer} from './suites.ts';
import {AFFIXES, SYNONYMS} from './synonyms.ts';

const tokenOf = new Map([...SLANTED_VOCABULARY, ...OTHER_WORDS].map((word, token) => [word, token]));
const tokensOf = (words: readonly string[]): number[] => words.map((word) => tokenOf.get(word)!);

const SYNONYM = new Map(SYNONYMS.map(([word, other]) => [tokenOf.get(word)!, tokenOf.get(other)!]));
const [BEFORE, BEHIND] = [tokensOf(AFFIXES.before), tokensOf(AFFIXES.behind)];
const ENDS = new Set(tokensOf(['.', '?', '!']));
/** A word that cannot be read. */
const ILLEGIBLE = 0;

/** Share of the words that are replaced where there is a synonym, of those that become illegible, and of sentences with a mark. */
const REPLACED = 0.8;
const SMUDGED = 0.15;
const MARKED = 0.7;

/** `u` holds a uniform number for each token, and two more. */
const TRANSFORMS: Readonly<Record<Rewording, (tokens: readonly number[], u: ArrayLike<number>) => number[]>> = {
  synonyms: (tokens, u) => tokens.map((token, i) => (u[i] < REPLACED ? (SYNONYM.get(token) ?? token) : token)),
  illegible: (tokens, u) => tokens.map((token, i) => (u[i] < SMUDGED ? ILLEGIBLE : token)),
  marks(tokens, u) {
    const mark = pick(SAID.style, u[tokens.length]);
    const begins = (i: number) => i === 0 || ENDS.has(tokens[i - 1]);
    return tokens.flatMap((token, i) => (begins(i) && u[i] < MARKED ? [...mark, token] : [token]));
  },
  filler(tokens, u) {
    return [...pick(SAID.filler, u[tokens.length]), ...tokens, ...pick(SAID.filler, u[tokens.length + 1])];
  },
  affixes: (tokens) => [...BEFORE, ...tokens, ...BEHIND],
};

const pick = (phrases: readonly {tokens: readonly number[]}[], u: number): readonly number[] =>
  phrases[Math.floor(u * phrases.length)].tokens;

/** The answer with this number of a drawing in other words, cut off where it becomes too long. */
export function reworded(by: Rewording, tokens: readonly number[], drawing: number, item: number): number[] {
  const draws = uniforms(deriveKey(drawing, `world/rewording/${by}`, item), tokens.length + 2);
  return TRANSFORMS[by](tokens, draws).slice(0, LONGEST);
}

/** Pairs in each suite. */
const GROUPS = 256;

/** The same pairs of answers as they were written and in other words of every kind, the better one first. */
export function drawRewordings(drawing: number, habits: Habits): DrawnSuites {
  const pairs = Array.from({length: GROUPS}, (_, group) => orderedPair(drawing, habits, group, 'world/suite/reworded'));
  const of = (by?: Rewording): SuiteAnswer[] =>
    pairs.flat().map((one, i) => (by ? {...one, shown: reworded(by, one.tokens, drawing, FROM + i)} : one));
  return {
    list: (['asWritten', ...REWORDINGS] as const).map((name) => ({name, groups: GROUPS, right: 1, wrong: 1})),
    answers: [of(), ...REWORDINGS.map(of)].flat(),
  };
}

/** Answers of these suites have numbers of their own. */
const FROM = 1 << 22;
