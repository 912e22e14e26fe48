/** The presets of policies: what each opens, and what the page shows of it first. */
import type {Bodies} from '../preset.ts';

/** Imitates the writers. */
const sft = (world: object) => ({
  id: 'sft',
  program: 'policy',
  steps: 300,
  spec: {
    world,
    objective: {kind: 'sft'},
    sampling: {kind: 'demonstrations'},
    training: {batch: 64, learningRate: 0.01, warmup: 10, evaluateEvery: 25},
  },
});

/** Learns what annotators like from the pairs that they labelled. */
const judge = (world: object, model: object) => ({
  id: 'judge',
  program: 'reward',
  steps: 600,
  spec: {
    world: {kind: 'responses', ...world},
    model,
    training: {batch: 128, learningRate: 0.003, weightDecay: 1, warmup: 50, evaluateEvery: 50},
  },
});

const STARTS = {'policy/*': 'sft.policy/*', 'ref/*': 'sft.policy/*'};

interface Learning {
  world: object;
  objective: object;
  sampling: object;
  judge?: object;
  training?: object;
  steps: number;
}

const policy = ({world, steps, training, ...spec}: Learning, from: object = {}) => ({
  id: 'policy',
  program: 'policy',
  steps,
  from: {...STARTS, ...from},
  spec: {
    world,
    ...spec,
    training: {batch: 32, learningRate: 0.01, warmup: 10, schedule: 'constant', evaluateEvery: 10, ...training},
  },
});

const FROM_JUDGE = {'rm/*': 'judge.*'};
const BAG = {kind: 'bag'};

/** Twenty tokens more cost the reader as much as a fact is worth, and the judge likes them all the same. */
const LONG = {lengthBias: 2, length: -1};

export const bodies: Bodies = {
  'writes-long': {
    figure: {
      title: 'It learnt to write long',
      sentence:
        'The annotators’ taste for length has gone into the reward model, and from there into the policy: its answers grow longer than any that it was shown.',
      when: {metric: 'length', above: 65},
    },
    turn: 'world.lengthBias',
    metric: 'length',
    panels: ['lengths', 'likeliest', 'curves'],
    stages: [
      sft({lengthBias: 1.5}),
      judge({lengthBias: 1.5}, BAG),
      policy(
        {
          world: {lengthBias: 1.5},
          objective: {kind: 'grpo', beta: 0.1},
          sampling: {kind: 'samples', perQuestion: 4},
          judge: BAG,
          steps: 200,
        },
        FROM_JUDGE,
      ),
    ],
  },
  'fooled-anyway': {
    figure: {
      title: 'Fooled without any bias',
      sentence:
        'The judge’s reward goes on rising when the true worth has long stopped. Nobody lied to it: it is asked about answers unlike any that it learnt from.',
    },
    turn: 'objective.beta',
    metric: 'gold',
    panels: ['likeliest', 'composition', 'curves'],
    stages: [
      sft({}),
      judge({pairs: 500}, BAG),
      policy(
        {
          world: {},
          objective: {kind: 'reinforce', beta: 0.02},
          sampling: {kind: 'samples', perQuestion: 4},
          judge: BAG,
          steps: 250,
        },
        FROM_JUDGE,
      ),
    ],
  },
  goodhart: {
    figure: {
      title: 'Goodhart’s hump',
      sentence:
        'At first what the judge pays for is good for the reader, too. Then the policy has learnt all that is good in it, and goes on with what is left: length.',
    },
    turn: 'objective.beta',
    metric: 'gold',
    panels: ['likeliest', 'lengths', 'curves'],
    stages: [
      sft(LONG),
      policy({
        world: LONG,
        objective: {kind: 'reinforce', beta: 0.05},
        sampling: {kind: 'samples', perQuestion: 4},
        training: {learningRate: 0.003},
        steps: 250,
      }),
    ],
  },
  'best-of-or-trained': {
    figure: {
      title: 'Choose, or train?',
      sentence:
        'The dots are the best of n answers of the reference, the line is the policy as it is trained. Neither can be above the curve of the optimum.',
    },
    turn: 'objective.beta',
    metric: 'proxy',
    panels: ['composition', 'curves'],
    stages: [
      sft(LONG),
      policy({
        world: LONG,
        objective: {kind: 'rloo', beta: 1},
        sampling: {kind: 'samples', perQuestion: 4},
        training: {learningRate: 0.003},
        steps: 250,
      }),
    ],
  },
  'judges-in-doubt': {
    figure: {
      title: 'The most doubtful judge counts',
      sentence:
        'Five judges learnt from 250 pairs. The reward is the lowest of theirs, so what one of them has never seen is not paid for. Set it to their mean and compare.',
    },
    turn: 'judge.aggregate',
    sliders: ['judge.aggregate'],
    metric: 'gold',
    panels: ['likeliest', 'curves'],
    stages: [
      sft({}),
      judge({pairs: 250}, {kind: 'bag', members: 5, aggregate: 'worst'}),
      policy(
        {
          world: {},
          objective: {kind: 'reinforce', beta: 0.02},
          sampling: {kind: 'samples', perQuestion: 4},
          judge: {kind: 'bag', members: 5, aggregate: 'worst'},
          steps: 200,
        },
        FROM_JUDGE,
      ),
    ],
  },
  'both-down': {
    figure: {
      title: 'Both go down',
      sentence:
        'The gap between chosen and rejected grows, as it should. But it grows because the rejected answer falls faster: the chosen one has become less likely, too.',
      when: {metric: 'chosenLog', below: 0},
    },
    turn: 'objective.beta',
    metric: 'chosenLog',
    panels: ['chosenRejected', 'likeliest', 'curves'],
    stages: [
      sft({}),
      policy({
        world: {},
        objective: {kind: 'dpo', beta: 0.1},
        sampling: {kind: 'pairs', questions: 2000},
        training: {batch: 64, learningRate: 0.003},
        steps: 300,
      }),
    ],
  },
  'group-size': {
    figure: {
      title: 'Compared with whom?',
      sentence:
        'With four answers to each question, those above the mean of their group become likelier. Set K to 1: an answer alone is always exactly the mean, so nothing is learnt.',
    },
    turn: 'sampling.perQuestion',
    metric: 'proxy',
    panels: ['groups', 'curves'],
    stages: [
      sft({}),
      policy({
        world: {},
        objective: {kind: 'grpo', beta: 0.1},
        sampling: {kind: 'samples', perQuestion: 4},
        training: {batch: 8, learningRate: 0.01},
        steps: 150,
      }),
    ],
  },
  'without-a-clip': {
    figure: {
      title: 'Sixteen steps from one batch',
      sentence:
        'Without a clip the policy runs away after the few answers of each batch. With one, a move that has become likelier by a fifth is left alone until there are new answers.',
    },
    turn: 'objective.clipped',
    sliders: ['objective.clipped', 'sampling.updates'],
    metric: 'divergence',
    panels: ['groups', 'curves'],
    stages: [
      sft({}),
      policy({
        world: {},
        objective: {kind: 'ppo', beta: 0.1, clipped: false},
        sampling: {kind: 'rollouts', perQuestion: 1, updates: 16},
        training: {batch: 16, learningRate: 0.01},
        steps: 60,
      }),
    ],
  },
};
