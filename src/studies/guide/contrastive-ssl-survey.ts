import {kNearest} from '../../metrics/kNearest/index.spec.ts';
import {linearProbe} from '../../metrics/linearProbe/index.spec.ts';
import {uniformity} from '../../metrics/uniformity/index.spec.ts';
import {guide} from '../kit/guide.ts';
import {final} from '../kit/measures.ts';
import {type EncoderGiven, encoderStage} from '../kit/settings.ts';

const STEPS = 500;

const trained = (objective: EncoderGiven['objective']) => [
  encoderStage(
    {
      world: {kind: 'digits'},
      model: {kind: 'mlp', head: 16},
      objective,
      training: {kind: 'adamW', batch: 64, evaluateEvery: 100},
    },
    STEPS,
  ),
];

export default guide({
  sections: [
    {
      title: 'Labels that cost nothing',
      paragraphs: [
        'Labels are expensive. A self-supervised method makes its own: it changes a thing in two ways that keep what matters, and asks which of many views shows the same thing. The survey calls this the pretext task. Nobody wants the answer; what is wanted is the representation that finding it leaves behind, which then serves for classes, boxes or actions.',
        'So the choice of changes is the choice of what will be ignored. A view that is shifted and tilted teaches that place and tilt do not matter. The survey sorts such tasks by what they change: colours, geometry, the context of a patch or a moment, or the way something is told, as a picture and its caption.',
        'In the lab this is the world: what its two views share, and what they lose. One setting, the strength of the change, is worth a look before any other.',
      ],
    },
    {
      title: 'Where do negatives live?',
      paragraphs: [
        'The second question of the survey is one of architecture. Contrast wants many negatives, and a batch has room for few. End to end, the other pairs of the batch are the negatives, and more of them need a larger batch. A memory bank keeps a point for everything in the data, which is soon out of date. A momentum encoder makes the keys with a slow copy of the network, and a queue keeps the keys of the last batches. Clustering compares with a few prototypes instead of with things.',
        'A fifth way came up at the same time: no negatives at all, with a predictor on one side and no gradient on the other.',
        'Three of them train below, on the same digits with the same network and the same small batch. The lab has no memory bank and no prototypes. Watch the spheres first: with negatives the points spread, without them nothing says that they must, and the number for evenness shows it. Then watch whether that decides how well classes are told apart.',
      ],
      figure: {
        title: 'Three designs with batches of 64',
        arms: [
          {
            name: 'batch',
            label: 'In the batch',
            role: 'baseline',
            stages: trained({kind: 'infoNCE', temperature: 0.2}),
          },
          {
            name: 'queue',
            label: 'Momentum and a queue',
            role: 'method',
            stages: trained({kind: 'momentumQueue', temperature: 0.2, momentum: 0.99, queue: 512}),
          },
          {name: 'none', label: 'No negatives', role: 'ablation', stages: trained({kind: 'simSiam'})},
        ],
        measures: [final(kNearest), final(linearProbe), final(uniformity)],
      },
    },
    {
      title: 'What remains open',
      paragraphs: [
        'The survey closes with the limits of these methods. Three questions of that kind can be tried here. How much of what is credited to a design comes from the size of the batch? What does it cost that negatives of the anchor’s own kind are pushed away like any others? And why should a representation that was made for one task serve another?',
        'The studies below take them up one at a time.',
      ],
    },
  ],
  orders: [
    {slug: 'contrastive-framework-tour', why: 'The parts of a contrastive method, and three losses side by side.'},
    {slug: 'grad-cache', why: 'The end-to-end design: many negatives in little memory.'},
    {slug: 'moco-dual-hardfilter', why: 'The queue: which of its negatives help.'},
    {slug: 'behaviour-contrastive-loss', why: 'What it costs to push away what means the same.'},
    {slug: 'saunshi-theory', why: 'Why the pretext task helps a classifier, and when more negatives do not.'},
    {slug: 'alignment-uniformity', why: 'Pairs together, all else apart: both forces measured.'},
    {slug: 'simcse', why: 'The same task with sentences, whose words cannot be tilted.'},
  ],
});
