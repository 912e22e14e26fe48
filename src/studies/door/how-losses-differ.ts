import {alignment} from '../../metrics/alignment/index.spec.ts';
import {kNearest} from '../../metrics/kNearest/index.spec.ts';
import {uniformity} from '../../metrics/uniformity/index.spec.ts';
import {objectiveSection} from '../../objectives/contrastive/index.spec.ts';
import {guide} from '../kit/guide.ts';
import {final} from '../kit/measures.ts';
import {type EncoderGiven, encoderStage} from '../kit/settings.ts';
import type {Arm} from '../kit/study.ts';

type Objective = NonNullable<EncoderGiven['objective']>;

/** The same digits, network and number of steps for each loss, with what else it opens with in the lab. */
const trained = (objective: Objective) => [
  encoderStage(
    {
      world: {kind: 'digits'},
      model: {kind: 'mlp', head: 16},
      objective,
      training: {kind: 'adamW', batch: 128, evaluateEvery: 100},
    },
    300,
  ),
];

const labelOf = (kind: string): string => objectiveSection.parts.find((part) => part.kind === kind)!.label;

const arm = (objective: Objective, role: Arm['role'] = 'baseline'): Arm => ({
  name: objective.kind,
  label: labelOf(objective.kind),
  role,
  stages: trained(objective),
});

/** Losses that are told which two views are of one thing, and nothing else. */
const TOLD_PAIRS: readonly Objective[] = [
  {kind: 'infoNCE'},
  {kind: 'alignmentUniformity'},
  {kind: 'decoupled'},
  {kind: 'debiased'},
  {kind: 'hardNegatives'},
  {kind: 'momentumQueue'},
  {kind: 'dualView'},
  {kind: 'triplet'},
  {kind: 'spectral'},
  {kind: 'vicReg'},
  {kind: 'barlowTwins'},
  {kind: 'simSiam'},
];

export default guide({
  sections: [
    {
      title: 'All pull, and each pushes in its own way',
      paragraphs: [
        'Every loss in this lab pulls two views of one thing together (alignment). Were that all, everything could fall into one place. What else a loss does is what tells it from the others: InfoNCE pushes all other things of the batch away, triplet margin pushes one until it is far enough, Barlow Twins and VICReg keep the coordinates from saying the same, and SimSiam does not push at all: it lets one of the two views be led by the other, and stops the gradient there.',
        'Below, four of them on the same digits. Watch how evenly the points come to lie.',
      ],
      figure: {
        title: 'The same digits, four losses',
        arms: [
          arm({kind: 'infoNCE'}, 'method'),
          arm({kind: 'triplet'}),
          arm({kind: 'barlowTwins'}),
          arm({kind: 'simSiam'}),
        ],
        measures: [final(alignment), final(uniformity), final(kNearest)],
      },
    },
    {
      title: 'All of them in one plane',
      paragraphs: [
        'Two numbers say much of what a loss has done: how near the two views of one thing are (alignment, to the left is nearer), and how evenly all things lie (uniformity, further down is more even). Most losses that push stand on one line: those whose points lie more evenly hold pairs together less. Barlow Twins, VICReg and SimSiam push no thing away, and stand in the opposite corner: their points stay near one direction of the sphere, where pairs are close because everything is. Neighbours still name seven or eight of ten digits, so the plane does not say all. A loss that is told the classes keeps each class together, and stands in between.',
        'Each has the settings that it opens with in the lab, and 300 steps with one seed: another temperature, weight or learning rate can move a dot as far as another loss does. So this plane shows what losses are like, not which of them is best. That is a matter for the studies.',
      ],
      plane: {
        title: 'Losses by alignment and uniformity',
        arms: [...TOLD_PAIRS.map((objective) => arm(objective)), arm({kind: 'supervised'}, 'reference')],
        measures: [final(alignment), final(uniformity), final(kNearest)],
        x: 'alignment',
        y: 'uniformity',
      },
    },
    {
      title: 'The two numbers as a loss',
      paragraphs: [
        'One paper takes the contrastive loss apart into these two numbers and trains on them directly. Here the arms of its study stand as they were measured, with eight seeds each: InfoNCE at several temperatures, both forces, and either of them alone.',
      ],
      results: {
        title: 'The two forces, weighed against each other',
        studies: ['alignment-uniformity'],
        x: 'alignment',
        y: 'uniformity',
      },
    },
    {
      title: 'Turn it yourself',
      paragraphs: [
        'In the lab the loss is under “Objective”: choose another one while the points are on the sphere, then press R to begin anew, or pin the run first and compare the two.',
      ],
    },
  ],
  orders: [
    {slug: 'alignment-uniformity', why: 'The two numbers of this plane, and why both are needed.'},
    {slug: 'moco-dual-hardfilter', why: 'Pushing those that nearly fit, and leaving the others out.'},
    {slug: 'saunshi-theory', why: 'What the push is good for when classes are told later.'},
    {slug: 'contrastive-framework-tour', why: 'What is common to all of them.'},
  ],
});
