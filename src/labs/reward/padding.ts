/** Filler behind an answer: what the state keeps of it, and what presses do. */
import type {WordsFrame} from '../../panels/data.ts';
import {followed, type Padding, paddedTokens, type Whose, withFiller} from '../../panels/shared/padding.ts';
import {sameTokens, tokensOfText} from '../../panels/writing/writing.ts';
import type {LabExperiment} from '../kit/experiment.ts';
import type {RunState} from '../kit/state.ts';
import {pairOf, vocabularyOf, WRITTEN, writtenOf} from './compared.ts';

/** Name under which the state keeps it. */
const PADDING = 'padding';

/** It is over when another pair is read, or when the answer is written on. */
export function paddingOf(state: RunState): Padding | undefined {
  const padding = state.reader[PADDING] as Padding | undefined;
  const holds = padding && padding.pair === (pairOf(state) ?? 0) && sameTokens(writtenOf(state), paddedTokens(padding));
  return holds ? padding : undefined;
}

export const pathOf = (state: RunState) => paddingOf(state)?.path;

/** Keeps up with the rewards that have just come. */
export function followPadding(experiment: LabExperiment): void {
  const state = experiment.store.getState();
  const padding = paddingOf(state);
  const words = state.answers.words as WordsFrame | undefined;
  if (!padding || !words || words.pair !== padding.pair || !sameTokens(words.written, writtenOf(state))) return;
  experiment.read(PADDING, followed(padding, words));
}

function begun(state: RunState, whose: Whose): Padding | undefined {
  const words = state.answers.words as WordsFrame | undefined;
  const known = vocabularyOf(state);
  const pair = pairOf(state) ?? 0;
  if (!words || !known || words.pair !== pair) return undefined;
  const written = writtenOf(state);
  const before = paddingOf(state)?.before ?? written;
  if (whose === 'own') {
    const path = sameTokens(words.written, written) ? [{length: written.length, reward: words.texts[2].reward}] : [];
    return {whose, pair, base: written, fillers: [], before: written, path};
  }
  const text = words.texts[whose === 'A' ? 0 : 1];
  const base = tokensOfText(text, known.vocabulary);
  return {whose, pair, base, fillers: [], before, path: [{length: base.length, reward: text.reward}]};
}

/** Adds the next of these statements behind an answer. */
export function addFiller(
  experiment: LabExperiment,
  whose: Whose,
  statements: readonly {tokens: readonly number[]}[],
): void {
  const state = experiment.store.getState();
  const now = paddingOf(state);
  const padding = now?.whose === whose ? now : begun(state, whose);
  if (!padding) return;
  const next = withFiller(padding, statements[padding.fillers.length % statements.length].tokens);
  if (paddedTokens(next).length > vocabularyOf(state)!.most) return;
  experiment.read(WRITTEN, paddedTokens(next));
  experiment.read(PADDING, next);
}

/** The answer as it was, and the reader's own as it was before. */
export function takeFillerAway(experiment: LabExperiment): void {
  const padding = paddingOf(experiment.store.getState());
  if (!padding) return;
  experiment.read(WRITTEN, padding.before);
  experiment.read(PADDING, undefined);
}
