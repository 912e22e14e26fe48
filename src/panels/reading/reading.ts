/** The texts about a pair of answers. */

import {signed} from '../chart/format.ts';
import type {CompareTexts, RewardFrame} from '../data.ts';
import type {Kind} from '../shared/answers.ts';

export interface ReadAnswer {
  name: 'A' | 'B';
  text: string;
  chosen: boolean;
  /** The outcome: chosen, not chosen, equally good; or won, lost, drew. */
  fate: string;
  /** Reward, true worth and length. */
  figures: string;
}

export interface Reading {
  question: string;
  verdict: string;
  answers: readonly ReadAnswer[];
}

/** The texts about pair `pair` of the frame, counted from 0. */
export function readingOf(
  {channels: c, unit, counted}: RewardFrame,
  {unseen, text, question, about}: CompareTexts,
  pair: number,
): Reading {
  const label = c.label[pair];
  const hasGold = c.goldA.some((x) => x !== 0);
  const hasLength = c.lengthA.some((x) => x !== 0);
  const fates = about ? MATCH : CHOICE;
  const answer = (name: 'A' | 'B', reward: number, gold: number, length: number): ReadAnswer => ({
    name,
    text: text(unseen[2 * pair + (name === 'A' ? 0 : 1)]),
    chosen: label !== 0.5 && label > 0.5 === (name === 'A'),
    fate: fates[label === 0.5 ? 'tied' : label > 0.5 === (name === 'A') ? 'chosen' : 'rejected'],
    figures: [
      `reward ${signed(reward)}`,
      ...(hasGold ? [`truly ${signed(gold)}`] : []),
      ...(hasLength ? [`${Math.round(length * unit)} ${counted}`] : []),
    ].join(' · '),
  });
  return {
    question: about?.[pair] ?? question(unseen[2 * pair]),
    verdict: [
      about ? resultOf(label) : choiceOf(label),
      guessOf(c.rewardA[pair] - c.rewardB[pair]),
      ...(hasGold && c.goldA[pair] !== c.goldB[pair]
        ? [`truly better is ${LETTER(c.goldA[pair] - c.goldB[pair])}`]
        : []),
    ]
      .join('; ')
      .concat('.'),
    answers: [
      answer('A', c.rewardA[pair], c.goldA[pair], c.lengthA[pair]),
      answer('B', c.rewardB[pair], c.goldB[pair], c.lengthB[pair]),
    ],
  };
}

const CHOICE: Record<Kind, string> = {chosen: '● chosen', rejected: '○ not chosen', tied: '– equally good'};
const MATCH: Record<Kind, string> = {chosen: '● won', rejected: '○ lost', tied: '– drew'};

const LETTER = (difference: number): string => (difference > 0 ? 'A' : 'B');

const choiceOf = (label: number): string =>
  label === 0.5 ? 'The annotator calls it a tie' : `The annotator chose ${LETTER(label - 0.5)}`;

const resultOf = (label: number): string => (label === 0.5 ? 'It was a draw' : `${LETTER(label - 0.5)} won`);

const guessOf = (reward: number): string =>
  `the model gives ${LETTER(reward)} a chance of ${Math.round(100 / (1 + Math.exp(-Math.abs(reward))))} %`;

/** The next pair after `pair`, cyclically, in which reward and choice disagree; `pair` itself if there is none. */
export function nextWrong({channels: c, pairs}: RewardFrame, pair: number): number {
  for (let step = 1; step <= pairs; step++) {
    const i = (pair + step) % pairs;
    if ((c.label[i] - 0.5) * (c.rewardA[i] - c.rewardB[i]) < 0) return i;
  }
  return pair;
}
