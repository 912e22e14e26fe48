import {linearProbe} from '../../metrics/linearProbe/index.spec.ts';
import {tolerance} from '../../metrics/tolerance/index.spec.ts';
import {uniformity} from '../../metrics/uniformity/index.spec.ts';
import {guide} from '../kit/guide.ts';
import {final} from '../kit/measures.ts';
import {type EncoderGiven, encoderStage} from '../kit/settings.ts';

/** Three classes that run into one another: a third of all negatives is of the class of the anchor. */
const trained = (objective: EncoderGiven['objective']) => [
  encoderStage(
    {
      world: {kind: 'latent', classes: 3, overlap: 0.4, strength: 0.2},
      objective,
      training: {kind: 'adamW', batch: 128, evaluateEvery: 50},
    },
    500,
  ),
];

export default guide({
  sections: [
    {
      title: 'A negative may be a friend',
      paragraphs: [
        'A contrastive loss is told which two things belong together, and takes it that everything else in the batch does not. With three classes that is wrong for every third negative: it is of the anchor’s own class, and is pushed away all the same. Such a pair is a false negative.',
        'Below, plain InfoNCE, a loss that takes out the push which false negatives are expected to give, and one that is told the classes and so has none. Watch how close points of one class stay (tolerance).',
      ],
      figure: {
        title: 'Three classes: nothing known, a share known, all known',
        arms: [
          {name: 'plain', label: 'InfoNCE', role: 'baseline', stages: trained({kind: 'infoNCE', temperature: 0.5})},
          {
            name: 'debiased',
            label: 'Debiased, share 0.3',
            role: 'method',
            stages: trained({kind: 'debiased', temperature: 0.5, share: 0.3}),
          },
          {
            name: 'told',
            label: 'Told the classes',
            role: 'reference',
            stages: trained({kind: 'supervised', temperature: 0.5}),
          },
        ],
        measures: [final(tolerance), final(uniformity), final(linearProbe)],
      },
    },
    {
      title: 'What it costs, measured',
      paragraphs: [
        'The theory of latent classes says where to look: at how far the points of one class are spread, and at a classifier that knows the mean of each class and nothing else. In its study each arm has another number of negatives or of classes. With ten classes, the wider they are spread the worse that classifier does. With three, every third negative is false, and classes are spread twice as wide; three are easier to tell apart all the same.',
      ],
      results: {
        title: 'How wide a class is, and what its mean is good for',
        studies: ['saunshi-theory'],
        x: 'intraclassDeviation',
        y: 'meanClassifier5',
      },
    },
    {
      title: 'Hard negatives are the same edge',
      paragraphs: [
        'The most similar negatives teach most, and are most often false ones. So hard negatives help where few things mean the same, and hurt where many do. The two presets “false negatives” and “hard negatives” of the sphere let you walk along that edge: turn the number of classes, or the share that is kept.',
      ],
    },
  ],
  orders: [
    {slug: 'saunshi-theory', why: 'Why negatives of one’s own class cost something, and how many there are.'},
    {slug: 'moco-dual-hardfilter', why: 'Keeping the hardest of a queue, on digits with ten classes.'},
    {slug: 'behaviour-contrastive-loss', why: 'How a high temperature spares what is similar.'},
    {slug: 'cl-generalization-k', why: 'What more negatives do for unseen data.'},
  ],
});
