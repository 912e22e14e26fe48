/** How often the longer of two answers was chosen. */
import type {Audit, AuditBin} from '../../engine/own.ts';
import {shareInterval} from '../../metrics/shared/statistics.ts';
import {auditOf} from '../../worlds/file/formats/audit.ts';
import type {AuditFrame} from '../data.ts';
import {once} from '../shared/once.ts';

/** Undefined for items without lengths. */
export const auditOfFrame = once(({label, lengths: [a, b]}: AuditFrame): Audit | undefined =>
  a.some((length) => length > 0) || b.some((length) => length > 0) ? auditOf(label, a, b) : undefined,
);

/** The share of pairs of unequal length in which the longer answer was chosen, with its 95 % interval. */
export interface Share {
  pairs: number;
  share: number;
  interval: readonly [number, number];
}

export function shareOf(bins: readonly AuditBin[]): Share {
  const sum = (of: 'pairs' | 'longer') => bins.reduce((all, bin) => all + bin[of], 0);
  const [pairs, longer] = [sum('pairs'), sum('longer')];
  const share = longer / pairs;
  return {pairs, share, interval: shareInterval(share, pairs)};
}

/** The sentence mentions the widest gaps if they hold this part of the pairs of unequal length. */
const FAR = 0.05;

/** The share for the widest gaps, which hold a twentieth of the pairs or more; undefined if there are no such gaps. */
export function farApart({bins}: Audit): ({from: number} & Share) | undefined {
  const all = shareOf(bins).pairs;
  for (let i = bins.length - 1; i > 0; i--) {
    const some = shareOf(bins.slice(i));
    if (some.pairs > 0 && some.pairs >= FAR * all) return {from: bins[i].from, ...some};
  }
  return undefined;
}

/** 60–64 % */
export const intervalText = ([low, high]: Share['interval']): string =>
  `${Math.round(100 * low)}–${Math.round(100 * high)} %`;

/** 6–10, or 201+ */
export const binText = ({from, to}: AuditBin): string => (to === 0 ? `${from}+` : `${from}–${to}`);
