/** Beta, the price of divergence from the reference: a setting, or what a controller has made of it. */
import * as tf from '@tensorflow/tfjs-core';
import type {Slots} from '../../engine/program.ts';
import {divergenceOf, nextBeta} from '../../objectives/policy/control.ts';
import type {Samples} from '../../objectives/policy/objective.ts';
import type {PolicySettings} from './index.spec.ts';
import type {PolicyContext} from './network.ts';

const BETA = 'control/beta';

/** What moves beta; undefined where it stays as it is set. */
function controlOf({objective}: Pick<PolicySettings, 'objective'>) {
  return 'control' in objective && objective.control !== 'fixed' ? objective.control : undefined;
}

export const steersBeta = (spec: Pick<PolicySettings, 'objective'>): boolean => controlOf(spec) !== undefined;

export const steeringSlots = (spec: PolicySettings): Slots =>
  steersBeta(spec) ? {[BETA]: {shape: [], dtype: 'float32', axis: 'replica', role: 'state'}} : {};

/** The controller begins with the setting. */
export const beginSteering = (context: PolicyContext): void => context.set(BETA, context.hot('objective.beta'));

/** [R]. */
export const presentBeta = (context: PolicyContext): tf.Tensor =>
  steersBeta(context.spec) ? context.get(BETA) : context.hot('objective.beta');

/** Moves beta by the divergence of these samples. */
export function steer(context: PolicyContext, samples: Samples): void {
  const control = controlOf(context.spec);
  if (!control) return;
  const next = nextBeta(control, samples.beta, divergenceOf(samples), context.hot('objective.target'));
  context.set(BETA, next);
  context.emit('beta', tf.reshape(next, [-1]));
}
