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
const FROM_JUDGE = {'rm/*': 'judge.*'};

interface Learning {
  world: object;
  objective: object;
  sampling: object;
  judge?: object;
  policy?: object;
  training?: object;
  steps: number;
}

const policy = ({world, steps, training, ...spec}: Learning) => ({
  id: 'policy',
  program: 'policy',
  steps,
  from: {...STARTS, ...(spec.judge && FROM_JUDGE)},
  spec: {
    world,
    ...spec,
    training: {batch: 32, learningRate: 0.01, warmup: 10, schedule: 'constant', evaluateEvery: 10, ...training},
  },
});

const BAG = {kind: 'bag'};

const FIVE = {...BAG, members: 5, aggregate: 'mean'};

/** A policy whose judge has learnt from few pairs, labelled without much care. */
const judgedFromFew = (model: object) => [
  sft({}),
  judge({pairs: 250, care: 0.7}, model),
  policy({
    world: {care: 0.7},
    objective: {kind: 'reinforce', beta: 0.02},
    sampling: {kind: 'samples', perQuestion: 4},
    judge: model,
    training: {learningRate: 0.003},
    steps: 160,
  }),
];

/** Five wishes to each topic. */
const WISHES = {wishes: 'any', wishWorth: 2};

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
    states: [
      {
        when: {
          all: [
            {metric: 'length', below: 60},
            {metric: 'divergence', above: 1},
          ],
        },
        title: 'No longer than it has to be',
        sentence:
          'These annotators do not care for length itself, so the reward model does not pay for it, and the policy says what is to be said and stops.',
      },
    ],
    turn: 'world.lengthBias',
    metric: 'length',
    panels: ['lengths', 'likeliest'],
    stages: [
      sft({lengthBias: 1.5}),
      judge({lengthBias: 1.5}, BAG),
      policy({
        world: {lengthBias: 1.5},
        objective: {kind: 'grpo', beta: 0.1},
        sampling: {kind: 'samples', perQuestion: 4},
        judge: BAG,
        training: {learningRate: 0.002},
        steps: 200,
      }),
    ],
  },
  'fooled-anyway': {
    figure: {
      title: 'It rises for nothing',
      sentence:
        'All facts are said soon. The judge’s reward goes on rising, by marks of style that nobody asked for: it has misread its few pairs. The truth does not rise with it.',
      when: {
        all: [
          {metric: 'style', above: 2},
          {metric: 'divergence', above: 3.2},
        ],
      },
    },
    states: [
      {
        when: {metric: 'divergence', below: 2.8, above: 0.5},
        title: 'Close by, it can be trusted',
        sentence:
          'So near the answers that it learnt from the judge knows what is good: its reward and the truth rise together. A lower β lets the policy go further.',
      },
    ],
    turn: 'objective.beta',
    metric: 'style',
    panels: ['composition', 'likeliest', 'curves'],
    stages: judgedFromFew(BAG),
  },
  'as-you-wish': {
    figure: {
      title: 'It listens',
      sentence:
        'The topic is the same and the answer is not: asked to keep it short it says facts and stops, asked for all the detail it goes on. Choose other questions to compare.',
      when: {metric: 'gold', above: 6},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'gold', below: 5.2},
            {metric: 'divergence', above: 1},
          ],
        },
        title: 'A wish is only words',
        sentence:
          'Nobody minds whether a wish is granted, so the policy has learnt to say facts whatever it is asked: what is likeliest hardly depends on the question.',
      },
    ],
    turn: 'world.wishWorth',
    metric: 'gold',
    panels: ['likeliest', 'composition', 'curves'],
    stages: [
      sft(WISHES),
      policy({
        world: WISHES,
        objective: {kind: 'rloo', beta: 0.3},
        sampling: {kind: 'samples', perQuestion: 4},
        training: {learningRate: 0.003},
        steps: 300,
      }),
    ],
  },
  goodhart: {
    figure: {
      title: 'Goodhart’s hump',
      sentence:
        'At first what the judge pays for is good for the reader, too. Then the policy has learnt all that is good in it, and goes on with what is left: length.',
      when: {metric: 'gold', below: 0.5},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'gold', above: 0.6},
            {metric: 'divergence', above: 0.5},
          ],
        },
        title: 'Up to here both rise',
        sentence:
          'So near the reference the judge can be trusted: what it pays for is good for the reader, too. The lower β is, the further the policy goes beyond that.',
      },
    ],
    turn: 'objective.beta',
    metric: 'gold',
    panels: ['likeliest', 'lengths', 'curves'],
    stages: [
      sft(LONG),
      policy({
        world: LONG,
        objective: {kind: 'reinforce', beta: 0.05},
        sampling: {kind: 'samples', perQuestion: 4},
        training: {learningRate: 0.001},
        steps: 400,
      }),
    ],
  },
  'best-of-or-trained': {
    figure: {
      title: 'Choose, or train?',
      sentence:
        'The dots are the best of n answers of the reference, the line is the policy as it is trained. Neither can be above the curve of the optimum.',
      when: {metric: 'divergence', below: 1.6},
    },
    states: [
      {
        when: {metric: 'divergence', above: 2},
        title: 'Further than the best of sixteen',
        sentence:
          'The policy has gone further than choosing among sixteen answers ever does, and it is still close to the curve of the optimum. One answer is enough for it now; choosing takes n of them every time.',
      },
    ],
    turn: 'objective.beta',
    metric: 'proxy',
    panels: ['composition', 'curves'],
    stages: [
      sft(LONG),
      policy({
        world: LONG,
        objective: {kind: 'rloo', beta: 1},
        sampling: {kind: 'samples', perQuestion: 4},
        training: {learningRate: 0.001},
        steps: 250,
      }),
    ],
  },
  'judges-in-doubt': {
    figure: {
      title: 'Five judges are misled less',
      sentence:
        'Each of the five has misread something else, so in their mean little of it is left: the policy says facts, and hardly any mark of style.',
      when: {
        all: [
          {metric: 'style', below: 0.9},
          {metric: 'divergence', above: 2},
        ],
      },
    },
    states: [
      {
        when: {metric: 'style', above: 2},
        title: 'One of them is enough',
        sentence:
          'The lowest of five rewards is that of a single judge, and what this one has misread pays again: there are marks of style before everything.',
      },
    ],
    turn: 'judge.aggregate',
    sliders: ['judge.aggregate'],
    metric: 'style',
    panels: ['composition', 'likeliest', 'curves'],
    stages: judgedFromFew(FIVE),
  },
  'both-down': {
    figure: {
      title: 'Both go down',
      sentence:
        'The gap between chosen and rejected grows, as it should. But it grows because the rejected answer falls faster: the chosen one has become less likely, too.',
      when: {metric: 'chosenLog', below: -0.5},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'chosenLog', above: -0.3},
            {metric: 'rejectedLog', below: -0.1},
          ],
        },
        title: 'The chosen ones are kept',
        sentence:
          'With so high a β a small gap is enough. The rejected answers fall a little, and the chosen ones are about as likely as before.',
      },
    ],
    turn: 'objective.beta',
    metric: 'chosenLog',
    panels: ['chosenRejected', 'likeliest', 'curves'],
    stages: [
      sft({}),
      policy({
        world: {},
        objective: {kind: 'dpo', beta: 0.1},
        sampling: {kind: 'pairs', questions: 2000},
        training: {batch: 64, learningRate: 0.001},
        steps: 300,
      }),
    ],
  },
  'good-as-asked': {
    figure: {
      title: 'The best, please',
      sentence:
        'Under the goal 1 the policy answers as the best fifth of all answers that it has learnt from. Move the goal down: from the next step on it is asked for worse ones, and knows them as well.',
      when: {metric: 'proxy', above: 3.5},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'proxy', below: 0},
            {metric: 'divergence', above: 0.4},
          ],
        },
        title: 'The worst, as you asked for',
        sentence:
          'Nothing was unlearnt. Errors and insults are under the lowest goal, where they belong, and the policy says them when it is asked for them.',
      },
    ],
    turn: 'policy.goal',
    metric: 'proxy',
    panels: ['likeliest', 'composition', 'curves'],
    stages: [
      sft({}),
      policy({
        world: {},
        policy: {kind: 'perceptron', goals: 'levels'},
        objective: {kind: 'quark', beta: 0.05},
        sampling: {kind: 'sets', writer: 'policy', questions: 400, perQuestion: 4, rounds: 8, refreshEvery: 20},
        training: {batch: 16, learningRate: 0.003},
        steps: 300,
      }),
    ],
  },
  'group-size': {
    figure: {
      title: 'Compared with whom?',
      sentence:
        'With four answers to each question, those above the mean of their group become likelier. Set K to 1: an answer alone is always exactly the mean, so nothing is learnt.',
      when: {metric: 'proxy', above: 3},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'divergence', below: 0.3},
            {metric: 'proxy', below: 2.5},
          ],
        },
        title: 'Nothing has been learnt',
        sentence:
          'The policy still answers as its reference does. In a group of one every advantage is 0: there is nobody to be better than.',
      },
    ],
    turn: 'sampling.perQuestion',
    metric: 'proxy',
    panels: ['groups', 'curves'],
    stages: [
      sft({}),
      policy({
        world: {},
        objective: {kind: 'grpo', beta: 0.1},
        sampling: {kind: 'samples', perQuestion: 4},
        training: {batch: 8, learningRate: 0.003},
        steps: 200,
      }),
    ],
  },
  'without-a-clip': {
    figure: {
      title: 'Sixteen steps from one batch',
      sentence:
        'Without a clip the policy runs away after the few answers of each batch, far from where it began. With one, a move that has become likelier by a fifth is left alone until there are new answers.',
      when: {metric: 'divergence', above: 5},
    },
    states: [
      {
        when: {
          all: [
            {metric: 'divergence', below: 4, above: 1},
            {metric: 'gold', above: 4},
          ],
        },
        title: 'As good, and much nearer',
        sentence:
          'The clip ends each update where the batch has nothing more to say. The policy gets as much reward, at a fraction of the distance.',
      },
    ],
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
        training: {batch: 16, learningRate: 0.003},
        steps: 40,
      }),
    ],
  },
};
