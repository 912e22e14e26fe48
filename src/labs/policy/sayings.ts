/** What the answers of the policy lab's worlds say. */
import type {MoveKind as Look, Piece, Sayings} from '../../panels/shared/sayings.ts';
import type {SectionsValue} from '../../spec/index.ts';
import {questionsOf} from '../../worlds/answers/everyday.ts';
import type {answerSection} from '../../worlds/answers/index.spec.ts';
import {answerLattice} from '../../worlds/answers/lattice.ts';
import {after, type Counts, KINDS, type MoveKind, NOTHING} from '../../worlds/answers/moves.ts';
import {featuresOf, type Said, saidBy} from '../../worlds/answers/says.ts';
import type {Question} from '../../worlds/answers/world.ts';
import {ATTRIBUTES} from '../../worlds/responses/attributes.ts';
import {readable, shownWords} from '../../worlds/responses/language.ts';
import {grantedBy} from '../../worlds/responses/wishes.ts';

type World = SectionsValue<{world: typeof answerSection}>['world'];
type Everyday = Extract<World, {kind: 'answers'}>;
type Bandit = Extract<World, {kind: 'bandit'}>;

/** Of the worlds that were asked for last, by their settings. */
const known = new Map<string, Sayings>();
/** A page can show several runs. */
const MOST = 8;

/** The same object for equal settings. */
export function sayingsOf(world: World): Sayings {
  const name = JSON.stringify(world);
  const found = known.get(name) ?? (world.kind === 'bandit' ? ofBandit(world) : ofEveryday(world));
  known.delete(name);
  known.set(name, found);
  for (const oldest of [...known.keys()].slice(0, -MOST)) known.delete(oldest);
  return found;
}

const NAMES: Readonly<Record<MoveKind, Omit<Look, 'worth'>>> = {
  fact: {name: 'fact', plural: 'facts', sign: '✓'},
  wrong: {name: 'error', plural: 'errors', sign: '✗'},
  filler: {name: 'filler', plural: 'filler', sign: '…'},
  style: {name: 'style mark', plural: 'style marks', sign: '•'},
  praise: {name: 'praise', plural: 'praise', sign: '♥'},
  offTopic: {name: 'off topic', plural: 'off topic', sign: '↗'},
  rude: {name: 'insult', plural: 'insults', sign: '!'},
  repeat: {name: 'repeat', plural: 'repeats', sign: '↻'},
};

function ofEveryday(world: Everyday): Sayings {
  const questions = questionsOf(world);
  return {
    questions,
    kinds: KINDS.map((kind) => ({...NAMES[kind], worth: worthOf(kind, world)})),
    // Laid out when a text is first asked for.
    get answers() {
      return answerLattice().states;
    },
    counted: 'tokens',
    pieces: (question, state) => piecesOf(saidBy(answerLattice().counts[state], questions[question].topic)),
    statements: (question, moves) => statementsOf(moves, questions[question].topic),
  };
}

/** The words of each part as they stand in the whole text. */
function piecesOf(said: readonly Said[]): Piece[] {
  const words = shownWords(said.flatMap(({tokens}) => tokens));
  let at = 0;
  return said.map(({kind, tokens}) => {
    const own = words.slice(at, at + tokens.length);
    at += tokens.length;
    const text = own.map((word, i) => (i === 0 ? '' : word.before) + word.text).join('');
    return {before: own[0].before, text, kind: KINDS.indexOf(kind)};
  });
}

/** The k-th move of a kind says the k-th thing of its kind. The end says nothing. */
function statementsOf(moves: readonly number[], topic: number): string[] {
  const made = moves.map((move): MoveKind | undefined => KINDS[move]);
  const counts = made.reduce((so, kind) => (kind ? after(so, kind) : so), NOTHING);
  const said = saidBy(counts, topic);
  return made.map((kind, i) => {
    const before = made.slice(0, i).filter((other) => other === kind).length;
    const own = said.filter((one) => one.kind === kind)[before];
    return own ? readable(own.tokens) : '';
  });
}

/** One move alone, over the questions; before a repeat there must be something to repeat. */
function worthOf(kind: MoveKind, world: Everyday): number {
  const before: Counts = kind === 'repeat' ? after(NOTHING, 'fact') : NOTHING;
  const worth = (counts: Counts, {topic, wish = 0}: Question) => {
    const all = featuresOf(counts, topic);
    const always = ATTRIBUTES.reduce((sum, {name}, k) => sum + world[name] * all[k], 0);
    return always + world.wishWorth * grantedBy(wish, all);
  };
  const each = questionsOf(world).map((question) => worth(after(before, kind), question) - worth(before, question));
  return each.reduce((sum, x) => sum + x, 0) / each.length;
}

/** Each answer is one arm; before the choice nothing is said. */
const ofBandit = ({arms}: Bandit): Sayings => ({
  questions: [{name: 'bandit', asks: `Which of ${arms}?`}],
  kinds: Array.from({length: arms}, (_, arm) => ({
    name: `arm ${arm + 1}`,
    plural: `arm ${arm + 1}`,
    sign: String(arm + 1),
  })),
  answers: arms,
  counted: 'tokens',
  pieces: (_, state) => (state === 0 ? [] : [{before: '', text: `Arm ${state}`, kind: state - 1}]),
  statements: (_, moves) => moves.map((move) => (move < arms ? `Arm ${move + 1}` : '')),
});
