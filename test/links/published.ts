/** The links of today: every preset as it is, and others that together have every part, moves, seeds and panels. */
import {addressOf} from '../../src/app/addressOf.ts';
import {panelsOf} from '../../src/app/links.ts';
import {firstStage} from '../../src/presets/preset.ts';
import {language} from '../../src/programs/index.spec.ts';
import type {Move} from '../../src/spec/index.ts';
import {PRESETS, presetNamed} from '../support/allPresets.ts';

interface Changed {
  preset: string;
  settings?: object;
  moves?: Omit<Move, 'stage'>[];
  seed?: number;
  steps?: number;
  panels?: readonly string[];
}

/** A narrow network and a small batch, so that the corpus is followed in seconds. */
const SMALL = {width: 16, representation: 16};
const FEW = {batch: 32, evaluateEvery: 5};
const latent = (objective: object, rest: object = {}): Changed => ({
  preset: 'emoji',
  settings: {world: {kind: 'latent', points: 500}, model: SMALL, training: FEW, objective, ...rest},
});
const world = (settings: object, rest: object = {}): Changed => ({
  preset: 'emoji',
  settings: {world: settings, model: SMALL, training: FEW, ...rest},
});
const rewards = (settings: object): Changed => ({preset: 'length-biased', settings: {training: FEW, ...settings}});

const CHANGED: readonly Changed[] = [
  latent({kind: 'infoNCE', form: 'one-directional', temperature: 0.2}),
  latent({kind: 'infoNCE', form: 'ntXent'}),
  latent({kind: 'alignmentUniformity', uniformityWeight: 0.5, t: 3}),
  latent({kind: 'supervised'}),
  latent({kind: 'decoupled'}),
  latent({kind: 'debiased', share: 0.2}),
  latent({kind: 'hardNegatives', hardness: 2}),
  latent({kind: 'momentumQueue'}),
  latent({kind: 'triplet'}),
  latent({kind: 'spectral'}),
  latent({kind: 'vicReg'}),
  latent({kind: 'barlowTwins'}),
  latent({kind: 'simSiam'}),
  latent({kind: 'infoNCE'}, {training: {kind: 'sgd', ...FEW}}),
  latent({kind: 'infoNCE'}, {training: {...FEW, batch: 64, chunk: '16'}}),
  latent({kind: 'infoNCE'}, {model: {...SMALL, lossOn: 'both', head: 2, depth: 2}}),
  {
    ...latent({kind: 'infoNCE'}),
    seed: 12345,
    steps: 400,
    moves: [
      {tick: 3, path: 'objective.temperature', value: 0.5},
      {tick: 5, path: 'training.learningRate', value: 0.02},
      {tick: 8, path: 'training.batch', value: 16},
      {tick: 8, path: 'world.strength', value: 0.4},
      {tick: 12, path: 'objective.temperature', value: 0.05},
    ],
  },
  {...latent({kind: 'infoNCE'}), panels: ['matrix', 'spectrum', 'bound', 'classes', 'neighbours', 'similarities']},
  {...latent({kind: 'infoNCE'}), panels: []},
  world({kind: 'latent', classes: 4, overlap: 0.3, imbalance: 10, shortcut: 8, points: 500}),
  world({
    kind: 'drawn',
    dabs: [
      [0, 20, 30, 6],
      [1, 70, 60, 8],
    ],
  }),
  world(
    {kind: 'emoji', positive: 'augmentation', styles: ['noto', 'twemoji']},
    {model: {kind: 'convolution', channels: 8}},
  ),
  world({kind: 'sentences'}, {model: {kind: 'transformer', width: 16, heads: 2}}),
  world({kind: 'digits'}, {model: {kind: 'convolution'}}),
  world({kind: 'glyphs', task: 'face'}),
  world({kind: 'reviews'}),
  world({kind: 'colours'}),
  world({kind: 'pairs', styles: ['noto']}),
  rewards({model: {kind: 'transformer', width: 16}}),
  rewards({model: {kind: 'lengthOnly'}}),
  rewards({model: {kind: 'bag', members: 3, aggregate: 'cautious'}}),
  rewards({model: {kind: 'linear', members: 2, aggregate: 'worst'}, objective: {kind: 'margin'}}),
  ...['smoothed', 'davidson', 'hinge', 'regression', 'mixed', 'contrastive', 'lengthControlled', 'decorrelated'].map(
    (kind) => rewards({objective: {kind}}),
  ),
  rewards({objective: {kind: 'lengthPenalised', offset: 2}}),
  rewards({world: {kind: 'reviews'}}),
  rewards({world: {kind: 'matches'}, model: {kind: 'linear'}}),
  {
    ...rewards({world: {kind: 'responses', lengthBias: 2}}),
    panels: ['audit', 'weights', 'margins', 'reliability', 'accuracy', 'categories', 'substance', 'writing'],
    moves: [
      {tick: 4, path: 'world.lengthBias', value: -1},
      {tick: 6, path: 'training.learningRate', value: 0.01},
    ],
  },
];

/** What is left out has its default. */
function addressWith({preset: id, settings, moves = [], seed, steps, panels}: Changed): string {
  const preset = presetNamed(id)!;
  const stage = firstStage(preset.spec);
  const spec = language.check({
    seed: seed ?? preset.spec.seed,
    stages: [{...stage, spec: settings ?? stage.spec, steps: steps ?? stage.steps}],
    moves: moves.map((move) => ({stage: stage.id, ...move})),
  });
  if (!spec.ok) throw new Error(`${JSON.stringify(settings)}: ${spec.sentences.join(' ')}`);
  return addressOf(preset, spec.value, panels ?? panelsOf(preset));
}

export const publishedAddresses = (): string[] => [
  ...PRESETS.map((preset) => addressOf(preset, preset.spec)),
  ...CHANGED.map(addressWith),
];
