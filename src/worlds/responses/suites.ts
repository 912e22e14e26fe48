/**
 * Suites of responses: groups of answers in which a known edit makes some right and some wrong, to questions of their own.
 * They are drawn with keys of their own, so that all else of the world is the same with them and without.
 */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import type {Rewording, Suite, SuiteName} from '../suites.spec.ts';
import {type Asked, answer, ask, type Habits, one} from './draw.ts';
import {FACTS, PROMPTS, SAID, type Statement, WRONG} from './language.ts';
import {TWINS} from './twins.ts';
import {WISHES} from './wishes.ts';

/** An answer to a question. */
export interface SuiteAnswer extends Asked {
  /** What the question wishes for: the place in WISHES. */
  wish?: number;
  tokens: readonly number[];
  /** What models read in place of the tokens. */
  shown?: readonly number[];
}

export interface DrawnSuites {
  list: readonly Suite[];
  /** Suite after suite and group after group, right answers before wrong ones. */
  answers: readonly SuiteAnswer[];
  /** The last answers are in no suite: they may be learnt from, without labels. */
  unlabelled?: {questions: number; each: number};
}

/** What a group is made from. */
interface Draw {
  group: number;
  asked: Asked;
  /** Uniform numbers from 0 to 1. */
  random: () => number;
  /** Answer `i` of a writer with these habits to the question. */
  written(habits: Partial<Habits>, i: number): SuiteAnswer;
}

interface Group {
  right: readonly SuiteAnswer[];
  wrong: readonly SuiteAnswer[];
}

/** What stands around the claims of an answer. */
interface Dress {
  filler?: readonly Statement[];
  /** In front of every claim. */
  mark?: Statement;
  opening?: Statement;
  ending?: Statement;
}

/** Facts in an answer of most suites, and phrases that make it detailed. */
const SAYS = 3;
const DETAIL = 4;

const SUITES: Readonly<
  Record<Exclude<SuiteName, Rewording | 'asWritten' | 'shifted'>, {groups: number; draw(draw: Draw): Group}>
> = {
  writers: {groups: 256, draw: writers},
  styles: {groups: 128, draw: styles},
  swapped: {groups: 128, draw: swapped},
  brief: {groups: 128, draw: brief},
  manners: {groups: 128, draw: manners},
  oneOfFour: {groups: 256, draw: oneOfFour},
  ties: {groups: 64, draw: ties},
  tiesReference: {groups: 64, draw: tiesReference},
  wished: {groups: 256, draw: wished},
  contrast: {groups: 256, draw: contrast},
};

/** The suites of a drawing. `habits` are those of the world's writers; `wishes` is whether questions carry any. */
export const drawSuites = (drawing: number, habits: Habits, wishes = false): DrawnSuites =>
  drawn(drawing, habits, (name) => name !== 'contrast' && (wishes || name !== 'wished'));

/** One more, apart from the others so that it can stand behind them: their answers keep their numbers. */
export const drawContrasts = (drawing: number, habits: Habits): DrawnSuites =>
  drawn(drawing, habits, (name) => name === 'contrast');

function drawn(drawing: number, habits: Habits, wanted: (name: string) => boolean): DrawnSuites {
  const list = Object.entries(SUITES).filter(([name]) => wanted(name));
  const suites = list.map(([name, {groups, draw}]) => {
    const use = `world/suite/${name}`;
    const all = Array.from({length: groups}, (_, group) => {
      const asked = ask(drawing, group, `${use}/question`);
      return draw({
        group,
        asked,
        random: stream(drawing, use, group),
        written: (own, i) => ({
          ...asked,
          tokens: answer({...habits, ...own}, drawing, 2 * group + i, asked.topic, `${use}/response`),
        }),
      });
    });
    const [{right, wrong}] = all;
    return {
      suite: {name: name as SuiteName, groups, right: right.length, wrong: wrong.length},
      answers: all.flatMap((group) => [...group.right, ...group.wrong]),
    };
  });
  return {list: suites.map(({suite}) => suite), answers: suites.flatMap(({answers}) => answers)};
}

/** Writers who know much against writers who know little, with the same habits otherwise. */
function writers({written}: Draw): Group {
  return {right: [written({quality: 1}, 0)], wrong: [written({quality: 0.1}, 1)]};
}

/**
 * An answer against the same with one fact replaced by its twin, each of them concise, with filler, and with filler and
 * marks.
 */
function styles({asked, random}: Draw): Group {
  const [right, wrong] = withTwin(asked.topic, random);
  const filler = some(SAID.filler, DETAIL, random);
  const dresses: Dress[] = [{}, {filler}, {filler, mark: one(SAID.style, random)}];
  const dressed = (claims: readonly Statement[]) => dresses.map((dress) => write(asked, claims, dress));
  return {right: dressed(right), wrong: dressed(wrong)};
}

/** An answer to its own question, and the same answer to a question about something else. */
function swapped({asked, random}: Draw): Group {
  const right = write(asked, some(FACTS[asked.topic], SAYS, random), anyDress(random));
  const topic = another(asked.topic, random);
  const prompt = Math.floor(random() * PROMPTS[topic].length);
  return {right: [right], wrong: [{topic, prompt, tokens: right.tokens}]};
}

/** Two facts and nothing else, against two errors with much filler. */
function brief({asked, random}: Draw): Group {
  const right = write(asked, some(FACTS[asked.topic], 2, random));
  const wrong = write(asked, some(WRONG[asked.topic], 2, random), {filler: some(SAID.filler, DETAIL, random)});
  return {right: [right], wrong: [wrong]};
}

/** An answer against the same with an insult behind it. */
function manners({asked, random}: Draw): Group {
  const claims = some(FACTS[asked.topic], SAYS, random);
  const dress = anyDress(random);
  return {
    right: [write(asked, claims, dress)],
    wrong: [write(asked, claims, {...dress, ending: one(SAID.rude, random)})],
  };
}

/**
 * An answer against three that are worse by one statement: a fact is replaced by its twin, by a fact about something else, or
 * left out. Each of the four is dressed at random, which says nothing.
 */
function oneOfFour({asked, random}: Draw): Group {
  const [right, mistaken, place] = withTwin(asked.topic, random);
  const elsewhere = right.with(place, one(FACTS[another(asked.topic, random)], random));
  const shorter = right.toSpliced(place, 1);
  const dressed = (claims: readonly Statement[]) => write(asked, claims, anyDress(random));
  return {right: [dressed(right)], wrong: [mistaken, elsewhere, shorter].map(dressed)};
}

/** Four facts, each of which is an answer as good as the others, against four errors. */
function ties({asked, random}: Draw): Group {
  const alone = (claims: readonly Statement[]) => some(claims, 4, random).map((claim) => write(asked, [claim]));
  return {right: alone(FACTS[asked.topic]), wrong: alone(WRONG[asked.topic])};
}

/** One fact against four errors: what the ties of the same place are compared with. */
function tiesReference(draw: Draw): Group {
  const {right, wrong} = ties(draw);
  return {right: right.slice(0, 1), wrong};
}

/** A wish for less and one for more, and what there is more of. */
const WISHED = [
  ['brief', 'thorough', 'filler'],
  ['brief', 'polite', 'praise'],
  ['plain', 'thorough', 'marked'],
  ['plain', 'polite', 'both'],
] as const;

/**
 * Two answers with the same facts, one of which has more around them, under a wish that speaks for the plainer one and under
 * another that speaks for the richer one: first the two that are as was wished for, then the two that are not.
 */
function wished({group, asked, random}: Draw): Group {
  const [less, more, by] = WISHED[group % WISHED.length];
  const claims = some(FACTS[asked.topic], SAYS, random);
  const plain = write(asked, claims);
  const rich = write(asked, claims, {
    ...(by === 'filler' || by === 'marked'
      ? {filler: some(SAID.filler, DETAIL, random)}
      : {opening: one(SAID.flattery, random)}),
    ...((by === 'marked' || by === 'both') && {mark: one(SAID.style, random)}),
  });
  const under = (name: string, answered: SuiteAnswer) => ({
    ...answered,
    wish: WISHES.findIndex((one) => one.name === name),
  });
  return {right: [under(less, plain), under(more, rich)], wrong: [under(less, rich), under(more, plain)]};
}

/**
 * Two questions about different things that are asked in almost the same words, and a right answer to each: first the answers under
 * their own questions, then each question with the answer to the other one. As Contrast Instructions of "The Trickle-down Impact of
 * Reward (In-)consistency on RLHF".
 */
function contrast({asked, random}: Draw): Group {
  const other = one(likeliest(asked), random);
  const [first, second] = [asked, other].map((own) =>
    write(own, some(FACTS[own.topic], SAYS, random), anyDress(random)),
  );
  return {
    right: [first, second],
    wrong: [
      {...asked, tokens: second.tokens},
      {...other, tokens: first.tokens},
    ],
  };
}

/** The questions about something else that are most like this one by their words: all that are as like. */
function likeliest({topic, prompt}: Asked): Asked[] {
  const own = new Set(PROMPTS[topic][prompt]);
  const others = PROMPTS.flatMap((prompts, other) =>
    other === topic
      ? []
      : prompts.map((words, i) => {
          const shared = new Set(words.filter((word) => own.has(word))).size;
          return {asked: {topic: other, prompt: i}, likeness: shared / new Set([...own, ...words]).size};
        }),
  );
  const most = Math.max(...others.map(({likeness}) => likeness));
  return others.filter(({likeness}) => likeness === most).map(({asked}) => asked);
}

/** Facts about a topic, the same with one of them replaced by its twin, and the place of that one. */
function withTwin(topic: number, random: () => number): [Statement[], Statement[], number] {
  const {fact, error} = one(TWINS[topic], random);
  const others = FACTS[topic].filter((other) => other !== fact);
  const place = Math.floor(random() * SAYS);
  const right = some(others, SAYS - 1, random).toSpliced(place, 0, fact);
  return [right, right.with(place, error), place];
}

function anyDress(random: () => number): Dress {
  const filler = some(SAID.filler, Math.floor(random() * (DETAIL + 1)), random);
  return {filler, ...(random() < 0.5 && {mark: one(SAID.style, random)})};
}

/** Claims in order, with the filler spread evenly among them. */
function write(
  asked: Asked,
  claims: readonly Statement[],
  {filler = [], mark, opening, ending}: Dress = {},
): SuiteAnswer {
  const before = (i: number) => filler.filter((_, k) => Math.floor((k * claims.length) / filler.length) === i);
  const said = claims.flatMap((claim, i) => [...before(i), ...(mark ? [mark] : []), claim]);
  return {
    ...asked,
    tokens: [...(opening ? [opening] : []), ...said, ...(ending ? [ending] : [])].flatMap(({tokens}) => tokens),
  };
}

/** `count` different entries in a random order. */
function some<T>(list: readonly T[], count: number, random: () => number): T[] {
  return list
    .map((entry) => ({entry, at: random()}))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({entry}) => entry);
}

const another = (topic: number, random: () => number): number =>
  (topic + 1 + Math.floor(random() * (FACTS.length - 1))) % FACTS.length;

/** Uniform numbers of a group, one after another. */
function stream(drawing: number, use: string, group: number): () => number {
  const draws = uniforms(deriveKey(drawing, use, group), 128);
  let at = 0;
  return () => {
    if (at === draws.length) throw new Error('A group takes more random numbers than were drawn for it.');
    return draws[at++];
  };
}
