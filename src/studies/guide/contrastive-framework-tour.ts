import {alignment} from '../../metrics/alignment/index.spec.ts';
import {kNearest} from '../../metrics/kNearest/index.spec.ts';
import {uniformity} from '../../metrics/uniformity/index.spec.ts';
import {guide} from '../kit/guide.ts';
import {final} from '../kit/measures.ts';
import {type EncoderGiven, encoderStage} from '../kit/settings.ts';

const STEPS = 500;

const trained = (objective: EncoderGiven['objective']) => [
  encoderStage({world: {kind: 'latent'}, training: {kind: 'adamW', batch: 128}, objective}, STEPS),
];

export default guide({
  sections: [
    {
      title: 'Contrastive methods are made of the same parts',
      paragraphs: [
        'Learning by contrast is older than its name: the idea came up in the 1990s, and has spread since to pictures, language, sound and control. The review puts these methods into one frame, so that they can be compared part by part.',
        'Four questions tell two methods apart. Who belongs together, and who does not? What turns a thing into a representation? What turns the representation into the point that is compared? And what does the loss do with a similarity?',
        'In the lab these are settings. The world and its views say who belongs together. The model is an encoder with a head. The objective is the loss, with its own way to choose negatives. One can change any of them and leave the others as they are.',
      ],
    },
    {
      title: 'The same world, the same model, three losses',
      paragraphs: [
        'Here only the loss differs. The points have a class that no loss ever sees; two views of a point are its positive pair.',
        'InfoNCE asks which of many candidates is the other view. The triplet loss asks that a positive be nearer than a negative, by a margin, and does not care further. Alignment and uniformity name the two forces themselves: pull pairs together, spread everything else. Watch the numbers under the spheres: how near pairs are (alignment), how evenly the points lie (uniformity), and whether near points have the same class.',
      ],
      figure: {
        title: 'Three losses on one world',
        arms: [
          {name: 'infonce', label: 'InfoNCE', role: 'method', stages: trained({kind: 'infoNCE'})},
          {name: 'triplet', label: 'Triplet', role: 'baseline', stages: trained({kind: 'triplet'})},
          {
            name: 'align-uniform',
            label: 'Alignment + uniformity',
            role: 'ablation',
            stages: trained({kind: 'alignmentUniformity'}),
          },
        ],
        measures: [final(kNearest), final(alignment), final(uniformity)],
      },
    },
    {
      title: 'Where to go on',
      paragraphs: [
        'Each study below changes one of the four parts and holds the others still. Read them in this order: first what the loss does, then what its negatives do, then what this says of use.',
      ],
    },
  ],
  orders: [
    {slug: 'alignment-uniformity', why: 'The two forces of the loss, apart and together.'},
    {slug: 'behaviour-contrastive-loss', why: 'The temperature decides whom the loss pushes.'},
    {slug: 'saunshi-theory', why: 'Why negatives of the same class cost something, and how much.'},
    {slug: 'moco-dual-hardfilter', why: 'Which negatives of a queue are worth their push.'},
    {slug: 'grad-cache', why: 'Many negatives in little memory.'},
    {slug: 'simcse', why: 'Two views of a sentence that differ by dropout alone.'},
    {slug: 'gcl-graded-retrieval', why: 'When some positives belong together more than others.'},
  ],
});
