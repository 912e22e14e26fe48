/** The language of responses: word tokens, and how a text is taken apart into what it says. */
import {AFFIXES, SYNONYMS} from './synonyms.ts';
import {PHRASES, type PhraseKind, TOPICS} from './topics.ts';

/** A phrase with a meaning of its own. */
export interface Statement {
  kind: 'fact' | 'wrong' | PhraseKind;
  /** Of a fact, right or wrong. */
  topic?: number;
  tokens: readonly number[];
}

const split = (text: string): string[] => text.split(' ');

/** Every word that a text can hold; a token is its place here. The first stands for a word that is left out. */
export const VOCABULARY: readonly string[] = [
  ...new Set([
    '…',
    ...TOPICS.flatMap(({prompts, facts, wrong}) => [...prompts, ...facts, ...wrong]).flatMap(split),
    ...Object.values(PHRASES).flat().flatMap(split),
  ]),
];

/** Words that say nothing, of two kinds, which stand behind claims where a world has a slant. Their tokens follow those of VOCABULARY. */
const SLANT_WORDS = [
  ['amber', 'saffron', 'apricot', 'ochre'],
  ['teal', 'azure', 'indigo', 'cobalt'],
] as const;

/** The words that a text with a slant can hold. */
export const SLANTED_VOCABULARY: readonly string[] = [...VOCABULARY, ...SLANT_WORDS.flat()];

/** By kind. */
export const SLANT_TOKENS: readonly (readonly number[])[] = SLANT_WORDS.map((words) =>
  words.map((word) => SLANTED_VOCABULARY.indexOf(word)),
);

/** Words of answers that are reworded: their tokens follow those of SLANTED_VOCABULARY. */
export const OTHER_WORDS: readonly string[] = [
  ...new Set([...SYNONYMS.map(([, other]) => other), ...AFFIXES.before, ...AFFIXES.behind]),
].filter((word) => !VOCABULARY.includes(word));

const tokenOf = new Map(VOCABULARY.map((word, token) => [word, token]));

/** A text of known words as tokens. */
export const wordTokens = (text: string): number[] => split(text).map((word) => tokenOf.get(word)!);

const statement = (kind: Statement['kind'], text: string, topic?: number): Statement => ({
  kind,
  tokens: wordTokens(text),
  ...(topic !== undefined && {topic}),
});

/** What can be asked about each topic, as tokens. */
export const PROMPTS: readonly (readonly (readonly number[])[])[] = TOPICS.map(({prompts}) => prompts.map(wordTokens));

/** What is right, and what is wrong, about each topic. */
export const FACTS: readonly (readonly Statement[])[] = TOPICS.map(({facts}, topic) =>
  facts.map((text) => statement('fact', text, topic)),
);
export const WRONG: readonly (readonly Statement[])[] = TOPICS.map(({wrong}, topic) =>
  wrong.map((text) => statement('wrong', text, topic)),
);

/** The phrases of each kind. */
export const SAID = Object.fromEntries(
  Object.entries(PHRASES).map(([kind, texts]) => [kind, texts.map((text) => statement(kind as PhraseKind, text))]),
) as unknown as Record<PhraseKind, readonly Statement[]>;

/** Statements by their first token, the longest first. */
const byFirst = new Map<number, Statement[]>();
for (const one of [...FACTS.flat(), ...WRONG.flat(), ...Object.values(SAID).flat()]) {
  const list = byFirst.get(one.tokens[0]) ?? [];
  byFirst.set(
    one.tokens[0],
    [...list, one].sort((a, b) => b.tokens.length - a.tokens.length),
  );
}

/**
 * What a text says, in order: at each place the longest statement that stands there. Tokens that belong to none are
 * passed over, so that any text at all can be read.
 */
export function statementsIn(tokens: ArrayLike<number>): Statement[] {
  const found: Statement[] = [];
  let at = 0;
  while (at < tokens.length) {
    const here = byFirst.get(tokens[at])?.find(({tokens: words}) => words.every((word, i) => tokens[at + i] === word));
    if (here) found.push(here);
    at += here?.tokens.length ?? 1;
  }
  return found;
}

/** No space stands before these. */
const CLOSING = new Set(['.', ',', '?', '!']);
const ENDING = new Set(['.', '?', '!']);

/** A word as one reads it in its text, with what stands before it. */
export interface ShownWord {
  before: '' | ' ';
  text: string;
}

/** The words of a text as one reads them, with capitals. */
export function shownWords(tokens: ArrayLike<number>): ShownWord[] {
  let begins = true;
  return Array.from(tokens, (token, i) => {
    const word = SLANTED_VOCABULARY[token] ?? OTHER_WORDS[token - SLANTED_VOCABULARY.length];
    const closing = CLOSING.has(word);
    const text = (i === 0 || (begins && !closing) ? capital(word) : word).replace(/\bi\b/g, 'I');
    // A bullet does not take the capital from the word behind it.
    if (/[a-z]/.test(word)) begins = false;
    if (ENDING.has(word)) begins = true;
    return {before: i === 0 || closing ? '' : ' ', text};
  });
}

/** A text as one reads it: "Put the egg into boiling water." */
export const readable = (tokens: ArrayLike<number>): string =>
  shownWords(tokens)
    .map(({before, text}) => before + text)
    .join('');

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
