// The example of CONTRIBUTING.md, so that it compiles: example.test.ts holds the two to each other.
import {linearProbe} from '../../src/metrics/linearProbe/index.spec.ts';
import {final} from '../../src/studies/kit/measures.ts';
import {encoderStage} from '../../src/studies/kit/settings.ts';
import {study} from '../../src/studies/kit/study.ts';

const STEPS = 300;

/** Points of five classes that also carry 16 random bits, each of which a view loses with this probability. */
const trained = (shortcutLost: number) => [
  encoderStage(
    {
      world: {kind: 'latent', overlap: 0.4, shortcut: 16, shortcutLost},
      objective: {kind: 'infoNCE', temperature: 0.1},
      training: {kind: 'adamW', batch: 128},
    },
    STEPS,
  ),
];

export default study({
  says: [
    'Gradient descent prefers simple solutions. Where an easy feature already tells all pairs apart, a contrastive loss is content with it, and a harder feature that matters for the class is not learnt.',
    'Better augmentations, which do not keep the easy feature, are one of the remedies.',
  ],
  analogue: ['Random bits that both views share stand for the easy feature; the position of a point for the class.'],
  omits: ['The theory, supervised contrast with its subclasses, and larger embeddings as the other remedy.'],
  arms: [
    {name: 'kept', label: 'Easy feature kept', role: 'baseline', stages: trained(0)},
    {name: 'lost', label: 'Easy feature lost by half', role: 'method', stages: trained(0.5)},
  ],
  measures: [final(linearProbe)],
  clauses: [
    {
      text: 'A linear classifier does better by more than 0.02 where views lose the easy feature.',
      kind: 'greater',
      measure: 'linearProbe',
      arms: ['lost', 'kept'],
      margin: 0.02,
    },
  ],
  sliders: ['main.world.shortcutLost'],
  figure: {kind: 'dots', title: 'A linear classifier', measure: 'linearProbe'},
  pilots: '',
});
