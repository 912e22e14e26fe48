/**
 * The objectives beyond InfoNCE in double precision, one replica at a time, each a value written from its published formula
 * with plain loops; gradients are its finite differences.
 *
 * `mistake` plants one wrong sign, so that the tests can show that a wrong sign is noticed.
 */
import {dot, like, type Matrix, mean, multiply, sum, transpose, unit} from './matrix.ts';

export type OtherMistake = 'attraction' | 'repulsion';
export const OTHER_MISTAKES: readonly OtherMistake[] = ['attraction', 'repulsion'];

export interface OtherInputs {
  /** The views; `fixed` are the same where no gradient passes. */
  a: Matrix;
  b: Matrix;
  fixed: {a: Matrix; b: Matrix};
  hot: Readonly<Record<string, number>>;
  labels?: readonly number[];
  classes: readonly number[];
  /** Directions of three classes, and the log of their shares; class k % 3 of the k-th of the queue. */
  classifier?: Matrix;
  logShares?: readonly number[];
  /** A negative for each pair. */
  third?: Matrix;
  /** 1 for targets and 0 for background. */
  salient?: readonly number[];
  /** Of the momentum encoder for the second views and for the first ones, and earlier ones. */
  keys: Matrix;
  otherKeys: Matrix;
  queue: Matrix;
}

type Value = (inputs: OtherInputs, attract: number, repel: number) => number;

/** All views; the partner of each; whether view j is a negative of view i. */
function viewsOf({a, b, labels}: OtherInputs) {
  const n = a.length;
  return {
    all: [...a, ...b],
    partner: (i: number) => (i + n) % (2 * n),
    negative: (i: number, j: number) => i % n !== j % n && (!labels || labels[i % n] !== labels[j % n]),
  };
}

const squaredDistance = (x: readonly number[], y: readonly number[]) => sum(x.map((value, d) => (value - y[d]) ** 2));

const supervised: Value = ({a, b, hot, classes}, attract, repel) => {
  const [all, tau] = [[...a, ...b], hot['objective.temperature']];
  const classOf = (i: number) => classes[i % a.length];
  return mean(
    all.map((x, i) => {
      const others = all.map((_, j) => j).filter((j) => j !== i);
      const positives = others.filter((j) => classOf(j) === classOf(i));
      const total = Math.log(sum(others.map((j) => Math.exp(dot(x, all[j]) / tau))));
      return mean(positives.map((p) => repel * total - (attract * dot(x, all[p])) / tau));
    }),
  );
};

const joint: Value = (inputs, attract, repel) => {
  const {all, partner} = viewsOf(inputs);
  const {hot, classes, labels} = inputs;
  const [tau, beta, n] = [hot['objective.temperature'], hot['objective.supervision'], inputs.a.length];
  return mean(
    all.map((x, i) => {
      const others = all.map((_, j) => j).filter((j) => j !== i);
      const logOfSum = (of: readonly number[]) => repel * Math.log(sum(of.map((j) => Math.exp(dot(x, all[j]) / tau))));
      const pull = (j: number) => (attract * dot(x, all[j])) / tau;
      const positives = others.filter((j) => classes[j % n] === classes[i % n]);
      const candidates = others.filter((j) => j === partner(i) || !labels || labels[j % n] !== labels[i % n]);
      const supervisedPart = mean(positives.map((j) => logOfSum(others) - pull(j)));
      return beta * supervisedPart + (1 - beta) * (logOfSum(candidates) - pull(partner(i)));
    }),
  );
};

const decoupled: Value = (inputs, attract, repel) => {
  const {all, partner, negative} = viewsOf(inputs);
  const tau = inputs.hot['objective.temperature'];
  return mean(
    all.map((x, i) => {
      const terms = all.flatMap((y, j) => (negative(i, j) ? [Math.exp(dot(x, y) / tau)] : []));
      return terms.length === 0 ? 0 : repel * Math.log(sum(terms)) - (attract * dot(x, all[partner(i)])) / tau;
    }),
  );
};

const trueNegatives =
  (hard: boolean): Value =>
  (inputs, attract, repel) => {
    const {all, partner, negative} = viewsOf(inputs);
    const {hot} = inputs;
    const [tau, share, beta] = [
      hot['objective.temperature'],
      hot['objective.share'],
      hard ? hot['objective.hardness'] : 0,
    ];
    return mean(
      all.map((x, i) => {
        const positive = Math.exp((attract * dot(x, all[partner(i)])) / tau);
        const terms = all.flatMap((y, j) => (negative(i, j) ? [Math.exp((repel * dot(x, y)) / tau)] : []));
        if (terms.length === 0) return 0;
        const weights = terms.map((term) => term ** beta);
        const average = sum(terms.map((term, j) => (weights[j] / sum(weights)) * term));
        const estimate = Math.max((average - share * positive) / (1 - share), Math.exp(-1 / tau));
        return -Math.log(positive / (positive + terms.length * estimate));
      }),
    );
  };

/** On the sphere |x - y|^2 = 2 - 2 <x, y>; as a function of all of space it is taken to be that of the inner product. */
const triplet: Value = (inputs, attract, repel) => {
  const {all, partner, negative} = viewsOf(inputs);
  const margin = inputs.hot['objective.margin'];
  const between = (x: readonly number[], y: readonly number[]) => 2 - 2 * dot([...x], [...y]);
  return mean(
    all.map((x, i) => {
      const near = attract * between(x, all[partner(i)]);
      const losses = all.map((y, j) => (negative(i, j) ? Math.max(0, margin + near - repel * between(x, y)) : 0));
      return sum(losses) / Math.max(1, all.length - 2);
    }),
  );
};

const spectral: Value = ({a, b, hot, labels}, attract, repel) => {
  const [n, mu] = [a.length, hot['objective.scale']];
  const pairs = a.flatMap((x, i) =>
    b.map((y, j) => (i === j || (labels && labels[i] === labels[j]) ? 0 : dot(x, y) ** 2)),
  );
  return (
    -2 * attract * mu * mean(a.map((x, i) => dot(x, b[i]))) + (repel * mu ** 2 * sum(pairs)) / Math.max(1, n * (n - 1))
  );
};

/** Columns without their mean. */
function centred(z: Matrix): Matrix {
  const means = transpose(z).map(mean);
  return like(z, (i, d) => z[i][d] - means[d]);
}

const vicReg: Value = ({a, b, hot}, attract, repel) => {
  const d = a[0].length;
  const spread = [a, b].map((z) => {
    const moment = multiply(transpose(centred(z)), centred(z)).map((row) =>
      row.map((x) => x / Math.max(1, z.length - 1)),
    );
    return {
      variance: mean(moment.map((row, k) => Math.max(0, 1 - Math.sqrt(row[k] + 1e-4)))),
      covariance: sum(moment.flatMap((row, k) => row.map((x, l) => (k === l ? 0 : x ** 2)))) / d,
    };
  });
  return (
    attract * hot['objective.invariance'] * mean(a.map((x, i) => squaredDistance(x, b[i]))) +
    repel * hot['objective.variance'] * sum(spread.map(({variance}) => variance)) +
    repel * hot['objective.covariance'] * sum(spread.map(({covariance}) => covariance))
  );
};

const barlowTwins: Value = ({a, b, hot}, attract, repel) => {
  const [x, y] = [a, b].map((z) => {
    const values = centred(z);
    const deviations = transpose(values).map((column) => Math.sqrt(mean(column.map((v) => v * v)) + 1e-5));
    return like(values, (i, d) => values[i][d] / deviations[d]);
  });
  const correlation = multiply(transpose(x), y).map((row) => row.map((value) => value / a.length));
  const terms = correlation.flatMap((row, k) =>
    row.map((c, l) => (k === l ? attract * (1 - c) ** 2 : repel * hot['objective.redundancy'] * c ** 2)),
  );
  return sum(terms);
};

/** The predictor of the checks: coordinate d times 1 + d / 4. */
export const predict = (z: Matrix): Matrix => like(z, (i, d) => z[i][d] * (1 + d / 4));

const simSiam =
  (still: boolean): Value =>
  ({a, b, fixed}, attract) => {
    const [left, right] = still ? [fixed.a, fixed.b] : [a, b];
    const [pa, pb] = [predict(a), predict(b)];
    return (-attract * (mean(pa.map((p, i) => dot(p, right[i]))) + mean(pb.map((p, i) => dot(p, left[i]))))) / 2;
  };

const momentumQueue: Value = ({a, hot, keys, queue}, attract, repel) => {
  const tau = hot['objective.temperature'];
  return mean(
    a.map((q, i) => {
      const positive = Math.exp((attract * dot(q, keys[i])) / tau);
      return -Math.log(positive / (positive + sum(queue.map((c) => Math.exp((repel * dot(q, c)) / tau)))));
    }),
  );
};

/** The kept share of a list of similarities, by sorting; easiest ones if told so. */
function kept(similarities: readonly number[], hot: OtherInputs['hot'], easiest: boolean): number[] {
  const sorted = [...similarities].sort((x, y) => (easiest ? x - y : y - x));
  return sorted.slice(0, Math.max(1, Math.ceil(hot['objective.kept'] * sorted.length - 1e-4)));
}

const cross = (positive: number, negatives: readonly number[]) =>
  -Math.log(Math.exp(positive) / (Math.exp(positive) + sum(negatives.map(Math.exp))));

const keptNegatives =
  (easiest: boolean): Value =>
  ({a, b, hot, labels}, attract, repel) => {
    const tau = hot['objective.temperature'];
    const oneWay = (from: Matrix, to: Matrix) =>
      mean(
        from.map((x, i) => {
          const others = to.filter((_, j) => j !== i && (!labels || labels[i] !== labels[j])).map((y) => dot(x, y));
          const terms = others.length === 0 ? [] : kept(others, hot, easiest);
          return cross(
            (attract * dot(x, to[i])) / tau,
            terms.map((s) => (repel * s) / tau),
          );
        }),
      );
    return (oneWay(a, b) + oneWay(b, a)) / 2;
  };

const dualView =
  (easiest: boolean): Value =>
  ({a, b, hot, keys, otherKeys, queue}, attract, repel) => {
    const tau = hot['objective.temperature'];
    const oneWay = (from: Matrix, to: Matrix) =>
      mean(
        from.map((q, i) =>
          cross(
            (attract * dot(q, to[i])) / tau,
            kept(
              queue.map((c) => dot(q, c)),
              hot,
              easiest,
            ).map((s) => (repel * s) / tau),
          ),
        ),
      );
    const share = hot['objective.keyShare'];
    return (1 - share) * oneWay(a, keys) + share * oneWay(b, otherKeys);
  };

const simple: Value = ({a, b, hot, labels}, attract, repel) => {
  const negatives = a.flatMap((x, i) =>
    b.filter((_, j) => i !== j && (!labels || labels[i] !== labels[j])).map((y) => dot(x, y)),
  );
  const pairs = a.length * Math.max(1, a.length - 1);
  return -attract * mean(a.map((x, i) => dot(x, b[i]))) + (repel * hot['objective.repulsion'] * sum(negatives)) / pairs;
};

/** Of vectors before the sphere: the first half, rounded up, is put on it. */
const sepCLR: Value = ({a, b, hot, salient}, attract, repel) => {
  const {
    temperature: tau,
    salientWeight: w,
    jointEntropy: lambda,
  } = Object.fromEntries(Object.entries(hot).map(([path, value]) => [path.split('.')[1], value]));
  const [n, size] = [a.length, Math.ceil(a[0].length / 2)];
  const isTarget = (i: number) => salient![i] === 1;
  const things = a.map((_, i) => i);
  const views = [a, b].map((rows) => ({
    c: rows.map((row) => unit(row.slice(0, size))),
    s: rows.map((row) => row.slice(size)),
    pinned: rows.map((row, i) => row.slice(size).map((value) => (isTarget(i) ? value : 0))),
  }));
  const meanOf = (values: number[]) => (values.length === 0 ? 0 : mean(values));
  const near = (x: readonly number[], y: readonly number[]) => Math.exp(-squaredDistance(x, y) / (2 * tau));
  const align = (of: readonly number[], part: 'c' | 's') =>
    meanOf(of.map((i) => squaredDistance(views[0][part][i], views[1][part][i]) / (2 * tau)));
  const spread = (part: 'c' | 'pinned') =>
    mean(
      views.map(({[part]: x}) => {
        const pairs = things.flatMap((i) => things.filter((j) => j !== i).map((j) => near(x[i], x[j])));
        return n === 1 ? 0 : Math.log(mean(pairs));
      }),
    );
  const background = things.filter((i) => !isTarget(i));
  const zero = meanOf(background.flatMap((i) => views.map(({s}) => sum(s[i].map((v) => v * v)) / (2 * tau))));
  const joint = mean(
    views.flatMap(({c, pinned}) =>
      things.map((i) => Math.log(mean(things.map((j) => near(c[i], c[j]) * near(pinned[i], pinned[j]))))),
    ),
  );
  const common = attract * align(things, 'c') + 2 * repel * spread('c');
  const ofSalient = attract * (align(things.filter(isTarget), 's') + zero) + 2 * repel * spread('pinned');
  return common + w * ofSalient + repel * lambda * joint;
};

const givenTriplets: Value = ({a, b, hot, third}, attract, repel) => {
  const between = (x: readonly number[], y: readonly number[]) => Math.sqrt(squaredDistance(x, y));
  return mean(
    a.map((x, i) => Math.max(0, hot['objective.margin'] + attract * between(x, b[i]) - repel * between(x, third![i]))),
  );
};

const crossEntropy: Value = ({a, b, hot, classes, classifier, logShares}, attract, repel) => {
  const [temperature, adjustment] = [hot['objective.classifierTemperature'], hot['objective.adjustment']];
  return mean(
    [...a, ...b].map((x, i) => {
      const weight = (w: readonly number[], c: number) =>
        Math.exp(logShares![c] * adjustment) * Math.exp(dot(x, unit([...w])) / temperature);
      const all = classifier!.map(weight);
      return repel * Math.log(sum(all)) - attract * Math.log(all[classes[i % a.length]]);
    }),
  );
};

const classMixture: Value = (inputs, attract, repel) => {
  const {a, hot, classes, logShares, queue} = inputs;
  const tau = hot['objective.temperature'];
  const mixture = mean(
    a.map((q, i) => {
      const likelihoods = logShares!.map((log, c) => {
        const own = queue.filter((_, k) => k % 3 === c);
        return Math.exp(log) ** hot['objective.adjustment'] * mean(own.map((key) => Math.exp(dot(q, key) / tau)));
      });
      return repel * Math.log(sum(likelihoods)) - attract * Math.log(likelihoods[classes[i]]);
    }),
  );
  return mixture + hot['objective.classifierWeight'] * crossEntropy(inputs, attract, repel);
};

export const OTHER_OBJECTIVES = {
  supervised,
  joint,
  decoupled,
  debiased: trueNegatives(false),
  hardNegatives: trueNegatives(true),
  triplet,
  spectral,
  vicReg,
  barlowTwins,
  simSiam: simSiam(true),
  'simSiam without stop-gradient': simSiam(false),
  momentumQueue,
  keptNegatives: keptNegatives(false),
  'keptNegatives of the easiest': keptNegatives(true),
  dualView: dualView(false),
  'dualView of the easiest': dualView(true),
  simple,
  sepCLR,
  crossEntropy,
  classMixture,
  givenTriplets,
} as const;

export type OtherObjective = keyof typeof OTHER_OBJECTIVES;

export function otherValue(name: OtherObjective, inputs: OtherInputs, mistake?: OtherMistake): number {
  return OTHER_OBJECTIVES[name](inputs, mistake === 'attraction' ? -1 : 1, mistake === 'repulsion' ? -1 : 1);
}
