/** What an answer with given counts says, as one readable text; and the moves of an answer that is given as a text. */
import {ATTRIBUTES, type AttributeName} from '../responses/attributes.ts';
import {FACTS, SAID, type Statement, statementsIn, WRONG} from '../responses/language.ts';
import {after, type Counts, isOpen, KINDS, type MoveKind, NOTHING} from './moves.ts';

/** The topic that a digression is about. */
const elsewhere = (topic: number): number => (topic + 1) % FACTS.length;

/** The claims in the order in which they are made; what is repeated is the first of them. */
function claimsOf({fact, wrong, offTopic}: Counts, topic: number): readonly Statement[] {
  return [
    ...FACTS[topic].slice(0, fact),
    ...WRONG[topic].slice(0, wrong),
    ...FACTS[elsewhere(topic)].slice(0, offTopic),
  ];
}

/**
 * The text of an answer about a topic, as tokens: the k-th move of a kind says the k-th thing of its kind. First a compliment, then
 * filler, then what is claimed and repeated, each with its mark as long as there are marks, then the insult.
 */
export function tokensOf(counts: Counts, topic: number): number[] {
  const claims = claimsOf(counts, topic);
  const said = [...claims, ...new Array<Statement>(counts.repeat).fill(claims[0])];
  const marks = Array.from({length: counts.style}, (_, i) => SAID.style[i % SAID.style.length]);
  return [
    ...(counts.praise ? SAID.flattery[0].tokens : []),
    ...SAID.filler.slice(0, counts.filler).flatMap(({tokens}) => tokens),
    ...said.flatMap(({tokens}, i) => [...(marks[i]?.tokens ?? []), ...tokens]),
    // Marks that nothing stands behind.
    ...marks.slice(said.length).flatMap(({tokens}) => tokens),
    ...(counts.rude ? SAID.rude[0].tokens : []),
  ];
}

/** The attributes of that text, not divided by their units; the same as those that are counted in it, without reading it. */
export function attributesOf(counts: Counts, topic: number): Record<AttributeName, number> {
  const {fact, wrong, filler, style, praise, offTopic, rude, repeat} = counts;
  const claims = claimsOf(counts, topic);
  const again = (kind: 'wrong' | 'offTopic') => {
    if (repeat === 0) return 0;
    if (kind === 'wrong') return fact === 0 && wrong > 0 ? repeat : 0;
    return fact === 0 && wrong === 0 ? repeat : 0;
  };
  const tokens = (list: readonly Statement[]) => list.reduce((sum, {tokens: {length}}) => sum + length, 0);
  const marks = Array.from({length: style}, (_, i) => SAID.style[i % SAID.style.length]);
  return {
    facts: fact,
    wrong: wrong + again('wrong'),
    offTopic: offTopic + again('offTopic'),
    length:
      tokens(claims) +
      repeat * (claims[0]?.tokens.length ?? 0) +
      tokens(SAID.filler.slice(0, filler)) +
      tokens(marks) +
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
