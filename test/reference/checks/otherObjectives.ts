/** Values and gradients of the objectives beyond InfoNCE against double precision, on the present backend. */
import * as tf from '@tensorflow/tfjs-core';
import {needsOf, type ObjectiveSettings} from '../../../src/objectives/contrastive/index.spec.ts';
import {contrastiveObjectives, objectiveOf} from '../../../src/objectives/contrastive/index.ts';
import {hotContext} from '../live.ts';
import {differentiate, type Matrix, matrix, unit, unpack} from '../matrix.ts';
import {
  OTHER_OBJECTIVES,
  type OtherInputs,
  type OtherMistake,
  type OtherObjective,
  otherValue,
  predict,
} from '../otherObjectives.ts';
import {inputs} from '../random.ts';
import {type Row, relativeError} from './row.ts';

const TOLERANCE = 1e-4;
const QUEUE = 24;
/** Differences of the reference take long where there are more. */
const MOST_ROWS = 17;

type Hot = Readonly<Record<string, number>>;

const hots = (names: readonly string[], ...values: readonly (readonly number[])[]): Hot[] =>
  values.map((row) => Object.fromEntries(names.map((name, k) => [`objective.${name}`, row[k]])));

const KEPT = hots(['temperature', 'kept'], [0.02, 0.3], [0.5, 0.1], [10, 1]);
const DUAL = hots(['temperature', 'kept', 'keyShare'], [0.02, 0.3, 0.5], [0.5, 0.1, 0.2], [10, 1, 1]);

const HOTS: Record<OtherObjective, readonly Hot[]> = {
  supervised: hots(['temperature'], [0.005], [0.5], [10]),
  joint: hots(['temperature', 'supervision'], [0.1, 0.5], [0.5, 0], [10, 1]),
  decoupled: hots(['temperature'], [0.005], [0.5], [10]),
  debiased: hots(['temperature', 'share'], [0.1, 0.1], [0.5, 0.3], [10, 0]),
  hardNegatives: hots(['temperature', 'share', 'hardness'], [0.2, 0.1, 1], [0.5, 0, 3], [10, 0.05, 0.5]),
  triplet: hots(['margin'], [0.5], [2], [0.1]),
  spectral: hots(['scale'], [2], [0.1], [20]),
  vicReg: hots(['invariance', 'variance', 'covariance'], [25, 25, 1], [1, 0, 10], [0, 5, 0.5]),
  barlowTwins: hots(['redundancy'], [0.005], [1], [0.1]),
  simSiam: hots([], []),
  'simSiam without stop-gradient': hots([], []),
  momentumQueue: hots(['temperature'], [0.005], [0.5], [10]),
  keptNegatives: KEPT,
  'keptNegatives of the easiest': KEPT,
  dualView: DUAL,
  'dualView of the easiest': DUAL,
  simple: hots(['repulsion'], [1], [0.3], [4]),
  givenTriplets: hots(['margin'], [0.5], [2], [0.1]),
  crossEntropy: hots(['classifierTemperature', 'adjustment'], [0.05, 1], [0.5, 0], [1, 2]),
  classMixture: hots(
    ['temperature', 'adjustment', 'classifierWeight', 'classifierTemperature'],
    [0.1, 1, 0.5, 0.2],
    [0.5, 0, 0, 1],
    [10, 2, 2, 0.05],
  ),
  sepCLR: hots(['temperature', 'salientWeight', 'jointEntropy'], [0.5, 1, 10], [0.2, 20, 0], [2, 3, 1]),
};

interface Case {
  name: string;
  objective: OtherObjective;
  n: number;
  d: number;
  hots: readonly Hot[];
  labels: boolean;
}

/** Each alone, and all values of its hot fields as a population. */
const CASES: readonly Case[] = (Object.keys(OTHER_OBJECTIVES) as OtherObjective[]).flatMap((objective) =>
  [
    [1, 2],
    [3, 2],
    [9, 3],
    [17, 8],
    [65, 16],
  ].flatMap(([n, d]) =>
    [HOTS[objective], ...(n === 9 ? HOTS[objective].map((hot) => [hot]) : [])].flatMap((members) =>
      (n <= 3 ? [false] : n > MOST_ROWS ? [true] : [false, true]).map((labels) => ({
        name: `${objective}, N=${n}, D=${d}, ${members.length === 1 ? `hot ${HOTS[objective].indexOf(members[0])}` : 'population'}${labels ? ', labels' : ''}`,
        ...{objective, n, d, hots: members, labels},
      })),
    ),
  ),
);

interface Rest {
  /** Plants a wrong sign in the reference, to see the check fail. */
  mistake?: OtherMistake;
  /** Only the cases at every n-th place. */
  every?: number;
}

export async function otherObjectiveChecks(filter = '', {mistake, every = 1}: Rest = {}): Promise<Row[]> {
  const rows: Row[] = [];
  const cases = CASES.filter(({name}) => name.includes(filter));
  for (const one of cases.filter((_, i) => i % every === 0)) {
    const members = one.hots.map((hot, r) => drawn(one, hot, r));
    const got = await evaluate(one, members);
    for (const [r, member] of members.entries()) {
      const right = (part: Partial<OtherInputs>) => otherValue(one.objective, {...member, ...part}, mistake);
      const row = (what: string, values: ArrayLike<number>, expected: ArrayLike<number>, floor: number) =>
        rows.push({
          name: `${one.name}, member ${r}: ${what}`,
          error: relativeError(values, expected, floor),
          tolerance: TOLERANCE,
        });
      row('value', [got.value[r]], [right({})], 1);
      if (one.n > MOST_ROWS) continue;
      const floor = 0.1 / one.n;
      row('gradient of a', got.a[r].flat(), differentiate(member.a, (a) => right({a})).flat(), floor);
      row('gradient of b', got.b[r].flat(), differentiate(member.b, (b) => right({b})).flat(), floor);
      const trained = trainedBeside(one.objective);
      if (!trained) continue;
      const beside = differentiate(member[trained]!, (values) => right({[trained]: values})).flat();
      row(`gradient of ${trained}`, got.beside![r].flat(), beside, floor);
    }
  }
  return rows;
}

/** Vectors before the sphere for what is defined there, else points on it. */
const onSphere = (objective: OtherObjective) => !['vicReg', 'barlowTwins', 'sepCLR'].includes(objective);

function drawn({objective, n, d, labels}: Case, hot: Hot, r: number): OtherInputs {
  const next = inputs(n * 100 + d * 10 + r);
  const place = (x: Matrix) => x.map((row) => (onSphere(objective) ? unit(row) : row).map(Math.fround));
  const first = matrix(n, d, next);
  const a = place(first);
  const b = place(matrix(n, d, (i, k) => first[i][k] + 0.7 * next()));
  return {
    ...{a, b, hot, fixed: {a, b}},
    labels: labels ? Array.from({length: n}, (_, i) => (i % 4 === 3 ? (i + r) % 3 : 10 + i)) : undefined,
    classes: Array.from({length: n}, (_, i) => (i * i + r) % 3),
    third: place(matrix(n, d, next)),
    classifier: matrix(3, d, next).map((row) => row.map(Math.fround)),
    logShares: [0.6, 0.3, 0.1].map((share) => Math.fround(Math.log(share))),
    salient: Array.from({length: n}, (_, i) => Number((i + r) % 3 > 0)),
    keys: matrix(n, d, next).map((row) => unit(row).map(Math.fround)),
    otherKeys: matrix(n, d, next).map((row) => unit(row).map(Math.fround)),
    queue: matrix(QUEUE, d, next).map((row) => unit(row).map(Math.fround)),
  };
}

interface Evaluated {
  value: Float32Array;
  a: Matrix[];
  b: Matrix[];
  beside?: Matrix[];
}

/** What is trained beside the points. */
function trainedBeside(objective: OtherObjective): 'classifier' | 'third' | undefined {
  const {classifier, third} = needsOf(settingsOf(objective).kind);
  return classifier ? 'classifier' : third ? 'third' : undefined;
}

function settingsOf(objective: OtherObjective): ObjectiveSettings {
  const [kind] = objective.split(' ');
  const side = objective.endsWith('easiest') ? 'easiest' : 'hardest';
  return {kind, side, stopGradient: objective === 'simSiam', predictor: 0, queue: QUEUE} as ObjectiveSettings;
}

async function evaluate({objective, n, d, hots}: Case, members: readonly OtherInputs[]): Promise<Evaluated> {
  const settings = settingsOf(objective);
  await contrastiveObjectives.load(settings.kind);
  const count = members.length;
  const tensor = (of: (member: OtherInputs) => Matrix) => tf.tensor3d(members.map(of));
  const whole = (of: (member: OtherInputs) => readonly number[] | undefined, dtype: 'int32' | 'float32' = 'int32') =>
    of(members[0]) &&
    tf.tensor2d(
      members.map((member) => [...of(member)!, ...of(member)!]),
      [count, 2 * n],
      dtype,
    );
  const results = tf.tidy(() => {
    const context = hotContext(hots);
    const scale = tf.tensor(predict([new Array(d).fill(1)])[0], [1, 1, d]);
    const labels = whole((member) => member.labels);
    const classes = whole((member) => member.classes);
    const salient = whole((member) => member.salient, 'float32');
    const targets = tensor((member) => [...member.otherKeys, ...member.keys]);
    const ofKeys = Array.from({length: QUEUE}, (_, k) => k % 3);
    const classQueue = {
      keys: tensor((member) => member.queue),
      classes: tf.tensor1d(ofKeys, 'int32'),
      logSizes: tf.fill([1, QUEUE], Math.log(QUEUE / 3)),
    };
    const logShares = tf.tensor1d([...members[0].logShares!]);
    const f = (a: tf.Tensor, b: tf.Tensor, beside?: tf.Tensor) => {
      const points = tf.concat([a, b], 1);
      const views = {
        ...{points, raw: points, labels, classes, salient},
        ...{classifier: beside, third: beside, logShares, classQueue},
        predicted: tf.mul(points, scale),
        targets,
        queue: tensor((member) => member.queue),
      };
      return objectiveOf(settings).loss(context, views, settings);
    };
    const [a, b] = [tensor((member) => member.a), tensor((member) => member.b)];
    const name = trainedBeside(objective);
    const trained = name ? [tensor((member) => member[name]!)] : [];
    const gradients = tf.grads((x, y, w) => tf.sum(f(x, y, w)))([a, b, ...trained]);
    return [f(a, b, ...trained), ...gradients];
  });
  const [value, da, db, dw] = (await Promise.all(results.map((t) => t.data()))) as Float32Array[];
  tf.dispose(results);
  return {
    value,
    a: unpack(da, count, n, d),
    b: unpack(db, count, n, d),
    beside: dw && unpack(dw, count, dw.length / count / d, d),
  };
}
