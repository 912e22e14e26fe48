/** Frames of policies for tests, through the numbers in which they come. */
import type {AnswerGroup, GroupsFrame, LawFrame, LikelyAnswer} from '../../../src/panels/data.ts';
import type {Sayings} from '../../../src/panels/shared/sayings.ts';
import {LENGTH_BINS, packLaw, policyFrames} from '../../../src/programs/policy/frames.ts';

interface Law {
  moves?: {policy: number[]; reference: number[]};
  /** By bin. */
  lengths?: {policy: Record<number, number>; reference: Record<number, number>};
  likeliest?: LikelyAnswer[];
}

const bins = (chances: Record<number, number>) =>
  Float32Array.from({length: LENGTH_BINS}, (_, bin) => chances[bin] ?? 0);

export function lawFrame(tick: number, ...questions: Law[]): LawFrame {
  const packed = packLaw(
    questions.map(({moves, lengths, likeliest}) => ({
      moves: {
        policy: Float32Array.from(moves?.policy ?? [1, 0]),
        reference: Float32Array.from(moves?.reference ?? [1, 0]),
      },
      lengths: {policy: bins(lengths?.policy ?? {}), reference: bins(lengths?.reference ?? {})},
      likeliest: likeliest ?? [],
    })),
  );
  return policyFrames.law.decode({name: 'law', stage: 'policy', member: 0, tick, ...packed});
}

export const groupsFrame = (...groups: AnswerGroup[]): GroupsFrame => ({tick: 7, groups});

/** Two kinds of move, of which one is good and one is bad, and two questions. */
export const SAYINGS: Sayings = {
  questions: [
    {name: 'one', asks: 'One?'},
    {name: 'two', asks: 'Two?'},
  ],
  kinds: [
    {name: 'fact', plural: 'facts', sign: '✓', worth: 1},
    {name: 'praise', plural: 'praise', sign: '♥', worth: -0.5},
  ],
  answers: 40,
  counted: 'tokens',
  pieces: () => [],
  statements: (_, moves) => moves.map((move) => ['Fact.', 'Praise.', ''][move]),
};
