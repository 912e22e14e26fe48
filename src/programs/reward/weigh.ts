/**
 * What each word adds to the reward: the reward of the whole text minus that of the text without the word. Everything that
 * the model sees is computed anew without the word, attributes included.
 */
import type {QuestionSession, SlotName} from '../../engine/program.ts';
import type {Values} from '../../engine/records.ts';
import type {PreferenceWorld, Seen, TakenApart} from '../../worlds/preferenceWorld.ts';
import {paddedRows} from '../../worlds/world.ts';
import type {WordsAnswer, WordsAsk} from './frames.ts';
import {SEEN_FEATURES, SEEN_TEXTS, seenSlots, TOGETHER} from './seen.ts';

/** Fills the slots and returns the rewards of so many blocks. */
export type Judge = (slots: ReadonlyMap<SlotName, Values>, blocks: number) => Promise<readonly Float32Array[]>;

export const weighWords = (
  ask: WordsAsk,
  {world, spec, run}: QuestionSession<unknown, PreferenceWorld>,
): Promise<WordsAnswer | undefined> =>
  weigh(world, spec, ask, async (slots, blocks) => {
    const frames = await run('showSeen', blocks, slots);
    return frames.map(({data}) => data);
  });

/** Undefined if there is no such pair or a reward is not a finite number. */
export async function weigh(
  world: PreferenceWorld,
  settings: unknown,
  {pair, written}: WordsAsk,
  judge: Judge,
): Promise<WordsAnswer | undefined> {
  if (pair >= world.unseen) return undefined;
  const row = world.train + pair;
  const reasons = world.reasons(row, (settings as {world: unknown}).world);
  const {wording} = world;
  if (!wording) return {texts: [], reasons};
  const items = Array.from(world.slots[world.pairs].initial!([0, 0]).subarray(2 * row, 2 * row + 2));
  const tokens = written.filter((token) => token < wording.vocabulary.length).slice(0, wording.most);
  const texts = [...items.map((item) => wording.text(item)), wording.written(items[0], tokens)];
  const rewards = await rewardsOf(world, texts.flatMap(variants), judge);
  if (!rewards.every(Number.isFinite)) return undefined;
  let at = 0;
  return {
    reasons,
    texts: texts.map(({words, rest}) => {
      const reward = rewards[at++];
      return {reward, rest, words: words.map((word) => ({...word, contribution: reward - rewards[at++]}))};
    }),
  };
}

/** A text whole, and without each of its words. */
const variants = ({words, seen}: TakenApart): Seen[] => [seen(), ...words.map((_, i) => seen(i))];

async function rewardsOf(world: PreferenceWorld, all: readonly Seen[], judge: Judge): Promise<number[]> {
  const {[SEEN_TEXTS]: texts, [SEEN_FEATURES]: features} = seenSlots(world);
  const [rows, length] = texts.shape;
  const empty = {tokens: [], features: Array.from({length: features.shape[1]}, () => 0)};
  const padded = Array.from({length: rows}, (_, i) => all[i] ?? empty);
  const blocks = await judge(
    new Map<SlotName, Values>([
      [
        SEEN_TEXTS,
        paddedRows(
          padded.map(({tokens}) => tokens),
          length,
        ),
      ],
      [SEEN_FEATURES, Float32Array.from(padded.flatMap((seen) => seen.features))],
    ]),
    Math.ceil(all.length / TOGETHER),
  );
  return blocks.flatMap((block) => Array.from(block));
}
