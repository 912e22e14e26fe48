/**
 * Losses of answers that a policy has just given, in double precision, each from its definition over the moves that were made;
 * slopes are differences of these.
 *
 * A `Mistake` plants a wrong sign, so that the tests can show that it is noticed.
 */
import type {SampledObjectiveKind, SampledObjectiveSettings} from '../../src/objectives/policy/index.spec.ts';
import {differentiate, type Matrix, mean, sum} from './matrix.ts';

/** One move before the end of an answer. Log-probabilities are natural. */
export interface Move {
  policy: number;
  before: number;
  reference: number;
  divergence: number;
  value: number;
  valueBefore: number;
}

export interface Answer {
  moves: readonly Move[];
  reward: number;
}

/** The answers to each question. */
export type Batch = readonly (readonly Answer[])[];

/** Beta of the samples, and hot settings. */
export type Hot = Readonly<Record<'beta' | 'clip' | 'gaeLambda' | 'discount' | 'valueClip', number>>;

type Of<K extends SampledObjectiveKind> = Extract<SampledObjectiveSettings, {kind: K}>;

export type Mistake = 'divergence' | 'baseline';

/** The advantage of each move of each answer to each question. */
export type Advantages = readonly (readonly (readonly number[])[])[];

interface Signs {
  divergence: number;
  baseline: number;
}

const signsOf = (mistake?: Mistake): Signs => ({
  divergence: mistake === 'divergence' ? -1 : 1,
  baseline: mistake === 'baseline' ? -1 : 1,
});

/** By what an answer shows of KL(pi || ref): the log-ratios of its moves, or the exact divergences of its states. */
const distance = ({moves}: Answer, place: SampledObjectiveSettings['place']): number =>
  sum(moves.map((move) => (place === 'reward' ? move.before - move.reference : move.divergence)));

const others = (values: readonly number[], i: number): number => mean(values.filter((_, j) => j !== i));

const ofMoves = (answer: Answer, advantage: number): number[] => answer.moves.map(() => advantage);

function reinforce(batch: Batch, {place, baseline}: Of<'reinforce'>, {beta}: Hot, signs: Signs): Advantages {
  const worth = batch.map((group) => group.map((one) => one.reward - signs.divergence * beta * distance(one, place)));
  let i = -1;
  return batch.map((group, n) =>
    group.map((answer, k) => {
      i++;
      const expected = baseline === 'batch' ? others(worth.flat(), i) : 0;
      return ofMoves(answer, worth[n][k] - signs.baseline * expected);
    }),
  );
}

function rloo(batch: Batch, {place}: Of<'rloo'>, {beta}: Hot, signs: Signs): Advantages {
  return batch.map((group) => {
    const worth = group.map((one) => one.reward - signs.divergence * beta * distance(one, place));
    return group.map((answer, k) => ofMoves(answer, worth[k] - signs.baseline * others(worth, k)));
  });
}

function grpo(batch: Batch, {place, scaled}: Of<'grpo'>, {beta}: Hot, signs: Signs): Advantages {
  return batch.map((group) => {
    const paid = group.map((one) => signs.divergence * beta * distance(one, place));
    const gains = group.map(({reward}, k) => (place === 'reward' ? reward - paid[k] : reward));
    const middle = mean(gains);
    const deviation = Math.sqrt(sum(gains.map((gain) => (gain - middle) ** 2)) / (gains.length - 1));
    return group.map((answer, k) => {
      const ahead = (gains[k] - signs.baseline * middle) / (scaled ? deviation + 1e-4 : 1);
      return ofMoves(answer, place === 'reward' ? ahead : ahead - (paid[k] - others(paid, k)));
    });
  });
}

/** Generalised advantage estimation as the recursion from the last move backwards. */
function ppo(batch: Batch, {place}: Of<'ppo'>, {beta, gaeLambda, discount}: Hot, signs: Signs): Advantages {
  return batch.map((group) =>
    group.map(({moves, reward}) => {
      const advantages = new Array<number>(moves.length);
      let after = 0;
      for (let t = moves.length - 1; t >= 0; t--) {
        const {before, reference, valueBefore} = moves[t];
        const distance = place === 'reward' ? before - reference : (moves[t + 1]?.divergence ?? 0);
        const paid = (t === moves.length - 1 ? reward : 0) - signs.divergence * beta * distance;
        const error = paid + discount * (moves[t + 1]?.valueBefore ?? 0) - signs.baseline * valueBefore;
        after = error + discount * gaeLambda * after;
        advantages[t] = after;
      }
      return advantages;
    }),
  );
}

export function sampledAdvantages(
  settings: SampledObjectiveSettings,
  batch: Batch,
  hot: Hot,
  mistake?: Mistake,
): Advantages {
  const signs = signsOf(mistake);
  switch (settings.kind) {
    case 'reinforce':
      return reinforce(batch, settings, hot, signs);
    case 'rloo':
      return rloo(batch, settings, hot, signs);
    case 'grpo':
      return grpo(batch, settings, hot, signs);
    case 'ppo':
      return ppo(batch, settings, hot, signs);
  }
}

/** The clipped surrogate, case by case: it has stopped where the ratio has gone too far the way of the advantage. */
function surrogate({policy, before}: Move, advantage: number, clip: number | undefined): number {
  const ratio = Math.exp(policy - before);
  if (clip !== undefined && advantage > 0 && ratio > 1 + clip) return -advantage * (1 + clip);
  if (clip !== undefined && advantage < 0 && ratio < 1 - clip) return -advantage * (1 - clip);
  return -advantage * ratio;
}

function whiten(advantages: Advantages): Advantages {
  const all = advantages.flat(2);
  const middle = mean(all);
  const variance = sum(all.map((a) => (a - middle) ** 2)) / (all.length - 1);
  return advantages.map((group) => group.map((moves) => moves.map((a) => (a - middle) / Math.sqrt(variance + 1e-8))));
}

/** The loss of a batch, given the advantages. */
export function sampledLoss(
  settings: SampledObjectiveSettings,
  batch: Batch,
  hot: Hot,
  given: Advantages,
  mistake?: Mistake,
): number {
  const advantages = settings.kind === 'ppo' && settings.whitened ? whiten(given) : given;
  const clip = settings.kind === 'grpo' || (settings.kind === 'ppo' && settings.clipped) ? hot.clip : undefined;
  const ratios = settings.kind === 'grpo' || settings.kind === 'ppo';
  const perMove = settings.kind === 'grpo' && settings.perMove;
  const held = settings.place === 'loss' ? signsOf(mistake).divergence * hot.beta : 0;
  return mean(
    batch.flatMap((group, n) =>
      group.map(({moves}, k) => {
        const each = moves.map((move, t) => {
          const a = advantages[n][k][t];
          return (ratios ? surrogate(move, a, clip) : -a * move.policy) + held * move.divergence;
        });
        return perMove ? mean(each) : sum(each);
      }),
    ),
  );
}

/** The loss of the value network: half the larger of two squares, the mean over all moves. */
export function sampledCriticLoss(batch: Batch, {valueClip}: Hot, advantages: Advantages, mistake?: Mistake): number {
  const sign = signsOf(mistake).baseline;
  return mean(
    batch.flatMap((group, n) =>
      group.flatMap(({moves}, k) =>
        moves.map(({value, valueBefore}, t) => {
          const target = advantages[n][k][t] + sign * valueBefore;
          const near = valueBefore + Math.min(valueClip, Math.max(-valueClip, value - valueBefore));
          return Math.max((value - target) ** 2, (near - target) ** 2) / 2;
        }),
      ),
    ),
  );
}

/** Slopes of a loss along one number of every move, answers one after another. */
export function slopesAlong(name: keyof Move, batch: Batch, loss: (batch: Batch) => number): Matrix {
  const answers = batch.flat();
  const at = answers.map(({moves}) => moves.map((move) => move[name]));
  return differentiate(at, (values) => {
    let i = 0;
    return loss(
      batch.map((group) =>
        group.map((answer) => {
          const row = values[i++];
          return {...answer, moves: answer.moves.map((move, t) => ({...move, [name]: row[t]}))};
        }),
      ),
    );
  });
}
