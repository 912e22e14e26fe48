import {
  bestLacks,
  bestReward,
  between,
  filterLacks,
  gap,
  slack,
  tiltReward,
} from '../../metrics/memoryless/index.spec.ts';
import type {Metric} from '../../metrics/metric.ts';
import {type ArmRun, final, type Measure} from '../kit/measures.ts';
import {sourceStage} from '../kit/settings.ts';
import {study} from '../kit/study.ts';

/** n grows by so much at each step, in nats per token. */
const RATE = 0.01;
const STEPS = 20;

const LENGTHS = [4, 8, 16, 32, 64] as const;

const answersOf = <const M extends (typeof LENGTHS)[number]>(tokens: M) => ({
  name: `m${tokens}` as const,
  label: `${tokens} tokens`,
  role: 'method' as const,
  x: tokens,
  series: 'best of n',
  stages: [
    sourceStage({world: {kind: 'memoryless', tokens, kinds: 3}, selection: {kind: 'bestOfN', rate: RATE}}, STEPS),
  ],
});

const least = (run: ArmRun, {name}: Pick<Metric, 'name'>): number =>
  Math.min(...run.curve(name).map(({value}) => value));

const belowBound: Measure<'belowBound'> = {
  name: 'belowBound',
  label: 'KL below its bound, at least',
  help: 'The least of log n - (n - 1) / n minus the KL of the best of n, over every n and every length.',
  of: (_, all) => Math.min(...Object.values(all).map((run) => least(run, slack))),
};

const belowTilt: Measure<'belowTilt'> = {
  name: 'belowTilt',
  label: 'Reward below the tilt, at least',
  help: 'Per token, at equal KL: the least that the best of n and the filter lack, over every n and every length.',
  of: (_, all) => Math.min(...Object.values(all).flatMap((run) => [least(run, bestLacks), least(run, filterLacks)])),
};

/** The share of its value with four tokens that the gap has lost. */
const gone: Measure<'gone'> = {
  name: 'gone',
  label: 'Share of the gap that is gone',
  help: 'Of the gap with 4 tokens.',
  better: 'higher',
  of(run, all) {
    const last = (one: ArmRun) => one.curve(gap.name).at(-1)!.value;
    return 1 - last(run) / last(all.m4);
  },
};

export default study({
  says: [
    'There are two ways to make a language model better liked: to train it by a reward and hold it near to where it began, or to draw n answers and keep the best. The first has a known optimum, the model tilted by its reward; the second is only sorting. The paper asks how far apart they are.',
    'It looks at a model that draws every token on its own, and a reward that is a sum over tokens. There, with n = exp(m δ) for answers of m tokens and a KL of m δ for the tilt, both are worth the same per token when answers grow long, and the two laws come close to each other per token as well.',
  ],
  analogue: [
    'Exactly this source: three kinds of tokens with random chances and rewards, another draw with every seed, answers of 4 to 64 tokens. Nothing is trained and nothing is sampled: sums over counts of tokens give every number to about twelve digits. A step here is one larger n, by 0.01 nats per token, up to 0.2.',
    'The second and the third clause are theorems. They are a check of the lab, which would show a wrong formula, and no evidence for anything. In the first only the limit is a theorem: that the gap goes to nothing. How much of it is gone at 64 tokens is measured.',
    'The filter, which keeps the best share 1/n of all answers, stands beside the best of n in the third clause: it is the hard form of the same selection.',
  ],
  omits: [
    'Language models, whose tokens depend on each other, and rewards that are no sums. The policy lab draws the best of n and the tilt of its everyday answers, also exactly, in its panel of reward against KL.',
    'The rates at which the laws come together, and cumulants of the reward.',
  ],
  arms: [answersOf(4), answersOf(8), answersOf(16), answersOf(32), answersOf(64)],
  measures: [final(gap), gone, final(between), belowBound, belowTilt, final(bestReward), final(tiltReward)],
  clauses: [
    {
      text: 'At 0.2 nats per token, over three quarters of the gap between tilt and best of n that answers of 4 tokens have is gone at 64 tokens.',
      kind: 'greater',
      measure: 'gone',
      arms: {m64: 1},
      margin: 0.75,
    },
    {
      text: 'For every n and every length, the KL of the best of n is at most log n − (n − 1) / n. (A theorem.)',
      kind: 'exact',
      measure: 'belowBound',
      arm: 'm64',
      atLeast: -1e-9,
    },
    {
      text: 'At equal KL, neither the best of n nor the filter is worth more than the tilt. (A theorem.)',
      kind: 'exact',
      measure: 'belowTilt',
      arm: 'm64',
      atLeast: -1e-9,
    },
  ],
  sliders: ['main.selection.rate', 'main.world.kinds', 'main.world.unevenness'],
  figure: {kind: 'curve', title: 'Gap per token by length', measure: 'gap', axis: 'tokens', scale: 'log'},
  shown: ['m4', 'm8', 'm16', 'm64'],
  registered: '2026-12-01',
  pilots:
    'Seeds 101, 102, 103. The gap per token at 4, 8, 16, 32 and 64 tokens is 0.18, 0.127, 0.0805, 0.0478 and 0.0279 on average; at 64 tokens 0.846, 0.842 and 0.848 of that at 4 is gone, at 32 about 0.735. It depends little on the source, so the margin is half a doubling of the length away. KL stays below its bound by 0.0000114 or more, rewards below the tilt by 0.00074 or more: both are smallest at the first step, where n is nearly 1.',
});
