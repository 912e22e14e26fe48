import {accuracy} from '../../metrics/accuracy/index.spec.ts';
import {slantBias} from '../../metrics/slant/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type OfKind, type RewardGiven, rewardStage, type StageGiven} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

type World = OfKind<RewardGiven['world'], 'responses'>;
type Objective = NonNullable<RewardGiven['objective']>;

const model = {kind: 'bag', width: 64} as const;

/** Learns from other answers, in which colours go with truth a little, and keeps all words apart. */
const trunk = (objective: Objective, world: World = {}) =>
  rewardStage(
    {
      world: {kind: 'responses', pairs: 4000, slant: 'said', slantOfTruth: 0.3, drawing: 1, ...world},
      model,
      objective,
      training: {kind: 'adamW', batch: 128, learningRate: 0.003, evaluateEvery: 250},
    },
    500,
    {id: 'trunk'},
  );

const INFORMED = trunk({kind: 'contrastive', contrastWeight: 0.5});
/** Its choices are coin tosses, so that only the contrast teaches anything. */
const UNINFORMED = trunk({kind: 'contrastive', contrastWeight: 2}, {labelNoise: 0.5});

/** All but the last layer begin as the trunk. */
const then = (from: StageGiven, objective: Objective['kind'], learningRate: number, world: World = {}) => [
  from,
  rewardStage(
    {
      world: {
        kind: 'responses',
        ...{pairs: 4000, learnFrom: 1000, slant: 'reversed', slantOfTruth: 1},
        ...{care: 4, offTopic: 0, hedges: 0, rude: 0, repeats: 0},
        ...world,
      },
      model,
      objective: {kind: objective},
      training: {kind: 'adamW', batch: 128, learningRate, evaluateEvery: 150},
    },
    300,
    {from: {'model0/w*': 'trunk.model0/w*', 'model0/b*': 'trunk.model0/b*'}},
  ),
];

export default study({
  says: [
    'People can judge some things only where they are easy to judge. How will a reward model that learnt there judge elsewhere, when the training data do not say which of two rules was meant?',
    'The paper tries many such shifts. A fine-tuned reward model often takes the rule that was not meant. Simple probes of what a language model already represents generalise better, and still fail often.',
  ],
  analogue: [
    'Two rules fit the training pairs: prefer what is true, or prefer claims that end in the name of a warm colour. There every right claim has a warm colour and every wrong one a cold one. In the test it is the other way round, and truth is what counts.',
    'The trunk stands for the language model. It has learnt from other answers, judged by all attributes, in which colours go with truth only a little, and a contrast of texts with words left out keeps all words apart. The last layer is new in all arms.',
    'A probe leaves the trunk as it is. Its last layer is the mean difference between chosen and rejected texts, or is fitted by logistic regression. The target-tuned arm learns from pairs like those of the test: it says how much is possible.',
    'A control has a trunk whose choices were coin tosses, so that it knows words but not what is true.',
  ],
  omits: [
    'The 69 shifts between real data sets: there is one shift here, from a cue to its opposite.',
    'Language models, whose knowledge comes from reading. Our trunk knows truth because it was trained on judgements in which the colour says little; that favours probes, and the control shows how much depends on it.',
    'LAT, which asks a language model a question in words, prompt tuning, and the other interventions. The paper’s mean difference uses several layers.',
  ],
  arms: [
    {
      name: 'fine-tuned',
      label: 'Fine-tuned gently',
      help: 'With the learning rate at which it did best on the test itself.',
      role: 'baseline',
      stages: then(INFORMED, 'bradleyTerry', 0.0001),
    },
    {
      name: 'usual',
      label: 'Fine-tuned',
      help: 'With a usual learning rate, at which it does better on unseen pairs like those of training.',
      role: 'ablation',
      stages: then(INFORMED, 'bradleyTerry', 0.003),
    },
    {name: 'head', label: 'Logistic probe', role: 'ablation', stages: then(INFORMED, 'logisticProbe', 0.01)},
    {name: 'mean', label: 'Mean difference', role: 'method', stages: then(INFORMED, 'meanDifference', 0.01)},
    {
      name: 'target',
      label: 'Target-tuned',
      help: 'Fine-tuned on pairs like those of the test.',
      role: 'reference',
      stages: then(INFORMED, 'bradleyTerry', 0.001, {slant: 'said', slantOfTruth: -1}),
    },
    {
      name: 'uninformed-tuned',
      label: 'Gently, plain trunk',
      help: 'Fine-tuned gently; the trunk has seen no judgements.',
      role: 'ablation',
      stages: then(UNINFORMED, 'bradleyTerry', 0.0003),
    },
    {
      name: 'uninformed-mean',
      label: 'Mean, plain trunk',
      help: 'Mean difference; the trunk has seen no judgements.',
      role: 'ablation',
      stages: then(UNINFORMED, 'meanDifference', 0.03),
    },
  ],
  measures: [final(accuracy), final(slantBias)],
  clauses: [
    {
      text: 'Where the colours are reversed, the mean difference is right more often than the fine-tuned model at its best, by more than 0.01.',
      kind: 'greater',
      measure: 'accuracy',
      arms: ['mean', 'fine-tuned'],
      margin: 0.01,
    },
    {
      text: 'The fine-tuned model at its best stays behind the target-tuned one by more than 0.02.',
      kind: 'greater',
      measure: 'accuracy',
      arms: ['target', 'fine-tuned'],
      margin: 0.02,
    },
    {
      text: 'So does the mean difference, by any amount.',
      kind: 'greater',
      measure: 'accuracy',
      arms: ['target', 'mean'],
      margin: 0,
    },
  ],
  sliders: ['main.world.slantOfTruth'],
  figure: {kind: 'dots', title: 'How often is the reward right where the cue is reversed?', measure: 'accuracy'},
  shown: ['usual', 'fine-tuned', 'mean', 'target'],
  registered: '2026-12-01',
  pilots:
    'Learning rates on seeds 101 and 102, each arm at its best in the measure of the claim: 0.0001, 0.0003, 0.001, 0.003 and 0.01 for fine-tuning, for which that is reversed pairs, (0.78, 0.75, 0.65, 0.52, 0.41); 0.0003 to 0.01 on the trunk without judgements; 0.001, 0.003 and 0.01 for the target-tuned arm; 0.003 and 0.01 for both probes (0.81 all), and 0.01 and 0.03 for the one on the trunk without judgements (0.60). The lowest rate of fine-tuning was the best; lower ones were not tried. On unseen pairs like those of training, seeds 103 and 104, 0.003 gave 0.84 and 0.0001 gave 0.79. With colours that go with truth in 90 of 100 claims instead of all, fine-tuning with 0.003 gave 0.79 and the mean difference 0.81: there was little room, so all claims have them. A trunk with more of the colours (0.5) and one by contrast alone were tried, too; the latter is the control. The first exploration, seed 101 with 1,000 pairs and a trunk with colours at random, gave 0.845 for the mean difference, 0.795 for fine-tuning with 0.003 and 0.835 for the target-tuned arm; on a trunk by contrast alone 0.44 and 0.715. There a mean difference on the trunk that had been fine-tuned (0.79) was no better than that model. Seeds 103 and 104, tried after the margins were set: the mean difference leads by 0.054, standard deviation 0.006; the target-tuned arm leads fine-tuning by 0.072 (0.001), and the mean difference by 0.018 (0.007).',
  deviations: [
    {
      date: '2026-12-01',
      what: 'The third clause says in too few words what is tested: that the target-tuned arm is better than the mean difference, too. Names of two arms are shorter. Numbers and verdicts are as they were.',
      why: 'Seen after the measurement; the sentence stays as it was registered.',
    },
  ],
});
