/** Gains over the reference, in standard deviations of the reference's own answers: reward and gold on one axis. */
import {frontierPeak, type Peak} from '../../metrics/exact/path.ts';
import {signed} from '../chart/format.ts';
import type {FrontierFrame, FrontierPoint} from '../data.ts';
import {once} from '../shared/once.ts';

/** A policy: how far it is from the reference, and what its answers gain. */
export interface Gain {
  /** KL(pi || ref), in nats. */
  divergence: number;
  proxy: number;
  gold: number;
}

export type Reference = FrontierFrame['reference'];

/** (x - mean) / deviation. Where all answers of the reference are alike, the difference itself. */
export const gainOf = (x: number, {mean, deviation}: Reference['gold']): number => (x - mean) / (deviation || 1);

/** What a gain was computed from. */
export const measuredOf = (gain: number, {mean, deviation}: Reference['gold']): number =>
  mean + gain * (deviation || 1);

/** A policy of the frontier. */
export interface Reached extends Gain {
  /** Beta, or n. */
  at: number;
}

export interface Frontier {
  reference: Reference;
  /** From the reference itself, at beta = infinity, outwards. */
  optimum: readonly Reached[];
  bestOf: readonly Reached[];
  /** Where the gold of the optimum is highest. */
  peak: Peak;
  /** Whether the judge's reward and gold are one and the same, so that nothing can come between them. */
  honest: boolean;
}

/** Gains that differ by less cannot be told apart in the figure. */
const SAME = 0.005;

const ORIGIN: Reached = {at: Number.POSITIVE_INFINITY, divergence: 0, proxy: 0, gold: 0};

export const frontierOf = once(({reference, optimum, bestOf}: FrontierFrame): Frontier => {
  const reached = ({at, divergence, proxy, gold}: FrontierPoint): Reached => ({
    at,
    divergence: Math.max(0, divergence),
    proxy: gainOf(proxy, reference.proxy),
    gold: gainOf(gold, reference.gold),
  });
  const curve = [ORIGIN, ...optimum.map(reached)];
  const best = bestOf.map(reached);
  const honest = [...curve, ...best].every(({proxy, gold}) => Math.abs(proxy - gold) < SAME);
  return {reference, optimum: curve, bestOf: best, peak: frontierPeak(curve)!, honest};
});

/** A smaller loss, in standard deviations, is not called one. */
const NOTICED = 0.05;

/** Whether gold has turned over: whether it is now noticeably lower than at its peak. */
export const isLower = ({drop}: Peak): boolean => drop > NOTICED;

const SHOWN = [1, 4, 16, 64, 1024];

/** Whether the best of so many answers is shown as a dot. */
export const isShown = ({at}: Reached): boolean => SHOWN.includes(at);

/** What reads as 0.1 with one decimal is at least this. */
const TENTH = 0.095;

/** "2.6", "0.04": a divergence in a sentence. */
export const nats = (divergence: number): string => divergence.toFixed(divergence < TENTH ? 2 : 1);

/** "+1.20 σ": a gain over the reference. */
export const gainText = (gain: number): string => `${signed(gain)} σ`;
