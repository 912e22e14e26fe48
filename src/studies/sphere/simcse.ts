import {anisotropy} from '../../metrics/anisotropy/index.spec.ts';
import {spearman} from '../../metrics/spearman/index.spec.ts';
import {uniformity} from '../../metrics/uniformity/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type EncoderGiven, encoderStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 500;

type World = Omit<Extract<EncoderGiven['world'], {kind: 'sentences'}>, 'kind'>;
type Transformer = Omit<Extract<EncoderGiven['model'], {kind: 'transformer'}>, 'kind'>;

const stage = (world: World, model: Transformer, steps = STEPS, learningRate = 0.003) => [
  encoderStage(
    {
      world: {kind: 'sentences', positive: 'same', strength: 0, ...world},
      model: {kind: 'transformer', width: 32, head: 32, ...model},
      objective: {kind: 'infoNCE', temperature: 0.05},
      training: {kind: 'adamW', batch: 64, learningRate, evaluateEvery: 100},
    },
    steps,
  ),
];

export default study({
  says: [
    'An encoder of sentences learns from a sentence and itself: both views are the same words, and only dropout, drawn anew for each, tells them apart. Every other sentence of the batch is a negative.',
    'The paper finds this as good as earlier methods with labels, better than deleting words to make the second view, and says that without dropout the representation collapses.',
  ],
  analogue: [
    'A transformer of one layer with random first weights, on a made-up language in which the similarity of any two sentences is known, stands for a pretrained BERT on Wikipedia. The correlation with that similarity stands for tests with human judgements.',
  ],
  omits: ['The supervised method, with entailment and contradiction.', 'A pretrained start.'],
  arms: [
    {
      name: 'untrained',
      label: 'Untrained',
      help: 'One step with the smallest learning rate.',
      role: 'reference',
      stages: stage({}, {dropout: 0.1}, 1, 0.00001),
    },
    {name: 'dropout', label: 'Dropout 0.1', role: 'method', stages: stage({}, {dropout: 0.1})},
    {name: 'none', label: 'No dropout', role: 'ablation', stages: stage({}, {dropout: 0})},
    {
      name: 'same-mask',
      label: 'The same dropout twice',
      help: 'Both views leave out the same numbers, so that they are one point.',
      role: 'ablation',
      stages: stage({}, {dropout: 0.1, masks: 'same'}),
    },
    {
      name: 'deletion',
      label: 'Words deleted',
      help: 'A tenth of the words of each view are deleted, and dropout is as in the method.',
      role: 'baseline',
      stages: stage({strength: 0.1, change: 'deletion'}, {dropout: 0.1}),
    },
  ],
  measures: [final(spearman), final(uniformity), final(anisotropy)],
  clauses: [
    {
      text: 'Dropout makes better representations than no dropout.',
      kind: 'greater',
      measure: 'spearman',
      arms: ['dropout', 'none'],
      margin: 0,
    },
    {
      text: 'Dropout must differ between the views: the same mask twice is worse.',
      kind: 'greater',
      measure: 'spearman',
      arms: ['dropout', 'same-mask'],
      margin: 0,
    },
    {
      text: 'Dropout alone is better than deleting words.',
      kind: 'greater',
      measure: 'spearman',
      arms: ['dropout', 'deletion'],
      margin: 0,
    },
  ],
  sliders: ['main.objective.temperature', 'main.world.frequencySkew'],
  figure: {kind: 'dots', title: 'Agreement with the known similarity', measure: 'spearman'},
  shown: ['dropout', 'none', 'same-mask', 'deletion'],
  registered: '2026-11-30',
  pilots:
    'Seed 101, correlation with the known similarity: untrained 0.492; dropout 0.626, no dropout 0.620, the same dropout twice 0.618, words deleted 0.656. Seed 102: dropout 0.638, no dropout 0.624, the same twice 0.626. Dropout alone after 300 steps (seed 101): 0.626 at a temperature of 0.1, 0.630 at 0.2, and 0.344 with a head of 3. So the first two effects are small, the third has the other sign, and temperature does not change that. Nothing collapses without dropout: uniformity is -3.33 with it and without.',
});
