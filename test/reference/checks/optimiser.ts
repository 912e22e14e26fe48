/** Twenty updates of AdamW and SGD by the engine against double precision, a rate and decay of its own for each member. */
import {deriveKey, normals} from '../../../src/engine/keys.ts';
import {Run} from '../../../src/engine/run.ts';
import {Parameter, rateAt, type Training} from '../optimiser.ts';
import {noFiles, pull, specFor, stiffness} from '../programs.ts';
import {type Check, type Row, relativeError} from './row.ts';
import {slotsIn} from './runs.ts';

const STEPS = 20;
const SIZE = 4;
const TOLERANCE = 1e-5;

const CASES: Record<string, Training> = {
  'AdamW, warm-up and cosine': adamW({warmup: 5, schedule: 'cosine'}),
  'AdamW, constant': adamW({warmup: 0, schedule: 'constant'}),
  'AdamW, short memory': adamW({momentum: 0, beta2: 0.5, warmup: 0, schedule: 'cosine'}),
  'SGD with momentum': {kind: 'sgd', momentum: 0.9, beta2: 0, epsilon: 0, warmup: 3, schedule: 'cosine'},
  'SGD without momentum': {kind: 'sgd', momentum: 0, beta2: 0, epsilon: 0, warmup: 0, schedule: 'constant'},
};

function adamW(rest: Partial<Training>): Training {
  return {kind: 'adamW', momentum: 0.9, beta2: 0.999, epsilon: 1e-8, warmup: 0, schedule: 'constant', ...rest};
}

const MEMBERS = [
  {seed: 7, rate: 0.01, decay: 0.1, at: 0.5},
  {seed: 8, rate: 0.1, decay: 0, at: -1},
  {seed: 9, rate: 0.001, decay: 2, at: 3},
];

export const optimiserChecks: Check = async (filter = '') => {
  const rows: Row[] = [];
  for (const [name, training] of Object.entries(CASES)) {
    if (!name.includes(filter)) continue;
    const settings = {size: SIZE, target: {at: 0}, training: {...training, learningRate: 1, weightDecay: 1}};
    const replicas = MEMBERS.map(({seed, rate, decay, at}) => ({
      seed,
      hot: {main: {'training.learningRate': rate, 'training.weightDecay': decay, 'target.at': at}},
    }));
    const spec = specFor([{program: 'pull', spec: settings, steps: STEPS}]);
    const run = await Run.open({spec, programs: [pull], resources: noFiles, replicas});
    while (!run.finished) run.advance();
    const {metrics} = await run.collect();
    const got = slotsIn(await run.checkpoint());
    run.dispose();
    for (const [r, member] of MEMBERS.entries()) {
      const expected = follow(training, member);
      const row = (what: string, values: ArrayLike<number>, right: ArrayLike<number>, floor = 0) =>
        rows.push({
          name: `${name}, member ${r}: ${what}`,
          error: relativeError(values, right, floor),
          tolerance: TOLERANCE,
        });
      for (const slot of ['w', 'b'] as const) {
        const parameter = expected[slot];
        const size = parameter.value.length;
        const part = (name: string) => got.get(name)!.slice(r * size, (r + 1) * size);
        row(slot, part(slot), parameter.value);
        row(`${slot}.m`, part(`${slot}.m`), parameter.m);
        if (training.kind === 'adamW') row(`${slot}.v`, part(`${slot}.v`), parameter.v);
      }
      const trained = metrics.filter(({tick}) => tick > 0);
      row(
        'losses',
        trained.map(({values}) => values.loss[r]),
        expected.losses,
        1e-3,
      );
      row(
        'gradient norms',
        trained.map(({values}) => values.gradientNorm[r]),
        expected.norms,
        1e-3,
      );
    }
  }
  return rows;
};

function follow(training: Training, {seed, rate, decay, at}: (typeof MEMBERS)[number]) {
  const w = new Parameter([...normals(deriveKey(seed, 'initial/w'), SIZE * 3)], true);
  const b = new Parameter(new Array(SIZE).fill(0), false);
  const losses: number[] = [];
  const norms: number[] = [];
  for (let n = 0; n < STEPS; n++) {
    const gradients = [w, b].map(({value}) => stiffness(value.length).map((c, k) => c * (value[k] - at)));
    const energy = [w, b].map(({value}) =>
      stiffness(value.length).reduce((e, c, k) => e + c * (value[k] - at) ** 2, 0),
    );
    losses.push((energy[0] + energy[1]) / 2);
    norms.push(Math.hypot(...gradients.flat()));
    const now = rate * rateAt(training, n, STEPS);
    w.step(gradients[0], n, now, decay, training);
    b.step(gradients[1], n, now, decay, training);
  }
  return {w, b, losses, norms};
}
