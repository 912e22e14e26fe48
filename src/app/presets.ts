/** Experiments to begin with: one click each. Their texts say what to look at. */
import {language} from '../programs/index.spec.ts';
import type {Preset as LinkPreset, Spec} from '../spec/index.ts';
import type {Arrangement} from './arrangement.ts';
import {REWARD_DRAFTS} from './rewardPresets.ts';

/** The sphere, on which representations are learnt, and the lab of reward models. */
export type LabName = 'sphere' | 'reward';

export interface Preset extends LinkPreset {
  lab: LabName;
  /** The heading in the menu under which it stands, with those that follow it and have the same. */
  group?: string;
  title: string;
  /** One or two sentences in the rail: the question that the preset asks. */
  text: string;
  /** Over the figure in the middle. */
  figure: {title: string; sentence: string};
  /** The setting to change first. */
  turn: string;
  /** Settings that stand on the rail beside those that always do. */
  sliders?: readonly string[];
  /** The metric that the curves show first. */
  metric: string;
  /** The panels beside the figure, from the top down, when they are not the usual ones. */
  panels?: Arrangement;
}

export interface Draft extends Omit<Preset, 'spec' | 'lab'> {
  settings: Record<string, unknown>;
  steps: number;
  /** Where what it shows depends on the beginning. */
  seed?: number;
}

const STAGE = 'main';

/** Strong weight decay: there are only 1,250 concepts to learn from. */
const EMOJI = {
  model: {width: 256, lossOn: 'both'},
  training: {learningRate: 0.001, weightDecay: 10, warmup: 20},
};

/** Both the head, which is shown, and the representation are trained. */
const PICTURES = {model: {lossOn: 'both'}, training: {warmup: 20}};

/** The classes run into one another: some negatives are really of the anchor's own kind. */
const OVERLAPPING = {kind: 'latent', classes: 5, overlap: 0.8, strength: 0.2};

const DRAFTS: readonly Draft[] = [
  {
    id: 'emoji',
    title: 'One concept, four artists',
    text: 'Nobody tells the model what a cat is. It only hears that these two pictures belong together.',
    figure: {
      title: 'Where each picture sits on the sphere',
      sentence:
        'Two pictures of one concept pull together; everything else in the batch pushes apart. What looks alike ends up side by side, though no label was ever given.',
    },
    turn: 'objective.temperature',
    metric: 'recallAt1',
    settings: {...EMOJI, world: {kind: 'emoji', strength: 0.15}},
    steps: 2000,
  },
  {
    id: 'augmentation',
    title: 'One picture, changed',
    text: 'The only positives are two random changes of one picture. Does that teach the model that two artists drew the same thing?',
    figure: {
      title: 'What random changes alone can teach',
      sentence:
        'Each picture is moved, turned and tinted twice, and the two must find each other. Whatever is changed at random, the model learns to ignore; the artist is not among it.',
    },
    turn: 'world.strength',
    metric: 'recallAt1',
    settings: {...EMOJI, world: {kind: 'emoji', positive: 'augmentation', strength: 0.5}},
    steps: 2000,
  },
  {
    id: 'cold',
    title: 'Temperature too low',
    text: 'Five classes overlap, so the nearest negative is often one of the anchor’s own class. At τ = 0.01 a handful of them get the whole push.',
    figure: {
      title: 'Only the nearest few are pushed',
      sentence:
        'Close neighbours are kept apart, but nothing spreads the whole: large parts of the sphere stay empty. Raise the temperature to 0.1 and watch the holes close.',
    },
    turn: 'objective.temperature',
    metric: 'uniformity',
    settings: {world: OVERLAPPING, objective: {kind: 'infoNCE', temperature: 0.01}},
    steps: 2000,
  },
  {
    id: 'hot',
    title: 'Temperature too high',
    text: 'The same overlapping classes at τ = 1: every negative is pushed almost alike, near or far.',
    figure: {
      title: 'Near and far are pushed alike',
      sentence:
        'With no stress on the close ones, points settle along thin bands where the classes run into one another. Lower the temperature to 0.1 and watch them spread.',
    },
    turn: 'objective.temperature',
    metric: 'uniformity',
    settings: {world: OVERLAPPING, objective: {kind: 'infoNCE', temperature: 1}},
    steps: 2000,
  },
  {
    id: 'collapse',
    title: 'Collapse',
    text: 'Only the pull between positives is left. The easiest way to obey is to put everything in one place.',
    figure: {
      title: 'Alignment alone: everything falls into one point',
      sentence:
        'Perfectly aligned, and useless. Give uniformity some weight and the points fly apart again, if the collapse has not gone too far.',
    },
    turn: 'objective.uniformityWeight',
    metric: 'uniformity',
    panels: ['plane', 'similarities', 'curves'],
    settings: {
      // The head alone would collapse, and leave the representation much as it was.
      model: {lossOn: 'both'},
      objective: {kind: 'alignmentUniformity', alignmentWeight: 1, uniformityWeight: 0},
    },
    steps: 2000,
  },
  {
    id: 'no-negatives',
    title: 'No negatives at all',
    text: 'Nothing is pushed away. A small predictor guesses where the other view is, and the side that is guessed stands still.',
    figure: {
      title: 'Nothing pushes, and yet it holds',
      sentence:
        'Only the guessing side moves, and the classes keep apart. Switch the stop-gradient off: both sides meet half-way, and everything ends in one place.',
    },
    turn: 'objective.stopGradient',
    metric: 'uniformity',
    panels: ['similarities', 'spectrum', 'curves'],
    settings: {world: {kind: 'latent'}, objective: {kind: 'simSiam'}, training: {learningRate: 0.01}},
    steps: 2000,
  },
  {
    id: 'told',
    title: 'Told the classes',
    text: 'The same overlapping classes, but now the model is told which is which: all of a class are positives.',
    figure: {
      title: 'Each class gathers in one place',
      sentence:
        'What InfoNCE could only guess is now given: classes draw together and apart from one another. Choose InfoNCE as the objective and watch them spread along bands instead.',
    },
    turn: 'objective.temperature',
    metric: 'tolerance',
    panels: ['classes', 'plane', 'curves'],
    settings: {world: OVERLAPPING, objective: {kind: 'supervised'}},
    steps: 2000,
  },
  {
    id: 'false-negatives',
    title: 'False negatives',
    text: 'Three classes: a third of all negatives are really of the anchor’s own kind, and are pushed away all the same.',
    figure: {
      title: 'Less push for what may be of one’s own kind',
      sentence:
        'The loss takes out the push that false negatives are expected to give, so a class may stay together. Set the share to 0 and each class is spread wider.',
    },
    turn: 'objective.share',
    metric: 'tolerance',
    panels: ['matrix', 'temperature', 'curves'],
    settings: {
      world: {kind: 'latent', classes: 3, overlap: 0.4, strength: 0.2},
      objective: {kind: 'debiased', temperature: 0.5, share: 0.3},
    },
    steps: 2000,
  },
  {
    id: 'batch',
    title: 'A batch of eight',
    text: 'A loss that compares eight pairs can never show that two views share more than log 8 = 2.1 nats, however alike they are.',
    figure: {
      title: 'A small batch hides what it has learnt',
      sentence:
        'With seven negatives the question soon becomes easy, and an easy question teaches little. Raise the batch: the ceiling lifts, and the points spread further.',
    },
    turn: 'training.batch',
    metric: 'mutualInformation',
    panels: ['bound', 'similarities', 'curves'],
    settings: {world: {kind: 'latent', classes: 5, overlap: 0.5, strength: 0.02}, training: {batch: 8}},
    steps: 2000,
  },
  {
    id: 'hard-negatives',
    title: 'Hard negatives',
    text: 'At τ = 0.5 every negative is pushed almost alike. Hardness gives the push back to those that are easily confused.',
    figure: {
      title: 'The confusable ones teach most',
      sentence:
        'Telling a cat from a car is easy; telling it from a tiger is where something is learnt. Set the hardness to 0 and fewer concepts are found across artists.',
    },
    turn: 'objective.hardness',
    metric: 'recallAt1',
    settings: {
      ...EMOJI,
      world: {kind: 'emoji', strength: 0.15},
      objective: {kind: 'hardNegatives', temperature: 0.5, hardness: 3, share: 0},
    },
    steps: 2000,
  },
  {
    id: 'digits',
    title: 'Digits nobody named',
    text: 'Each handwritten digit is changed at random in two ways, and the two must find each other. What a digit is, nobody says.',
    figure: {
      title: 'Most digits gather, though none was named',
      sentence:
        'Two changes of one picture pull together, and so does all that looks alike. Change more and the model ignores more, in the end what tells two digits apart too.',
    },
    turn: 'world.strength',
    metric: 'uniformity',
    settings: {...PICTURES, world: {kind: 'digits'}},
    steps: 2000,
  },
  {
    id: 'glyphs',
    title: 'Same letter or same face',
    text: 'The same letters teach two opposite things: pairs of one letter make the model ignore the face, pairs of one face make it ignore the letter.',
    figure: {
      title: 'Letters in many faces, sorted by what the pairs share',
      sentence:
        'Here two faces of one letter are a pair, and letters gather. Make pairs of the same face instead, colour by faces, and the same pictures fall into another order.',
    },
    turn: 'world.task',
    metric: 'recallAt1',
    settings: {
      ...PICTURES,
      world: {kind: 'glyphs', strength: 0},
      training: {...PICTURES.training, batch: 128, learningRate: 0.01},
    },
    steps: 2000,
  },
  {
    id: 'sentences',
    title: 'The same in other words',
    text: 'Two wordings of one meaning are a pair. Nothing is said of any other two sentences, yet how alike they mean shows in how close they lie.',
    figure: {
      title: 'What means alike lies close',
      sentence:
        'The four wordings of a meaning pull together. Close by lie its relatives: something more general, something left out, and the contrary, which shares nearly every word.',
    },
    turn: 'world.strength',
    metric: 'spearman',
    settings: {model: {lossOn: 'both'}, world: {kind: 'sentences'}},
    steps: 1000,
  },
  {
    id: 'colours',
    title: 'Words for colours',
    text: 'One encoder sees a colour, another reads a name. Only the loss brings the two together.',
    figure: {
      title: 'Colours meet their names',
      sentence:
        'Dots are colours, lines are names. Each name is pulled to its own colour and away from all others of the batch; names that were never seen land near colours of their kind.',
    },
    turn: 'objective.temperature',
    metric: 'retrievalAt10',
    settings: {world: {kind: 'colours', strength: 0.1}, objective: {temperature: 0.5}},
    steps: 2000,
  },
  {
    id: 'pairs',
    title: 'Pictures meet words',
    text: 'One encoder sees emoji, another reads their keywords. At first each has a region of the sphere for itself.',
    figure: {
      title: 'A gap that pairs must cross',
      sentence:
        'Pictures and keywords, the lines, begin apart, whatever they show. Each pair pulls across the gap until it closes; from some beginnings, other seeds, it widens first.',
    },
    turn: 'objective.temperature',
    metric: 'modalityGap',
    settings: {
      world: {kind: 'pairs', styles: ['noto'], strength: 0.1},
      objective: {temperature: 0.5},
      training: {learningRate: 0.001, warmup: 500},
    },
    steps: 2000,
  },
  {
    id: 'suppression',
    title: 'The easy way out',
    text: 'Every point carries a code of 16 bits that both of its views share. To find a point again the code is enough; where the point lies need not be learnt.',
    figure: {
      title: 'A shortcut hides what matters',
      sentence:
        'The loss is low, yet classes are all over the sphere: the code was easier to learn than the place. Let the views lose the code and the classes come back.',
    },
    turn: 'world.shortcutLost',
    metric: 'kNearest',
    settings: {world: {kind: 'latent', shortcut: 16}, model: {representation: 8}},
    steps: 2000,
  },
  {
    id: 'long-tail',
    title: 'A long tail',
    text: 'The first class has fifty times as many points as the last. Nobody is told so; the loss only spreads out what it sees.',
    figure: {
      title: 'The many take most of the room',
      sentence:
        'Room on the sphere is shared by numbers: the first class is spread over a large part of it, the last is pressed into a corner. Set the imbalance to 1 and all get alike.',
    },
    turn: 'world.imbalance',
    metric: 'kNearest',
    settings: {world: {kind: 'latent', overlap: 0.5, imbalance: 50, strength: 0.1, points: 4000}},
    steps: 2000,
  },
  {
    id: 'modality-gap',
    title: 'The modality gap',
    text: 'Colours and their names have an encoder each. From this beginning the two lie on opposite sides, and at a low temperature they stay there.',
    figure: {
      title: 'Two modalities, each on its own side',
      sentence:
        'Points are told from their nearest rivals, and that is all a low temperature asks for. Raise it to 0.5 and the sides meet. Another seed may begin without a gap.',
    },
    turn: 'objective.temperature',
    metric: 'modalityGap',
    settings: {world: {kind: 'colours'}, objective: {kind: 'infoNCE', temperature: 0.03}},
    steps: 2000,
    seed: 1,
  },
  {
    id: 'circle',
    title: 'Two forces on a circle',
    text: 'Alignment pulls the views of a point together, uniformity spreads all points. In two dimensions one can see both at once.',
    figure: {
      title: 'How densely the circle is filled',
      sentence:
        'Each class wants to be one place, and all places should be used alike. The band shows the density around the circle; dashed: perfectly uniform.',
    },
    turn: 'objective.t',
    metric: 'uniformity',
    settings: {
      world: {kind: 'latent', classes: 6, overlap: 0.25},
      model: {head: 2},
      objective: {kind: 'alignmentUniformity'},
    },
    steps: 2000,
  },
];

const PROGRAMS: Readonly<Record<LabName, string>> = {sphere: 'encoder', reward: 'reward'};

const presetOf =
  (lab: LabName) =>
  ({settings, steps, seed, ...rest}: Draft): Preset => {
    const stage = {id: STAGE, program: PROGRAMS[lab], spec: settings, steps};
    const spec = language.check({...(seed !== undefined && {seed}), stages: [stage]});
    if (!spec.ok) throw new Error(`Preset ${rest.id}: ${spec.sentences.join(' ')}`);
    return {...rest, lab, spec: spec.value};
  };

/** Those of each lab; the first is what it opens with. */
export const PRESETS_OF: Readonly<Record<LabName, readonly Preset[]>> = {
  sphere: DRAFTS.map(presetOf('sphere')),
  reward: REWARD_DRAFTS.map(presetOf('reward')),
};

export const PRESETS: readonly Preset[] = [...PRESETS_OF.sphere, ...PRESETS_OF.reward];

export const presetNamed = (id: string): Preset | undefined => PRESETS.find((preset) => preset.id === id);

/** The stage whose settings the controls show: the only one. */
export const stageOf = (spec: Spec) => spec.stages[0];
