/** Every panel that can stand beside the sphere, in the order in which menus list them. */

export interface PanelAbout {
  id: string;
  /** What menus call it. */
  label: string;
  /** What it shows. */
  help: string;
  /** The lab that it belongs to; left out where it shows something of every lab. */
  lab?: 'sphere' | 'reward';
}

export const PANELS = [
  {
    id: 'temperature',
    lab: 'sphere',
    label: 'Who gets pushed hardest',
    help: 'The push on a negative by its similarity, at the present temperature and at others.',
  },
  {
    id: 'plane',
    lab: 'sphere',
    label: 'Alignment against uniformity',
    help: 'The path of the run between the two parts of the loss.',
  },
  {id: 'curves', label: 'A metric over time', help: 'Any metric by step, with its baselines.'},
  {
    id: 'similarities',
    lab: 'sphere',
    label: 'Positives apart from negatives',
    help: 'How similar the pairs of a batch are, and how far the two kinds overlap.',
  },
  {
    id: 'matrix',
    lab: 'sphere',
    label: 'Every view against every other',
    help: 'All cosines of a batch as a picture: positives on the diagonal, negatives that are of one class.',
  },
  {
    id: 'bound',
    lab: 'sphere',
    label: 'What a batch of this size can show',
    help: 'The information that two views are shown to share, and its ceiling log N.',
  },
  {
    id: 'spectrum',
    lab: 'sphere',
    label: 'How many directions are used',
    help: 'The singular values of representations and of points, and their effective rank.',
  },
  {
    id: 'classes',
    lab: 'sphere',
    label: 'One class against the others',
    help: 'The cosines of all points to the mean direction of one class, class by class.',
  },
  {
    id: 'neighbours',
    lab: 'sphere',
    label: 'Neighbours before and now',
    help: 'The nearest neighbours of a thing at the start and now, and which of them stayed.',
  },
  {
    id: 'reading',
    lab: 'reward',
    label: 'Reading a pair',
    help: 'Two answers as text, what the annotator chose, and what the model makes of them.',
  },
  {
    id: 'audit',
    lab: 'reward',
    label: 'Was the longer answer chosen?',
    help: 'How often annotators chose the longer answer of the pairs to learn from, by how much longer it is.',
  },
  {
    id: 'writing',
    lab: 'reward',
    label: 'An answer of your own',
    help: 'Put an answer together word by word, and watch its reward.',
  },
  {
    id: 'bestOf',
    lab: 'reward',
    label: 'The best of many',
    help: 'What is gained, by the reward and in truth, when the reward chooses among n answers.',
  },
  {
    id: 'accuracy',
    lab: 'reward',
    label: 'Accuracy by difference in length',
    help: 'How often the model agrees with the annotator, by how much longer the chosen answer is.',
  },
  {
    id: 'categories',
    lab: 'reward',
    label: 'Accuracy by kind of pair',
    help: 'How often the model is right, by topic, by product, or by who plays at home.',
  },
  {
    id: 'substance',
    lab: 'reward',
    label: 'Substance against length or style',
    help: 'Whether the reward prefers the truly better answer when it is the shorter one, or the plainer one.',
  },
  {
    id: 'margins',
    lab: 'reward',
    label: 'Margins',
    help: 'How far the chosen answer is ahead of the rejected one.',
  },
  {
    id: 'reliability',
    lab: 'reward',
    label: 'Reliability',
    help: 'Whether the chances that the model gives come true.',
  },
  {
    id: 'weights',
    lab: 'reward',
    label: 'Learnt weights',
    help: 'The weight of each attribute in a linear model, beside the true weight.',
  },
] as const satisfies readonly PanelAbout[];

export type PanelId = (typeof PANELS)[number]['id'];

/** Those that one lab has. */
export const panelsOfLab = (lab: 'sphere' | 'reward'): readonly (typeof PANELS)[number][] =>
  PANELS.filter((panel: PanelAbout) => (panel.lab ?? lab) === lab);
