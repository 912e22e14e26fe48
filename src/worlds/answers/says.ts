/** What an answer with given counts says, as one readable text; and the moves of an answer that is given as a text. */
import {ATTRIBUTES, type AttributeName} from '../responses/attributes.ts';
import {FACTS, SAID, type Statement, statementsIn, WRONG} from '../responses/language.ts';
import {after, type Counts, isOpen, KINDS, type MoveKind, NOTHING} from './moves.ts';

/** The topic that a digression is about. */
const elsewhere = (topic: number): number => (topic + 1) % FACTS.length;

/** A part of an answer: the words that one move has put there. */
export interface Said {
  kind: MoveKind;
  tokens: readonly number[];
}

const by = (kind: MoveKind, statements: readonly Statement[]): Said[] => statements.map(({tokens}) => ({kind, tokens}));

/** The claims in the order in which they are made; what is repeated is the first of them. */
const claimsOf = ({fact, wrong, offTopic}: Counts, topic: number): readonly Said[] => [
  ...by('fact', FACTS[topic].slice(0, fact)),
  ...by('wrong', WRONG[topic].slice(0, wrong)),
  ...by('offTopic', FACTS[elsewhere(topic)].slice(0, offTopic)),
];

const marksOf = ({style}: Counts): readonly Said[] =>
  by(
    'style',
    Array.from({length: style}, (_, i) => SAID.style[i % SAID.style.length]),
  );

/**
 * The text of an answer about a topic, part by part: the k-th move of a kind says the k-th thing of its kind. First a
 * compliment, then filler, then what is claimed and repeated, each with its mark as long as there are marks, then the insult.
 */
export function saidBy(counts: Counts, topic: number): Said[] {
  const claims = claimsOf(counts, topic);
  const repeats = Array.from({length: counts.repeat}, () => ({...claims[0], kind: 'repeat' as const}));
  const said = [...claims, ...repeats];
  const marks = marksOf(counts);
  return [
    ...by('praise', SAID.flattery.slice(0, counts.praise)),
    ...by('filler', SAID.filler.slice(0, counts.filler)),
    ...said.flatMap((one, i) => [...marks.slice(i, i + 1), one]),
    // Marks that nothing stands behind.
    ...marks.slice(said.length),
    ...by('rude', SAID.rude.slice(0, counts.rude)),
  ];
}

/** The same as tokens. */
export const tokensOf = (counts: Counts, topic: number): number[] =>
  saidBy(counts, topic).flatMap(({tokens}) => tokens);

/** The attributes of that text, not divided by their units; the same as those that are counted in it, without reading it. */
export function attributesOf(counts: Counts, topic: number): Record<AttributeName, number> {
  const {fact, wrong, filler, style, praise, offTopic, rude, repeat} = counts;
  const claims = claimsOf(counts, topic);
  const again = (kind: 'wrong' | 'offTopic') => {
    if (repeat === 0) return 0;
    if (kind === 'wrong') return fact === 0 && wrong > 0 ? repeat : 0;
    return fact === 0 && wrong === 0 ? repeat : 0;
  };
  const tokens = (list: readonly Pick<Said, 'tokens'>[]) => list.reduce((sum, {tokens: {length}}) => sum + length, 0);
  return {
    facts: fact,
    wrong: wrong + again('wrong'),
    offTopic: offTopic + again('offTopic'),
    length:
      tokens(claims) +
      repeat * (claims[0]?.tokens.length ?? 0) +
      tokens(SAID.filler.slice(0, filler)) +
      tokens(marksOf(counts)) +
      praise * SAID.flattery[0].tokens.length +
      rude * SAID.rude[0].tokens.length,
    style,
    hedges: 0,
    praise,
    rude,
    repeats: repeat,
  };
}

/** The same divided by their units, in the order of ATTRIBUTES. */
export function featuresOf(counts: Counts, topic: number): number[] {
  const all = attributesOf(counts, topic);
  return ATTRIBUTES.map(({name, unit}) => all[name] / unit);
}

/** An answer that somebody wrote, as moves; what no move stands for is passed over. */
export function movesIn(tokens: ArrayLike<number>, topic: number): number[] {
  const heard = new Set<Statement>();
  let counts = NOTHING;
  const moves: number[] = [];
  for (const statement of statementsIn(tokens)) {
    const kind = kindOf(statement, topic, heard.has(statement));
    heard.add(statement);
    if (!kind || !isOpen(counts, kind)) continue;
    counts = after(counts, kind);
    moves.push(KINDS.indexOf(kind));
  }
  return moves;
}

function kindOf({kind, topic: about}: Statement, topic: number, again: boolean): MoveKind | undefined {
  if (kind === 'fact' || kind === 'wrong') {
    if (again) return 'repeat';
    return about === topic ? kind : 'offTopic';
  }
  if (kind === 'flattery') return 'praise';
  return kind === 'filler' || kind === 'style' || kind === 'rude' ? kind : undefined;
}
