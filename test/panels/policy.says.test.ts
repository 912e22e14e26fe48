import {describe, expect, it} from 'vitest';
import {changeText, compositionOf, sentenceOf as madeSentence} from '../../src/panels/composition/composition.ts';
import {compositionLayout} from '../../src/panels/composition/layout.ts';
import {fits, groupOf, sentenceOf as groupSentence, legendOf, spokenOf} from '../../src/panels/groups/groups.ts';
import {changeOf, likeliestOf, sentenceOf as likelySentence} from '../../src/panels/likeliest/likeliest.ts';
import {fitting} from '../../src/panels/shared/law.ts';
import {madeOf} from '../../src/panels/shared/sayings.ts';
import {groupsFrame, lawFrame, SAYINGS} from './support/policy.ts';

const likely = (state: number, policy: number, reference: number) => ({state, policy, reference, proxy: 2, gold: 1});

describe('the likeliest answers', () => {
  const frame = lawFrame(
    30,
    {likeliest: [likely(3, 0.4, 0.1), likely(9, 0.2, 0.2)]},
    {likeliest: [likely(5, 0.5, 0.625), likely(6, 0.25, 0)]},
  );

  it('are those of the question, with their chance together and beside the reference’s', () => {
    const {rows, together, most} = likeliestOf(frame, 1);
    expect(rows.map(({state, rank, change}) => [state, rank, change])).toEqual([
      [5, 1, 'less'],
      [6, 2, 'more'],
    ]);
    expect(together).toEqual({policy: 0.75, reference: 0.625});
    expect(most).toBe(0.625);
    expect(likelySentence(likeliestOf(frame, 1), 5654)).toBe(
      'These 2 of 5,654 answers have 75 % of the probability; under the reference, 63 %.',
    );
  });

  it('are marked as likelier or less likely by the ratio of the chances, and not for next to nothing', () => {
    expect(changeOf({policy: 0.4, reference: 0.1})).toEqual({change: 'more', says: '4.00 times as likely'});
    expect(changeOf({policy: 0.1, reference: 0.4})).toEqual({change: 'less', says: '0.25 times as likely'});
    expect(changeOf({policy: 0.43, reference: 0.01})).toEqual({change: 'more', says: '43 times as likely'});
    expect(changeOf({policy: 0.1, reference: 0.105}).change).toBe('same');
    expect(changeOf({policy: 0.1, reference: 0}).says).toBe('over 1,000 times as likely');
  });

  it('are compared with nothing while the policy is its own reference', () => {
    const still = likeliestOf(lawFrame(0, {likeliest: [likely(3, 0.4, 0.4)]}), 0);
    expect(still.moved).toBe(false);
    expect(likelySentence(still, 5654)).toContain('the same as its reference');
    expect(likeliestOf(frame, 0).moved).toBe(true);
  });
});

describe('what answers are made of', () => {
  const frame = lawFrame(
    30,
    {moves: {policy: [3, 1], reference: [2, 1]}},
    {moves: {policy: [4, 0], reference: [3.5, 1.5]}},
  );

  it('is the mean over questions, or that of the chosen one, and the policy’s less the reference’s', () => {
    const all = compositionOf(frame, SAYINGS, undefined);
    expect(all.ingredients.map(({policy, reference, change}) => [policy, reference, change])).toEqual([
      [3.5, 2.75, 0.75],
      [0.5, 1.25, -0.75],
    ]);
    expect(all.all).toEqual({policy: 4, reference: 4});
    const one = compositionOf(frame, SAYINGS, 1);
    expect(one.ingredients.map(({change}) => change)).toEqual([0.5, -1.5]);
    expect(madeSentence(one)).toBe(
      'An answer has 4.0 moves on average. Compared with the reference: 1.50 less praise, 0.50 more facts.',
    );
    expect([changeText(0.004), changeText(-0.5)]).toEqual(['±0', '−0.50']);
  });

  it('has bars as long as the numbers, on one scale', () => {
    const {bars, plot} = compositionLayout(348, 200, compositionOf(frame, SAYINGS, 1), 5);
    const lengths = bars.map(({policy, reference}) => [policy.right - policy.left, reference!.right - reference!.left]);
    const unit = (plot.right - plot.left) / 5;
    expect(lengths.flat().map((length) => length / unit)).toEqual([4, 3.5, 0, 1.5].map((x) => expect.closeTo(x, 9)));
    expect(bars[0].reference!.top).toBeGreaterThanOrEqual(bars[0].policy.bottom);
    expect(bars[1].policy.top).toBeGreaterThanOrEqual(bars[0].reference!.bottom);
  });

  it('is not told of a world with other moves or questions', () => {
    expect(fitting(frame, SAYINGS)).toBe(frame);
    expect(fitting(lawFrame(1, {}), SAYINGS)).toBeUndefined();
    expect(fitting(frame, {...SAYINGS, kinds: SAYINGS.kinds.slice(1)})).toBeUndefined();
  });

  it('counts moves as one says it', () => {
    expect(madeOf(SAYINGS.kinds, [0, 1, 0, 1])).toBe('2 facts, 2 praise');
    expect(madeOf(SAYINGS.kinds, [0])).toBe('1 fact');
    expect(madeOf(SAYINGS.kinds, [])).toBe('nothing said');
  });
});

describe('the answers of a batch', () => {
  const END = 2;
  const frame = groupsFrame(
    {
      question: 1,
      answers: [
        {reward: 3, moves: [0, 1, END], advantages: [1.5, 1.5, 1.5]},
        {reward: -1, moves: [1, END], advantages: [-0.5, -2]},
      ],
    },
    {
      question: 0,
      answers: [
        {reward: 2, moves: [0, END], advantages: [0, 0]},
        {reward: 2, moves: [0, END], advantages: [0, 0]},
      ],
    },
    {question: 0, answers: [{reward: 2, moves: [END], advantages: [0]}]},
  );

  it('stand by their group’s mean, and their moves by what they say', () => {
    const group = groupOf(frame, 0, SAYINGS);
    expect([group.asks, group.mean, group.reach, group.largest, group.flat]).toEqual(['Two?', 1, 2, 2, false]);
    expect(group.answers[0].moves.map(({name, tone, says}) => [name, tone, says])).toEqual([
      ['fact', 'good', 'Fact.'],
      ['praise', 'bad', 'Praise.'],
      ['end', 'neither', ''],
    ]);
    expect(group.answers[1].moves.map(({advantage}) => advantage)).toEqual([-0.5, -2]);
    expect(legendOf(group).map(({name}) => name)).toEqual(['fact', 'praise', 'end']);
    expect(spokenOf(group.answers[0], 0, group.mean)).toBe('Answer 1: reward +3.00, above the mean; fact, praise, end');
    expect(spokenOf(group.answers[1], 1, group.mean)).toContain('below the mean');
  });

  it('are said to teach nothing where all advantages are 0, and why', () => {
    expect(groupSentence(groupOf(frame, 0, SAYINGS))).toContain('mean reward +1.00');
    expect(groupSentence(groupOf(frame, 1, SAYINGS))).toContain(
      'All advantages are 0: the answers of this group have the same reward',
    );
    expect(groupSentence(groupOf(frame, 2, SAYINGS))).toContain('there is no other answer to compare it with');
  });

  it('stay within the groups that there are, and are not told of a world with other questions', () => {
    expect(groupOf(frame, 9, SAYINGS).index).toBe(2);
    expect(fits(frame, SAYINGS)).toBe(true);
    expect(fits(frame, {...SAYINGS, questions: SAYINGS.questions.slice(0, 1)})).toBe(false);
    expect(fits(frame, {...SAYINGS, kinds: SAYINGS.kinds.slice(0, 1)})).toBe(false);
  });
});
