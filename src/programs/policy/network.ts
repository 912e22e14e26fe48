/** The policy and its frozen reference: what each gives every next move. */
import * as tf from '@tensorflow/tfjs-core';
import {constant} from '../../engine/constant.ts';
import type {Context, Slots} from '../../engine/program.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {applyMlp, type Mlp, mlpSlots} from '../../nn/mlp.ts';
import {type AnswerWorld, PLACES} from '../../worlds/answers/world.ts';
import {frozen} from '../frozen.ts';
import {goalWidth, outputsUnderGoal} from './goals.ts';
import type {PolicySettings} from './index.spec.ts';

export type PolicyContext = Context<PolicySettings, AnswerWorld>;

export const POLICY = 'policy';
export const REFERENCE = 'ref';
export const VALUE = 'value';
/** The policy as it was when answers were collected. */
export const ITERATE = 'iterate';

/** Networks that give moves. */
export type Mover = typeof POLICY | typeof REFERENCE | typeof ITERATE;

export type Network = Mover | typeof VALUE;

/** The network that sees what policies see; one that is no value network gives moves. */
export function networkOf({policy}: Pick<PolicySettings, 'policy'>, {seen, lattice}: AnswerWorld, name: string): Mlp {
  const outputs = name === VALUE ? 1 : lattice.moves;
  const sizes = [seen, policy.hidden, outputs];
  return {name, sizes, group: name, activateLast: false};
}

export const networkSlots = (spec: Pick<PolicySettings, 'policy'>, world: AnswerWorld, name: string): Slots =>
  mlpSlots(networkOf(spec, world, name));

/** A frozen copy of the policy: it begins as the policy does, where the stage starts it from nothing else. */
export const referenceSlots = (spec: PolicySettings, world: AnswerWorld): Slots =>
  Object.fromEntries(
    Object.entries(frozen(networkSlots(spec, world, REFERENCE))).map(([name, slot]) => [
      name,
      {...slot, like: name.replace(REFERENCE, POLICY)},
    ]),
  );

/** Places int32 [R or 1, n] -> [R, n, outputs]; only a policy with goals sees them, [R or 1, n, G]. */
export function outputs(context: PolicyContext, name: Network, places: tf.Tensor, goals?: tf.Tensor): tf.Tensor {
  const mlp = networkOf(context.spec, context.world, name);
  const see = gatherRows(context.get(PLACES.see), places);
  return name === POLICY && goalWidth(context.spec) > 0
    ? outputsUnderGoal(context, mlp, see, goals)
    : applyMlp(mlp, context, see, 'data');
}

/** Logits of the moves [R, n, B]: those that cannot be made have about -1e9. Without goals a policy sees the one it is set. */
export const logits = (context: PolicyContext, name: Mover, places: tf.Tensor, goals?: tf.Tensor): tf.Tensor =>
  tf.add(outputs(context, name, places, goals), gatherRows(context.get(PLACES.open), places));

/** Every state of every question as a place, int32 [1, Q M]: none of them has ended. */
export function everyPlace({world}: {world: AnswerWorld}): tf.Tensor {
  const [questions, {states}] = [world.questions.length, world.lattice];
  return constant(`every place ${questions} ${states}`, [1, questions * states], () =>
    Int32Array.from({length: questions * states}, (_, i) => i + states * Math.floor(i / states)),
  );
}
