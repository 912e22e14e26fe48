import {alignment} from '../../metrics/alignment/index.spec.ts';
import {linearProbe} from '../../metrics/linearProbe/index.spec.ts';
import {uniformity} from '../../metrics/uniformity/index.spec.ts';
import {final} from '../kit/measures.ts';
import {type EncoderGiven, encoderStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

const STEPS = 700;

const settings = {
  world: {kind: 'digits'},
  model: {kind: 'mlp', head: 16, lossOn: 'both'},
  training: {kind: 'adamW', batch: 256},
} as const satisfies EncoderGiven;

const trained = (objective: EncoderGiven['objective']) => [encoderStage({...settings, objective}, STEPS)];

const infoNCE = (temperature: number) => trained({kind: 'infoNCE', temperature});

const weighted = (alignmentWeight: number, uniformityWeight: number) =>
  trained({kind: 'alignmentUniformity', alignmentWeight, uniformityWeight});

export default study({
  says: [
    'Points that a contrastive loss puts on the sphere obey two forces. Positive pairs are pulled together (alignment), and all points spread as evenly as they can (uniformity). With many negatives the contrastive loss is the sum of the two.',
    'So the two can be measured apart, trained on directly, and used to predict how well a linear classifier will do on the representation.',
  ],
  analogue: [
    'Handwritten digits, changed at random in two ways, stand for photographs; a small perceptron for a deep network.',
  ],
  omits: ['The proofs for infinitely many negatives, and the experiments with text.'],
  arms: [
    {name: 'tau-005', label: 'InfoNCE, τ = 0.05', role: 'baseline', stages: infoNCE(0.05)},
    {name: 'tau-01', label: 'InfoNCE, τ = 0.1', role: 'baseline', stages: infoNCE(0.1)},
    {name: 'tau-03', label: 'InfoNCE, τ = 0.3', role: 'baseline', stages: infoNCE(0.3)},
    {name: 'both', label: 'Alignment + uniformity', role: 'method', stages: weighted(1, 1)},
    {name: 'less-uniform', label: 'Alignment + 0.3 uniformity', role: 'ablation', stages: weighted(1, 0.3)},
    {name: 'alignment', label: 'Alignment alone', role: 'ablation', stages: weighted(1, 0)},
    {name: 'uniformity', label: 'Uniformity alone', role: 'ablation', stages: weighted(0, 1)},
  ],
  measures: [final(linearProbe), final(alignment), final(uniformity)],
  clauses: [
    {
      text: 'Training on alignment and uniformity directly is at most 0.01 worse for a linear classifier than InfoNCE.',
      kind: 'noninferior',
      measure: 'linearProbe',
      arms: ['both', 'tau-01'],
      margin: 0.01,
    },
    {
      text: 'Without uniformity the representation is worse for a linear classifier.',
      kind: 'greater',
      measure: 'linearProbe',
      arms: ['both', 'alignment'],
      margin: 0,
    },
    {
      text: 'Without alignment the representation is worse for a linear classifier.',
      kind: 'greater',
      measure: 'linearProbe',
      arms: ['both', 'uniformity'],
      margin: 0,
    },
  ],
  sliders: ['main.objective.alignmentWeight', 'main.objective.uniformityWeight'],
  figure: {kind: 'plane', title: 'Where each arm ends', x: 'uniformity', y: 'alignment', size: 'linearProbe'},
  shown: ['tau-01', 'both', 'alignment', 'uniformity'],
  pilots: '',
});
