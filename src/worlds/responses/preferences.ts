/** The world of responses: answers to everyday questions, a gold reward that is known, and annotators with habits. */
import ln from '@stdlib/math-base-special-ln';
import * as tf from '@tensorflow/tfjs-core';
import {deriveKey, normals, uniforms} from '../../engine/keys.ts';
import type {Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import type {PartValue} from '../../spec/index.ts';
import type {Categories, Points} from '../points.ts';
import type {PreferenceContext, PreferenceWorld, Reasons, TakenApart, Wording} from '../preferenceWorld.ts';
import type {Rewording} from '../suites.spec.ts';
import {dataSlot} from '../world.ts';
import {ATTRIBUTES, type AttributeName, featuresOf} from './attributes.ts';
import {answer, ask, habitsOf, LONGEST, TEXT} from './draw.ts';
import {canCurate, type responses} from './index.spec.ts';
import {annotatorsOf, type Drawn, drawJudges, votesOf} from './judges.ts';
import {OTHER_WORDS, PROMPTS, readable, SLANTED_VOCABULARY, shownWords, VOCABULARY} from './language.ts';
import {readExactly, readingOf} from './readers.ts';
import {type Chances, feltOf, reasonsOf, type Tastes} from './reasons.ts';
import {circlesAmong, salientChoice} from './salient.ts';
import {drawSlantPairs, slanted} from './slant.ts';
import {thirds} from './strength.ts';
import type {DrawnSuites} from './suites.ts';
import {TOPICS} from './topics.ts';
import {leafTokens, leavesCompared, leavesOf, type Topology} from './tree.ts';
import {grantedBy, LONGEST_WISH, partingWishes, WISHES, wishOf} from './wishes.ts';

export type ResponsesSpec = PartValue<typeof responses>;

/** The questions for best-of-n, and the answers to each. */
const QUESTIONS = 32;
const EACH = 64;
/** Unseen pairs for each training pair. */
const UNSEEN = 1 / 5;
/** Questions of best-of-n are drawn from here on. */
const CANDIDATES_FROM = 1 << 20;
/** Answers of suites are numbered from here on. */
const SUITES_FROM = 1 << 21;
const SLANT_FROM = 1 << 22;
/** Room for words of slant: at most so many claims of an answer have one. */
const SLANT_ROOM = 16;

/** What chance decides about a pair, once and for all: columns of the slot `world/chances`. */
const CHANCES = ['noise', 'flip', 'group', 'salience', 'salient'] as const;

/** With what the settings want beside the usual, whose code is loaded for them. */
export async function loadResponses(spec: ResponsesSpec): Promise<PreferenceWorld> {
  const rewording = spec.rewording === 'none' ? undefined : await import('./rewording.ts');
  const verifying = spec.verifiers === 'none' ? undefined : await import('./verifiers.ts');
  const pool = spec.sourceFaults > 0 || spec.curated ? await import('./pool.ts') : undefined;
  const copying = spec.augmentation === 'none' ? undefined : await import('./augmented.ts');
  const fusing = spec.fusion ? await import('./fusion.ts') : undefined;
  const rules = {
    ...{pool, reword: rewording?.reworded, check: verifying?.checksOf},
    ...{copy: copying?.copiesOf, near: fusing?.nearSlots},
  };
  if (spec.suites !== 'all' && spec.suites !== 'shifted') return openResponses(spec, undefined, rules);
  const shifted = spec.suites === 'shifted' ? (await import('./shifted.ts')).drawShifted(spec.drawing) : undefined;
  const {drawContrasts, drawSuites} = await import('./suites.ts');
  const habits = habitsOf(spec);
  const drawn = [
    drawSuites(spec.drawing, habits, spec.wishes !== 'none'),
    ...(rewording ? [rewording.drawRewordings(spec.drawing, habits)] : []),
    drawContrasts(spec.drawing, habits),
    ...(shifted ? [shifted] : []),
  ];
  const suites = {
    list: drawn.flatMap(({list}) => list),
    answers: drawn.flatMap(({answers}) => answers),
    unlabelled: shifted?.unlabelled,
  };
  return openResponses(spec, suites, rules);
}

/** How answers are said in other words, copied, checked and compared, and where pairs come from. */
interface Rules {
  reword?: typeof import('./rewording.ts').reworded;
  check?: typeof import('./verifiers.ts').checksOf;
  copy?: typeof import('./augmented.ts').copiesOf;
  near?: typeof import('./fusion.ts').nearSlots;
  /** Sources of pairs, and what is kept of them. */
  pool?: typeof import('./pool.ts');
}

export function openResponses(spec: ResponsesSpec, suites?: DrawnSuites, rules?: Rules): PreferenceWorld {
  return new ResponsesWorld(spec, suites, rules);
}

interface Answer {
  /** Its number in the drawing, whatever is trained on. */
  item: number;
  topic: number;
  prompt: number;
  /** What its question wishes for: the place in WISHES. */
  wish?: number;
  /** Its wish is not seen by models. */
  unseen?: true;
  tokens: readonly number[];
  /** What models read of it, where it is said in other words. */
  shown?: readonly number[];
}

class ResponsesWorld implements PreferenceWorld {
  readonly texts: NonNullable<PreferenceWorld['texts']>;
  readonly features = ATTRIBUTES.map((attribute) => ({...attribute, sign: Math.sign(attribute.weight)}));
  readonly featureTable = 'world/features';
  readonly readTable?: string;
  readonly judges?: Drawn;
  readonly length = {feature: LENGTH, unit: ATTRIBUTES[LENGTH].unit, counted: 'tokens'} as const;
  readonly style = {feature: STYLE};
  readonly pairs = 'world/pairs';
  readonly train: number;
  readonly unseen: number;
  readonly slots: Slots;
  readonly points: Points;
  readonly wording: Wording;
  /** Of the two answers of each pair, one after another. */
  #features: readonly (readonly number[])[];
  #chances: Float32Array;
  /** What the source of each pair adds to its noise, where sources have faults. */
  #added?: Float32Array;
  /** How far each answer is as its question wishes; undefined where no question does. */
  #granted?: readonly number[];
  #wishes: readonly number[] = [];
  /** The annotator of each pair, where annotators differ. */
  #who?: Int32Array;
  #parted?: {key: string; limits: readonly [number, number]};
  readonly categories: Categories;
  readonly suites: PreferenceWorld['suites'];
  readonly shifted: PreferenceWorld['shifted'];
  readonly circles: PreferenceWorld['circles'];
  readonly slant: PreferenceWorld['slant'];
  readonly reworded?: string;
  readonly checks?: string;
  readonly near?: PreferenceWorld['near'];
  readonly votes?: PreferenceWorld['votes'];
  readonly shares?: PreferenceWorld['shares'];
  readonly candidates = {rows: 'world/candidates', questions: QUESTIONS, each: EACH};

  constructor(spec: ResponsesSpec, suites: DrawnSuites = {list: [], answers: []}, rules: Rules = {}) {
    const {reword, check, copy, near, pool} = rules;
    const kept = Math.min(spec.learnFrom || spec.pairs, spec.pairs);
    const learnt = pool && spec.curated && canCurate(spec) ? curated(spec, pool, kept) : range(0, kept);
    const again = reword && spec.rewordedToo ? [...learnt, ...learnt] : learnt;
    const copies = copy && spec.augmentation !== 'none' ? copy(pairedAnswers(spec, learnt), spec) : [];
    const toLearn = [...again, ...copies.map(({place}) => learnt[place])];
    this.train = toLearn.length;
    this.unseen = Math.round(spec.pairs * UNSEEN);
    const drawn = spec.pairs + this.unseen;
    const numbers = [...toLearn, ...range(spec.pairs, drawn)];
    const pairs = numbers.length;
    const paired = pairedAnswers(spec, numbers);
    const others = [...paired, ...candidateAnswers(spec)];
    const slant = spec.slant === 'none' ? {answers: [], each: 0} : drawSlantPairs(spec.drawing);
    const reworded =
      reword && spec.rewording !== 'none' ? rewordedAnswers(paired.slice(0, 2 * learnt.length), spec, reword) : [];
    // Pairs to learn from that come a second time are those in other words.
    if (again.length > learnt.length) others.splice(reworded.length, reworded.length, ...reworded);
    for (const [i, {side, shown}] of copies.entries()) {
      const at = 2 * (again.length + i) + side;
      others[at] = {...others[at], shown};
    }
    const all: Answer[] = [
      ...others,
      ...suites.answers.map((one, i) => ({...one, item: SUITES_FROM + i})),
      ...slant.answers.map((one, i) => ({...one, item: SLANT_FROM + i})),
      ...reworded,
    ];
    const answers = spec.wishUnseen ? all.map((one) => ({...one, unseen: true as const})) : all;
    const usual = spec.slant === 'none' ? VOCABULARY : SLANTED_VOCABULARY;
    const vocabulary = reword ? [...SLANTED_VOCABULARY, ...OTHER_WORDS] : [...usual];
    const features = answers.map(({tokens, topic}) => featuresOf(tokens, topic));
    const length = TEXT + (spec.wishes === 'none' ? 0 : LONGEST_WISH) + (spec.slant === 'none' ? 0 : SLANT_ROOM);
    this.texts = {input: {kind: 'tokens', vocabulary: vocabulary.length, length}, table: 'world/texts'};
    const first = 2 * pairs;
    this.#features = features;
    const {table, added} = sourced(spec, pool, features, numbers, drawn);
    this.#chances = table;
    this.#added = added;
    const read = (answer: Answer) =>
      readingOf(featuresOf(answer.tokens, answer.topic), spec, spec.drawing, answer.item);
    this.wording = {
      vocabulary,
      most: LONGEST,
      text: (item) => apart(answers[item], read),
      written: (item, tokens) => apart({...answers[item], tokens, shown: undefined}, read),
    };
    const scoring = normals(
      deriveKey(spec.drawing, 'world/scoring'),
      2 * drawn + QUESTIONS * EACH + suites.answers.length + slant.answers.length,
    );
    const ofPairs = numbers.flatMap((n) => [2 * n, 2 * n + 1]);
    const scored = [...ofPairs, ...range(2 * drawn, scoring.length), ...ofPairs.slice(0, reworded.length)];
    const topics = TOPICS.map(({name}) => name[0].toUpperCase() + name.slice(1));
    this.points = {
      kind: 'things',
      groups: TOPICS.map(({name}) => name),
      groupOf: answers.map(({topic}) => topic),
      names: answers.map((one) => readable(wordsOf(one))),
      details: answers.map((one) => readable(askedIn(one))),
    };
    this.categories = {
      label: 'topic',
      names: topics,
      of: Array.from({length: this.unseen}, (_, i) => answers[2 * (this.train + i)].topic),
    };
    if (suites.list.length > 0) this.suites = {rows: 'world/suites', list: suites.list};
    const {unlabelled} = suites;
    if (unlabelled) this.shifted = {rows: 'world/shifted', ...unlabelled};
    const suited = suites.answers.length - (unlabelled ? unlabelled.questions * unlabelled.each : 0);
    this.slots = {
      ...(this.suites && {
        [this.suites.rows]: dataSlot(
          [suited],
          Int32Array.from({length: suited}, (_, i) => others.length + i),
        ),
      }),
      ...(this.shifted && {
        [this.shifted.rows]: dataSlot(
          [this.shifted.questions, this.shifted.each],
          Int32Array.from({length: suites.answers.length - suited}, (_, i) => others.length + suited + i),
        ),
      }),
      'world/texts': dataSlot([answers.length, length], textTable(answers, length)),
      'world/features': dataSlot([answers.length, ATTRIBUTES.length], Float32Array.from(features.flat())),
      'world/pairs': dataSlot(
        [pairs, 2],
        Int32Array.from({length: first}, (_, i) => i),
      ),
      'world/chances': dataSlot([pairs, CHANCES.length], this.#chances),
      'world/scoring': dataSlot(
        [answers.length, 1],
        Float32Array.from(scored, (item) => scoring[item]),
      ),
      'world/candidates': dataSlot(
        [QUESTIONS, EACH],
        Int32Array.from({length: QUESTIONS * EACH}, (_, i) => first + i),
      ),
    };
    if (slant.each > 0) {
      const from = answers.length - reworded.length - slant.answers.length;
      this.slant = {rows: 'world/slanted', each: slant.each};
      this.slots[this.slant.rows] = dataSlot(
        [slant.answers.length],
        Int32Array.from(slant.answers, (_, i) => from + i),
      );
    }
    if (spec.suites === 'circles') {
      const circles = circlesAmong(features.slice(first, first + QUESTIONS * EACH), EACH, spec.drawing);
      this.circles = 'world/circles';
      this.slots[this.circles] = dataSlot(
        [circles.length],
        Int32Array.from(circles, (place) => first + place),
      );
    }
    if (check && spec.verifiers !== 'none') {
      this.checks = 'world/checks';
      const found = Float32Array.from(answers, (one) => check(one, spec));
      this.slots[this.checks] = dataSlot([answers.length, 1], found);
    }
    if (near && spec.fusion) {
      this.near = {items: 'world/near', shares: 'world/nearShares'};
      const texts = answers.map((one) => [...seenIn(one), ...wordsOf(one)]);
      const among = {learnt: 2 * learnt.length, from: 2 * this.train, least: spec.fusionFrom};
      Object.assign(this.slots, near(texts, among, this.near));
    }
    if (reworded.length > 0) {
      this.reworded = 'world/reworded';
      const from = answers.length - reworded.length;
      const same = Int32Array.from(answers, (_, i) => (i < reworded.length ? from + i : i));
      this.slots[this.reworded] = dataSlot([answers.length, 1], same);
    }
    if (spec.wishes !== 'none') {
      this.#wishes = answers.map(({wish = 0}) => wish);
      this.#granted = features.map((x, i) => grantedBy(this.#wishes[i], x));
      this.slots[GRANTED] = dataSlot([answers.length, 1], Float32Array.from(this.#granted));
    }
    if (!readExactly(spec)) {
      this.readTable = 'world/read';
      const seen = Float32Array.from(answers.flatMap(read));
      this.slots[this.readTable] = dataSlot([answers.length, ATTRIBUTES.length], seen);
    }
    if (spec.annotators > 0) {
      this.judges = drawJudges(spec, this.unseen);
      this.#who = this.#shareOut(
        this.judges,
        annotatorsOf(spec.drawing, spec.annotators, numbers, drawn),
        spec.drawing,
      );
      if (spec.votes > 0) {
        const panels = votesOf(spec, numbers, drawn);
        this.slots['world/voters'] = dataSlot([pairs, spec.votes], panels.voters);
        this.slots['world/voting'] = dataSlot([pairs, spec.votes], panels.noise);
        this.votes = this.#votes;
        this.shares = this.#shares;
      }
    }
  }

  /** Adds the newcomers' pairs behind all others, and the slots that say who labels what. Returns the annotators of all pairs. */
  #shareOut(judges: Drawn, annotators: readonly number[], drawing: number): Int32Array {
    const {shown, each, seen, groups, groupOf, tastes} = judges;
    const old = annotators.length;
    const pairs = shown.map((i) => this.train + i);
    const all = old + pairs.length;
    const items = Array.from(this.slots[this.pairs].initial!([0, 0]));
    const who = Int32Array.from([...annotators, ...pairs.map((_, i) => seen + Math.floor(i / each))]);
    this.#features = [...this.#features.slice(0, 2 * old), ...pairs.flatMap((pair) => this.#featuresOf(pair))];
    const labelling = chances(
      drawing,
      this.#features.slice(2 * old),
      range(0, pairs.length),
      pairs.length,
      'newcomers',
    );
    this.#chances = Float32Array.from([...this.#chances, ...labelling]);
    Object.assign(this.slots, {
      [this.pairs]: dataSlot(
        [all, 2],
        Int32Array.from([...items, ...pairs.flatMap((pair) => items.slice(2 * pair, 2 * pair + 2))]),
      ),
      'world/chances': dataSlot([all, CHANCES.length], this.#chances),
      'world/tastes': dataSlot([tastes.length, ATTRIBUTES.length], Float32Array.from(tastes.flat())),
      [judges.who]: dataSlot([all, 1], who),
      [judges.members]: dataSlot(
        [seen, groups],
        Float32Array.from({length: seen * groups}, (_, i) => Number(groupOf[Math.floor(i / groups)] === i % groups)),
      ),
      [judges.rows]: dataSlot(
        [pairs.length],
        Int32Array.from(pairs, (_, i) => old + i),
      ),
    });
    return who;
  }

  reasons(pair: number, settings: unknown): Reasons {
    return reasonsOf(...this.#featuresOf(pair), this.#chancesOf(pair), settings as ResponsesSpec);
  }

  #chancesOf(pair: number): Chances {
    const row = this.#chances.subarray(pair * CHANCES.length, (pair + 1) * CHANCES.length);
    const drawn = Object.fromEntries(CHANCES.map((name, k) => [name, row[k]])) as unknown as Chances;
    const chances = {...drawn, ...this.#wishedOf(pair), ...(this.#added && {source: this.#added[pair]})};
    return this.judges ? {...chances, taste: this.judges.tastes[this.#who![pair]]} : chances;
  }

  /** What the question of a pair wishes for, and how much more the first answer is so. */
  #wishedOf(pair: number): Pick<Chances, 'wished'> {
    if (!this.#granted) return {};
    // The answers of newcomers' pairs are those of other pairs, and stand where those stand.
    const first = this.slots[this.pairs].initial!([0, 0])[2 * pair];
    const gap = this.#granted[first] - this.#granted[first + 1];
    return {wished: {name: WISHES[this.#wishes[first]].name, gap}};
  }

  #featuresOf(pair: number): [readonly number[], readonly number[]] {
    return [this.#features[2 * pair], this.#features[2 * pair + 1]];
  }

  labels(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    const {slipped, salience, salient} = this.#chosen(context, pairs);
    return blend(below(salience, hotColumn(context, 'salience')), salient, slipped);
  }

  flipped(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    const {chosen, slipped, salience} = this.#chosen(context, pairs);
    return blend(below(salience, hotColumn(context, 'salience')), 0, tf.abs(tf.sub(slipped, chosen)));
  }

  /** What is chosen by what was felt, and what is then labelled. */
  #chosen(
    context: PreferenceContext,
    pairs: tf.Tensor,
  ): Record<'chosen' | 'slipped' | 'salience' | 'salient', tf.Tensor> {
    const {felt, flip, salience, salient} = this.#felt(context, pairs);
    const vector = (path: string) => hotColumn(context, path);
    const said = tf.step(felt);
    const tied = below(tf.abs(felt), vector('ties'));
    const chosen = blend(tied, 0.5, said);
    const slipped = blend(below(flip, vector('labelNoise')), tf.sub(1, chosen), chosen);
    return {chosen, slipped, salience, salient};
  }

  /** By the size of the difference that was felt: a third of the training pairs each. */
  strengths(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    const size = tf.abs(this.#felt(context, pairs).felt);
    const limits = context.fromHot(FELT, 2, (...values) => this.#thirds(values));
    const [low, high] = tf.split(limits, 2, 1);
    return tf.addN([tf.onesLike(size), tf.step(tf.sub(size, low)), tf.step(tf.sub(size, high))]);
  }

  /** What the difference between the two answers is to the annotators, with chance; and the rest that chance decides. */
  #felt(context: PreferenceContext, pairs: tf.Tensor): Record<'felt' | 'flip' | 'salience' | 'salient', tf.Tensor> {
    const items = gatherRows(context.get('world/pairs'), pairs);
    const difference = this.#difference(context, items);
    const chance = tf.split(gatherRows(context.get('world/chances'), pairs), CHANCES.length, 2);
    const [noise, flip, group, salience, salient] = chance.map((x) => tf.squeeze(x, [2]));
    const vector = (path: string) => hotColumn(context, path);

    const second = below(group, vector('secondGroup'));
    const length = tf.squeeze(tf.slice(difference, [0, 0, LENGTH], [-1, -1, 1]), [2]);
    // The first group likes twenty tokens by the gap, the second dislikes them as much; nobody where there is one group.
    const gap = tf.mul(vector('tasteGap'), tf.step(vector('secondGroup')));
    const own = tf.mul(tf.mul(gap, tf.sub(1, tf.mul(2, second))), length);
    // The noise is the same for all members where the pairs are.
    const common = tf.add(tf.add(weighed(difference, this.#commonTaste(context)), tf.mul(vector('care'), own)), noise);
    const crowd = this.#granted ? tf.add(common, tf.mul(vector('care'), grantedMore(context, items))) : common;
    const felt = this.judges ? tf.add(crowd, this.#ownTaste(context, this.judges, pairs, difference)) : crowd;
    return {felt, flip, salience, salient};
  }

  /** Of a few annotators for each pair, who choose once. */
  #votes(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    const voters = gatherRows(context.get('world/voters'), pairs);
    const [r, n, votes] = voters.shape;
    const own = gatherRows(context.get('world/tastes'), tf.reshape(voters, [r, n * votes!]));
    const felt = this.#feltBy(context, pairs, tf.reshape(own, [r, n, votes!, ATTRIBUTES.length]));
    return tf.mean(tf.step(tf.add(felt, gatherRows(context.get('world/voting'), pairs))), 2);
  }

  /** The mean chance of all annotators to choose the first. */
  #shares(context: PreferenceContext, pairs: tf.Tensor): tf.Tensor {
    const tastes = tf.slice(context.get('world/tastes'), [0, 0], [this.judges!.seen, -1]);
    return tf.mean(tf.sigmoid(this.#feltBy(context, pairs, tf.reshape(tastes, [1, 1, -1, ATTRIBUTES.length]))), 2);
  }

  /** The difference in worth, without chance, to people with these tastes [R or 1, N or 1, V, attributes], [R, N, V]. */
  #feltBy(context: PreferenceContext, pairs: tf.Tensor, tastes: tf.Tensor): tf.Tensor {
    const difference = this.#difference(context, gatherRows(context.get('world/pairs'), pairs));
    const common = tf.expandDims(weighed(difference, this.#commonTaste(context)), 2);
    const own = tf.sum(tf.mul(tf.expandDims(difference, 2), tastes), 3);
    const strength = tf.expandDims(tf.mul(hotColumn(context, 'care'), hotColumn(context, 'disagreement')), 2);
    return tf.add(common, tf.mul(strength, own));
  }

  /** What the difference is worth to the annotator of each pair beside what it is worth to all, [R, N]. */
  #ownTaste(context: PreferenceContext, judges: Drawn, pairs: tf.Tensor, difference: tf.Tensor): tf.Tensor {
    const who = tf.squeeze(gatherRows(context.get(judges.who), pairs), [2]);
    const liked = tf.sum(tf.mul(difference, gatherRows(context.get('world/tastes'), who)), 2);
    return tf.mul(tf.mul(hotColumn(context, 'care'), hotColumn(context, 'disagreement')), liked);
  }

  /** The sizes that part the training pairs into thirds under these values of FELT; the last answer is kept. */
  #thirds(values: readonly number[]): readonly [number, number] {
    const key = values.join();
    if (this.#parted?.key !== key) {
      const tastes = Object.fromEntries(FELT.map((path, i) => [path.slice('world.'.length), values[i]]));
      const sizes = Array.from({length: this.train}, (_, pair) =>
        Math.abs(feltOf(...this.#featuresOf(pair), this.#chancesOf(pair), tastes as unknown as Tastes)),
      );
      this.#parted = {key, limits: thirds(sizes)};
    }
    return this.#parted.limits;
  }

  gold(context: PreferenceContext, items: tf.Tensor): tf.Tensor {
    const weights = context.fromHot(GOLD, ATTRIBUTES.length, (...values) => values);
    const worth = weighed(gatherRows(context.get('world/features'), items), weights);
    return this.#granted ? tf.add(worth, granted(context, items)) : worth;
  }

  /** The gold reward's weights and the annotators' biases, times their care; of the annotators' mean where they differ. */
  taste(context: PreferenceContext): tf.Tensor {
    const common = this.#commonTaste(context);
    if (!this.judges) return common;
    const {mean} = this.judges;
    const own = context.fromHot(['world.care', 'world.disagreement'], ATTRIBUTES.length, (care, disagreement) =>
      mean.map((worth) => care * disagreement * worth),
    );
    return tf.add(common, own);
  }

  #commonTaste(context: PreferenceContext): tf.Tensor {
    const paths = [...GOLD, 'world.care', 'world.lengthBias', 'world.styleBias'];
    return context.fromHot(paths, ATTRIBUTES.length, (...values) => {
      const [care, lengthBias, styleBias] = values.slice(ATTRIBUTES.length);
      const biases: Partial<Record<AttributeName, number>> = {length: lengthBias, style: styleBias};
      return ATTRIBUTES.map(({name}, i) => care * (values[i] + (biases[name] ?? 0)));
    });
  }

  /** What an item is worth to the annotators, with a normal error of the size that their choices have. */
  scores(context: PreferenceContext, items: tf.Tensor): tf.Tensor {
    const noise = tf.squeeze(gatherRows(context.get('world/scoring'), items), [2]);
    const liked = tf.add(weighed(gatherRows(context.get('world/features'), items), this.taste(context)), noise);
    if (!this.#granted) return liked;
    return tf.add(liked, tf.mul(hotColumn(context, 'care'), granted(context, items)));
  }

  /** Items [R or 1, N, 2] -> features of the first minus those of the second, [R or 1, N, attributes]. */
  #difference({get}: PreferenceContext, items: tf.Tensor): tf.Tensor {
    const [a, b] = tf.split(gatherRows(get('world/features'), items), 2, 2);
    return tf.squeeze(tf.sub(a, b), [2]);
  }
}

/** Every token of the answer is a word of its own. */
function apart(answer: Answer, read: (answer: Answer) => number[]): TakenApart {
  const said = wordsOf(answer);
  return {
    words: shownWords(said),
    rest: '',
    seen(without) {
      const left = said.filter((_, i) => i !== without);
      // What is said in other words has the attributes of what it was made from.
      const whole = without === undefined ? answer : {...answer, tokens: left};
      return {tokens: [...seenIn(answer), ...left], features: read(whole)};
    },
  };
}

/** What chance decides about these pairs of the drawing, and where they come from. */
function sourced(
  spec: ResponsesSpec,
  pool: Rules['pool'],
  features: readonly (readonly number[])[],
  numbers: readonly number[],
  drawn: number,
): {table: Float32Array; added?: Float32Array} {
  const table = chances(spec.drawing, features, numbers, drawn);
  if (!pool || spec.sourceFaults === 0) return {table};
  return {table, added: pool.withFaults(table, CHANCES.length, features, numbers, spec)};
}

/** The numbers of the `kept` pairs that a rater finds best, of each source as many. */
function curated(spec: ResponsesSpec, pool: NonNullable<Rules['pool']>, kept: number): number[] {
  const numbers = range(0, spec.pairs);
  const answers = pairedAnswers(spec, numbers);
  const features = answers.map(({tokens, topic}) => featuresOf(tokens, topic));
  const {table} = sourced(spec, pool, features, numbers, spec.pairs);
  const leads = numbers.map((pair) => {
    const two = [2 * pair, 2 * pair + 1];
    const [noise, flip, group, salience, salient] = table.subarray(pair * CHANCES.length, (pair + 1) * CHANCES.length);
    return pool.leadOf(
      [features[two[0]], features[two[1]]],
      {noise, flip, group, salience, salient},
      spec,
      two.map((i) => answers[i].item),
    );
  });
  return pool.bestOfEach(leads, kept);
}

/** Paths of the gold reward's weights, in the order of the attributes. */
const GOLD = ATTRIBUTES.map(({name}) => `world.${name}`);

/** Paths of all that decides what is felt of a pair, beside chance. */
const FELT = [
  ...GOLD,
  ...['care', 'lengthBias', 'styleBias', 'secondGroup', 'tasteGap', 'disagreement', 'wishWorth'].map(
    (name) => `world.${name}`,
  ),
];

const LENGTH = ATTRIBUTES.findIndex(({name}) => name === 'length');
const STYLE = ATTRIBUTES.findIndex(({name}) => name === 'style');

/** x [R or 1, N, A] times weights [R, A], summed, [R, N]. */
const weighed = (x: tf.Tensor, weights: tf.Tensor): tf.Tensor => tf.sum(tf.mul(x, tf.expandDims(weights, 1)), 2);

/** How far each answer is as its question wishes, [M, 1]; where questions have wishes. */
const GRANTED = 'world/granted';

/** What it is worth that items [R or 1, N] are as was wished for, [R, N]. */
const granted = (context: PreferenceContext, items: tf.Tensor): tf.Tensor =>
  tf.mul(hotColumn(context, 'wishWorth'), tf.squeeze(gatherRows(context.get(GRANTED), items), [2]));

/** The same of the first item of each pair [R or 1, N, 2], less that of the second. */
function grantedMore(context: PreferenceContext, items: tf.Tensor): tf.Tensor {
  const [first, second] = tf.split(items, 2, 2).map((x) => granted(context, tf.squeeze(x, [2])));
  return tf.sub(first, second);
}

/** A setting as a column [R, 1]. */
const hotColumn = (context: PreferenceContext, path: string): tf.Tensor =>
  tf.expandDims(context.hot(`world.${path}`), 1);

const range = (from: number, to: number): number[] => Array.from({length: to - from}, (_, i) => from + i);

/** 1 where x < limit, else 0. */
const below = (x: tf.Tensor, limit: tf.Tensor): tf.Tensor => tf.step(tf.sub(limit, x));

/** `yes` where `mask` is 1, `no` where it is 0. */
const blend = (mask: tf.Tensor, yes: tf.Tensor | number, no: tf.Tensor): tf.Tensor =>
  tf.add(no, tf.mul(mask, tf.sub(yes, no)));

/** Question `i`, with its wish where questions have any. */
const asking = ({drawing, wishes}: ResponsesSpec, i: number) => ({
  ...ask(drawing, i),
  ...(wishes !== 'none' && {wish: wishOf(drawing, i)}),
});

/** Response `item` to a question about a topic, with a slant where the world has one: of training pairs, and of all that is unseen. */
function written(spec: ResponsesSpec, item: number, topic: number): number[] {
  const tokens = answer(habitsOf(spec), spec.drawing, item, topic);
  if (spec.slant !== 'said' && spec.slant !== 'reversed') return tokens;
  const turned = spec.slant === 'reversed' && item >= 2 * spec.pairs;
  return slanted(tokens, turned ? -spec.slantOfTruth : spec.slantOfTruth, spec.drawing, item);
}

/** Two answers to the same question for each of these pairs of the drawing. */
function pairedAnswers(spec: ResponsesSpec, numbers: readonly number[]): Answer[] {
  const {drawing} = spec;
  const reversed = spec.wishes !== 'none' && spec.wishPairs === 'reversed';
  return numbers.flatMap((pair) => {
    if (spec.topology !== 'none' && pair < spec.pairs) return treeAnswers(spec, spec.topology, pair);
    const second = reversed ? pair % 2 : 0;
    const asked = asking(spec, pair - second);
    const items = [2 * pair, 2 * pair + 1];
    const tokens = items.map((item) => written(spec, item - 2 * second, asked.topic));
    const [a, b] = tokens.map((said) => featuresOf(said, asked.topic));
    const wish = spec.wishPairs === 'any' ? asked.wish : partingWishes(drawing, pair - second, [a, b])[second];
    return items.map((item, k) => ({...asked, ...(asked.wish !== undefined && {wish}), item, tokens: tokens[k]}));
  });
}

/** Two leaves of a tree: there are as many pairs as leaves to each question. */
function treeAnswers(spec: ResponsesSpec, topology: Topology, pair: number): Answer[] {
  const tree = {...spec, topology};
  const question = Math.floor(pair / leavesOf(spec));
  const asked = asking(spec, question);
  return leavesCompared(tree, spec.drawing, pair).map((leaf, k) => ({
    ...asked,
    item: 2 * pair + k,
    tokens: leafTokens(habitsOf(spec), tree, spec.drawing, question, asked.topic, leaf),
  }));
}

function candidateAnswers(spec: ResponsesSpec): Answer[] {
  return Array.from({length: QUESTIONS * EACH}, (_, i) => {
    const item = CANDIDATES_FROM + i;
    const asked = asking(spec, CANDIDATES_FROM + Math.floor(i / EACH));
    return {...asked, item, tokens: written(spec, item, asked.topic)};
  });
}

/** Wish and question, as tokens. */
const askedIn = ({topic, prompt, wish = 0}: Answer): number[] => [...WISHES[wish].tokens, ...PROMPTS[topic][prompt]];

/** The answer's own words. */
const wordsOf = ({tokens, shown}: Answer): readonly number[] => shown ?? tokens;

/** The same answers in other words, all of them worth as much as before. */
const rewordedAnswers = (
  answers: readonly Answer[],
  {rewording, drawing}: ResponsesSpec,
  reword: NonNullable<Rules['reword']>,
): Answer[] => answers.map((one) => ({...one, shown: reword(rewording as Rewording, one.tokens, drawing, one.item)}));

/** What models see of it. */
const seenIn = (answer: Answer): number[] => askedIn(answer.unseen ? {...answer, wish: 0} : answer);

function textTable(answers: readonly Answer[], length: number): Int32Array {
  const table = new Int32Array(answers.length * length).fill(-1);
  answers.forEach((answer, i) => {
    table.set([...seenIn(answer), ...wordsOf(answer)], i * length);
  });
  return table;
}

/**
 * For each of these pairs of the drawing: logistic noise (so that the first is chosen with the logistic function of the difference), three
 * uniform numbers, and which one is better by the attribute in which the two differ most.
 */
function chances(
  drawing: number,
  features: readonly (readonly number[])[],
  numbers: readonly number[],
  drawn: number,
  annotators = 'annotators',
): Float32Array {
  const width = CHANCES.length;
  const table = new Float32Array(numbers.length * width);
  const draws = uniforms(deriveKey(drawing, `world/${annotators}`), 4 * drawn);
  for (const [i, pair] of numbers.entries()) {
    const [u, ...rest] = draws.subarray(4 * pair, 4 * pair + 4);
    // The midpoint of the cell that u stands for: never 0 or 1.
    const middle = u + 2 ** -25;
    table.set([ln(middle / (1 - middle)), ...rest, salientChoice(features[2 * i], features[2 * i + 1])], width * i);
  }
  return table;
}
