/** The presets of the sphere, in the order of the menu. */
import type {Card} from '../preset.ts';
import {card} from './emoji.ts';

export const SPHERE: readonly Card[] = [
  card,
  {
    id: 'augmentation',
    group: 'What makes a pair',
    title: 'One picture, changed',
    text: 'The only positives are two random changes of one picture. Does that teach the model that two artists drew the same thing?',
  },
  {
    id: 'cold',
    group: 'Temperature',
    title: 'Temperature too low',
    text: 'Five classes overlap, so the nearest negative is often one of the anchor’s own class. At τ = 0.01 a handful of them get the whole push.',
  },
  {
    id: 'hot',
    group: 'Temperature',
    title: 'Temperature too high',
    text: 'The same overlapping classes at τ = 1: every negative is pushed almost alike, near or far.',
  },
  {
    id: 'collapse',
    group: 'Collapse, and what prevents it',
    title: 'Collapse',
    text: 'Only the pull between positives is left. The easiest way to obey is to put everything in one place.',
  },
  {
    id: 'no-negatives',
    group: 'Collapse, and what prevents it',
    title: 'No negatives at all',
    text: 'Nothing is pushed away. A small predictor guesses where the other view lies, and that view gets no gradient.',
  },
  {
    id: 'told',
    group: 'Negatives, labels and the batch',
    title: 'Told the classes',
    text: 'The same overlapping classes, but now the model is told which is which: all of a class are positives.',
  },
  {
    id: 'false-negatives',
    group: 'Negatives, labels and the batch',
    title: 'False negatives',
    text: 'Three classes: a third of all negatives are really of the anchor’s own class, and are pushed away all the same.',
  },
  {
    id: 'batch',
    group: 'Negatives, labels and the batch',
    title: 'A batch of eight',
    text: 'A loss that compares eight pairs can never show that two views share more than log 8 = 2.1 nats, however alike they are.',
  },
  {
    id: 'hard-negatives',
    group: 'Negatives, labels and the batch',
    title: 'Hard negatives',
    text: 'At τ = 0.5 every negative is pushed almost alike. Hardness gives the push back to those that are easily confused.',
  },
  {
    id: 'digits',
    group: 'What makes a pair',
    title: 'Digits nobody named',
    text: 'Each handwritten digit is changed at random in two ways, and the two must find each other. Nobody says which digit it is.',
  },
  {
    id: 'glyphs',
    group: 'What makes a pair',
    title: 'Same letter or same face',
    text: 'The same letters teach two opposite things: pairs of one letter make the model ignore the face, pairs of one face make it ignore the letter.',
  },
  {
    id: 'sentences',
    group: 'What makes a pair',
    title: 'The same in other words',
    text: 'Two wordings of one meaning are a pair. Nothing is said about any other two sentences, yet the more they have in common in meaning, the closer they lie.',
  },
  {
    id: 'colours',
    group: 'Two modalities',
    title: 'Words for colours',
    text: 'One encoder sees a colour, another reads a name. Only the loss brings the two together.',
  },
  {
    id: 'pairs',
    group: 'Two modalities',
    title: 'Pictures meet words',
    text: 'One encoder sees emoji, another reads their keywords. At first each has a region of the sphere for itself.',
  },
  {
    id: 'suppression',
    group: 'Traps in the data',
    title: 'The easy way out',
    text: 'Every point carries a code of 16 bits that both of its views share. The code is enough to find a point again; where the point lies need not be learnt.',
  },
  {
    id: 'long-tail',
    group: 'Traps in the data',
    title: 'A long tail',
    text: 'The first class has fifty times as many points as the last. Nobody is told so; the loss only spreads out what it sees.',
  },
  {
    id: 'modality-gap',
    group: 'Two modalities',
    title: 'The modality gap',
    text: 'Colours and their names have an encoder each. With this seed the two begin on opposite sides, and at a low temperature they stay there.',
  },
  {
    id: 'circle',
    group: 'Collapse, and what prevents it',
    title: 'Two forces on a circle',
    text: 'Alignment pulls the views of a point together, uniformity spreads all points. In two dimensions you can see both at once.',
  },
];
