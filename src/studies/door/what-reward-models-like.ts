import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {bestOf16Gold} from '../../metrics/bestOfN/index.spec.ts';
import {lengthCorrelation} from '../../metrics/lengthCorrelation/index.spec.ts';
import {rewardObjectiveSection} from '../../objectives/reward/index.spec.ts';
import {guide} from '../kit/guide.ts';
import {final} from '../kit/measures.ts';
import {type RewardGiven, rewardStage} from '../kit/settings.ts';
import type {Arm} from '../kit/study.ts';

const trained = (lengthBias: number, objective: RewardGiven['objective'] = {kind: 'bradleyTerry'}) => [
  rewardStage(
    {
      world: {kind: 'responses', pairs: 2000, lengthBias},
      model: {kind: 'bag'},
      objective,
      training: {kind: 'adamW', batch: 128, evaluateEvery: 50},
    },
    400,
  ),
];

type Objective = NonNullable<RewardGiven['objective']>;

const lossArm = (objective: Objective, role: Arm['role'] = 'baseline'): Arm => ({
  name: objective.kind,
  label: rewardObjectiveSection.parts.find(({kind}) => kind === objective.kind)!.label,
  role,
  stages: trained(1, objective),
});

export default guide({
  sections: [
    {
      title: 'It likes what went with being liked',
      paragraphs: [
        'A reward model sees pairs of answers and which of the two somebody preferred. It never sees why. Where longer answers were preferred more often, length is as good a reason as truth, and much easier to read off.',
        'Below, the same answers with three lots of annotators and losses: annotators who do not care for length, some who do, and these with a loss that punishes a correlation of reward and length. Watch the line through the cloud, and what the best of 16 answers is worth when each model chooses.',
      ],
      figure: {
        title: 'Reward against length',
        arms: [
          {name: 'fair', label: 'No bias', role: 'reference', stages: trained(0)},
          {name: 'biased', label: 'Annotators like length', role: 'baseline', stages: trained(1)},
          {
            name: 'cured',
            label: 'The same, decorrelated',
            role: 'method',
            stages: trained(1, {kind: 'decorrelated'}),
          },
        ],
        measures: [final(accuracy), final(lengthCorrelation), final(bestOf16Gold)],
      },
    },
    {
      title: 'What each loss leaves of it',
      paragraphs: [
        'The same annotators, who like length, and eleven losses of the lab. To the right, how strongly the reward of unseen answers goes with their length; upwards, how often it agrees with these annotators. Most losses stand together at the upper right. Three take length into account, and stand on the left: they agree less often, for whoever agrees with a reader who likes length must like it too. What their choices are worth is in the table: it differs from seed to seed by more than from loss to loss.',
      ],
      plane: {
        title: 'Losses by length and agreement',
        arms: [
          lossArm({kind: 'bradleyTerry'}),
          lossArm({kind: 'smoothed'}),
          lossArm({kind: 'hinge'}),
          lossArm({kind: 'focal'}),
          lossArm({kind: 'contrastive'}),
          lossArm({kind: 'regression'}),
          lossArm({kind: 'mixed'}),
          lossArm({kind: 'priorBound'}),
          lossArm({kind: 'lengthPenalised'}, 'method'),
          lossArm({kind: 'lengthControlled'}, 'method'),
          lossArm({kind: 'decorrelated'}, 'method'),
        ],
        measures: [final(lengthCorrelation), final(bestOf16Gold), final(accuracy)],
        x: 'lengthCorrelation',
        y: 'accuracy',
      },
    },
    {
      title: 'Agreement is not worth',
      paragraphs: [
        'Accuracy says how often a reward model agrees with annotators on pairs that it has not seen. What it is used for is another thing: it chooses among many answers. In this plane stand all arms of three studies that measured both. Look at arms one above the other: they agree with annotators equally often, and what they choose differs a great deal in worth.',
      ],
      results: {
        title: 'Agreement with annotators, and the worth of what is chosen',
        studies: ['rm-bench', 'helping-or-herding', 'pcrm'],
        x: 'accuracy',
        y: 'bestOf16Gold',
      },
    },
    {
      title: 'Turn it yourself',
      paragraphs: [
        'The reward lab opens with annotators who like length. Take their bias away while it trains, choose another loss, or let the policy lab train on such a judge and watch its answers grow.',
      ],
    },
  ],
  orders: [
    {slug: 'rm-bench', why: 'Pairs that differ in truth alone, or in style alone: what a benchmark should ask.'},
    {slug: 'pcrm', why: 'Bounding how far two rewards may part.'},
    {slug: 'helping-or-herding', why: 'Do several models protect each other from such errors?'},
    {slug: 'domain-knowledge-rm', why: 'A few true features against many words.'},
    {slug: 'rlhf-history-risks', why: 'What one number for everybody cannot say.'},
  ],
});
