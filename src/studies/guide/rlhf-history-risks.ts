import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {goldCorrelation} from '../../metrics/gold/index.spec.ts';
import {lengthCorrelation} from '../../metrics/lengthCorrelation/index.spec.ts';
import {guide} from '../kit/guide.ts';
import {final} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage} from '../kit/settings.ts';

const STEPS = 600;

const trained = (world: OfKind<RewardGiven['world'], 'responses'>) => [
  rewardStage(
    {
      world: {kind: 'responses', ...world},
      model: {kind: 'linear'},
      training: {kind: 'adamW', batch: 256, learningRate: 0.03, weightDecay: 0, evaluateEvery: 100},
    },
    STEPS,
  ),
];

export default guide({
  sections: [
    {
      title: 'Three words that are not the same',
      paragraphs: [
        'A cost is what an engineer writes down and a machine makes small. A reward is what a learner gets from the world, act by act. A preference is what a person has, or says when asked. Training on human feedback takes the last, turns it into the second, and optimises it like the first. The paper follows where these ideas come from, and asks what each step takes for granted.',
        'Economics said when choices can be written as a number at all: when they put everything in one order, and do not turn in circles. Psychology gave the model by which numbers are found from choices: the larger the difference, the surer the choice. Control theory gave the machinery that makes a number large. None of them promised that the number is what people want.',
        'Little has been published about the models that give these numbers, compared with how much rests on them. The paper asks for more: what they can do, how they are tested, and whose choices went into them.',
      ],
    },
    {
      title: 'What one number cannot hold',
      paragraphs: [
        'The reward below is one number for each answer, the usual one. Its annotators are simulated, so we know what they want.',
        'The first annotators agree, and what they want is an order: the reward finds nearly all of it. The second look most at whatever differs most between two answers. Then A may beat B, B may beat C, and C may beat A, and no number is right about all three: some choices stay wrong however long it trains. The third are two groups that disagree about length. On length they cancel out, and the one reward that comes of it is the taste of neither.',
      ],
      figure: {
        title: 'One reward, three kinds of people',
        arms: [
          {name: 'order', label: 'One order', role: 'baseline', stages: trained({care: 10})},
          {name: 'circles', label: 'Circles', role: 'method', stages: trained({care: 10, salience: 1})},
          {
            name: 'groups',
            label: 'Two groups',
            role: 'method',
            stages: trained({care: 10, secondGroup: 0.5, tasteGap: 1.5}),
          },
        ],
        measures: [final(accuracy), final(goldCorrelation), final(lengthCorrelation)],
      },
    },
    {
      title: 'Where each assumption is tried',
      paragraphs: [
        'Each study below takes up one thing that is taken for granted: that people are alike, that a test of a reward says what it is good for, that the number may be made as large as one likes.',
      ],
    },
  ],
  orders: [
    {slug: 'pal', why: 'People differ: a reward for each, from few labels.'},
    {slug: 'helpsteer2-bt-vs-regression', why: 'What is asked of annotators: a choice, or a number.'},
    {slug: 'domain-knowledge-rm', why: 'Saying what matters, instead of choosing.'},
    {slug: 'rm-bench', why: 'Tests that style alone does not pass.'},
    {slug: 'rewardbench-2', why: 'Whether a good mark in a test means good use.'},
    {slug: 'helping-or-herding', why: 'Making the number large, and the same mistake in all judges.'},
    {slug: 'alignment-asymptotics', why: 'How far one can go for a given distance.'},
    {slug: 'rewarded-soups', why: 'Several tastes, and a policy for every mixture of them.'},
  ],
});
