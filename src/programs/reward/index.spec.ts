/** The reward program's settings: a reward model that learns from choices between two items. */
import {rewardNeedsOf, rewardObjectiveSection} from '../../objectives/reward/index.spec.ts';
import {partOf, type SectionsValue, section} from '../../spec/index.ts';
import {idleInPreferences, preferenceOffersOf, preferenceSection} from '../../worlds/preferences.spec.ts';
import {trainingSection} from '../training.spec.ts';
import {rewardFrames, rewardQuestions} from './frames.ts';
import {bag, lengthOnly, linear, mixture, pairScore, transformer, unit} from './models.spec.ts';

const modelSection = section('Model', 'What the reward can see of an item.', [
  bag,
  transformer,
  linear,
  lengthOnly,
  unit,
  mixture,
  pairScore,
]);

const sections = {
  world: preferenceSection,
  model: modelSection,
  objective: rewardObjectiveSection,
  training: trainingSection,
} as const;

export type RewardSettings = SectionsValue<typeof sections>;

function check({world, model, objective}: RewardSettings): string | undefined {
  const needs = rewardNeedsOf(objective.kind);
  const has = preferenceOffersOf(world);
  const [{label: chosen}, {label: from}] = [
    partOf(rewardObjectiveSection, objective.kind),
    partOf(preferenceSection, world.kind),
  ];
  const reads = model.kind === 'bag' || model.kind === 'transformer';
  if (reads && !has.texts)
    return `${partOf(modelSection, model.kind).label} reads texts, and the world ${from} has none; choose Linear on attributes.`;
  if (model.kind === 'lengthOnly' && !has.lengths)
    return `Length only needs items that have a length, and those of the world ${from} have none.`;
  if (model.kind === 'unit' && !has.signs)
    return `Unit weights needs attributes that are known to be good or bad, and the world ${from} has none; choose Linear on attributes.`;
  if (model.kind === 'mixture' && !has.judges)
    return `Mixture of tastes needs annotators who differ, and the world ${from} has none; raise Annotators above 0, or choose another model.`;
  if (model.kind === 'pairScore' && (needs.scores || needs.single))
    return `${chosen} needs a reward of every item, and Scores of pairs has none; choose Bradley–Terry.`;
  if (needs.scores && !has.scores)
    return `${chosen} needs a score of every item, and the world ${from} has choices only; choose Bradley–Terry.`;
  if (needs.strengths && !has.strengths)
    return `${chosen} needs to know how strong a preference is, and the world ${from} has choices only; choose Bradley–Terry.`;
  if (needs.lengths && !has.lengths)
    return `${chosen} needs items that have a length, and those of the world ${from} have none.`;
  if (needs.votes && !has.votes)
    return `${chosen} needs several votes on each pair, and the world ${from} has none; raise Annotators and Votes above 0, or choose Bradley–Terry.`;
  if (needs.reworded && !has.reworded)
    return `${chosen} needs answers in other words, and the world ${from} has none; choose a Rewording, or Bradley–Terry.`;
  if (needs.shifted && !has.shifted)
    return `${chosen} needs answers from elsewhere, and the world ${from} has none; choose suites with answers of other writers, or Bradley–Terry.`;
  if (needs.likeness && !has.texts)
    return `${chosen} needs to know how much alike two texts are, and the world ${from} has none; choose Bradley–Terry.`;
  if (needs.groups && !has.judges)
    return `${chosen} needs annotators of several groups, and the world ${from} has none; raise Annotators above 0, or choose Bradley–Terry.`;
  if (needs.groups && !reads && model.kind !== 'linear' && model.kind !== 'lengthOnly')
    return `${chosen} needs a model whose last layer is linear; choose Linear on attributes or Bag of words.`;
  if (needs.trunk && !reads)
    return `${chosen} needs a model that makes a representation of texts; choose Bag of words as the model.`;
  if (needs.looks && !reads) return `${chosen} works on the representation of texts; choose Bag of words as the model.`;
  return undefined;
}

/** How many differ when a model is chosen that needs some who do. */
const ANNOTATORS = 20;
/** How many votes there are when an objective is chosen that needs some. */
const VOTES = 5;

/** The settings with what must follow from the kind that was just chosen. */
function fitted(settings: RewardSettings, chosen: string): unknown {
  const has = preferenceOffersOf(settings.world);
  const {members, aggregate} = settings.model;
  const needs = rewardNeedsOf(settings.objective.kind);
  const looks = needs.looks || needs.trunk;
  const lacks =
    (needs.scores && !has.scores) ||
    (needs.strengths && !has.strengths) ||
    (needs.lengths && !has.lengths) ||
    (needs.votes && !has.votes) ||
    (needs.reworded && !has.reworded) ||
    (needs.groups && !has.judges) ||
    (needs.shifted && !has.shifted) ||
    ((looks || needs.likeness) && !has.texts);
  const objective = chosen === 'world' && lacks ? {kind: 'bradleyTerry'} : settings.objective;
  const reads = settings.model.kind === 'bag' || settings.model.kind === 'transformer';
  const unreadable =
    (reads && !has.texts) ||
    (settings.model.kind === 'lengthOnly' && !has.lengths) ||
    (settings.model.kind === 'unit' && !has.signs) ||
    (settings.model.kind === 'mixture' && !has.judges);
  if (chosen === 'world' && unreadable) {
    return {...settings, objective, model: {kind: 'linear', members, aggregate}};
  }
  if (chosen === 'model' && settings.model.kind === 'mixture' && settings.world.kind === 'responses' && !has.judges) {
    return {...settings, objective, world: {...settings.world, annotators: ANNOTATORS}};
  }
  if (chosen === 'objective' && settings.world.kind === 'responses') {
    const {world} = settings;
    if (needs.reworded && !has.reworded) return {...settings, world: {...world, rewording: 'synonyms'}};
    if (needs.shifted && !has.shifted) return fitted({...settings, world: {...world, suites: 'shifted'}}, chosen);
    if (needs.votes && !has.votes)
      return {...settings, world: {...world, annotators: world.annotators || ANNOTATORS, votes: VOTES}};
  }
  if (needs.groups && chosen !== 'world') {
    const {world} = settings;
    const isLinear = reads || settings.model.kind === 'linear' || settings.model.kind === 'lengthOnly';
    if ((chosen === 'model' && !isLinear) || (!has.judges && world.kind !== 'responses'))
      return {...settings, objective: {kind: 'bradleyTerry'}};
    return {
      ...settings,
      ...(!has.judges && {world: {...world, annotators: ANNOTATORS}}),
      ...(!isLinear && {model: {kind: 'linear', members, aggregate}}),
    };
  }
  const scored = needs.scores || needs.single;
  if (settings.model.kind === 'pairScore' && scored)
    return chosen === 'model'
      ? {...settings, objective: {kind: 'bradleyTerry'}}
      : {...settings, objective, model: {kind: 'linear', members, aggregate}};
  if (looks && !reads && has.texts) return {...settings, model: {kind: 'bag', width: 32, depth: 1, members, aggregate}};
  return {...settings, objective};
}

const idle = ({world, model}: RewardSettings): string[] => [
  ...idleInPreferences(world).map((name) => `world.${name}`),
  ...(model.kind === 'pairScore' ? ['world.fusion', 'world.fusionFrom'] : []),
  ...(model.kind === 'pairScore' && model.form !== 'embedding' ? ['model.blocks'] : []),
];

export const rewardSpec = {
  program: 'reward',
  label: 'Reward model',
  sections,
  frames: rewardFrames,
  questions: rewardQuestions,
  check,
  fitted,
  idle,
} as const;
