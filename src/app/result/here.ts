/** What a run of the page has measured, as a result in a link has it and is compared with. */

import type {RunState} from '../../labs/kit/state.ts';
import {indexAt} from '../../panels/chart/nearest.ts';
import {type Spec, same} from '../../spec/index.ts';
import type {Measured} from '../../spec/result/judge.ts';
import {MIXED, type Result} from '../../spec/result/result.ts';
import type {RunLog} from '../experiment/log.ts';
import {changesBackend} from '../experiment/recovery.ts';

/** Identifies the code that computes; unknown where it is not built. */
export const BUILD: string | undefined = import.meta.env.LAB_BUILD;

/** The kind of backend on which a run has come to a position. */
export function backendUntil({backend, backendMarks}: RunState, position: number): string {
  const changed = backendMarks.some((mark) => mark.tick < position && changesBackend(mark));
  return changed || !backend ? MIXED : backend.name;
}

export function measuredHere(log: RunLog, state: RunState, {member, position}: Result): Measured {
  return {
    backend: backendUntil(state, Math.min(position, state.position)),
    position: state.position,
    at(metric, tick) {
      const {ticks, values} = log.series(metric, member);
      const i = indexAt(ticks, tick);
      return ticks[i] === tick ? values[i] : undefined;
    },
  };
}

/** Whether the run is still the one that the link named. */
export const isAbout = (
  about: Spec | undefined,
  {spec, unconfirmed}: Pick<RunState, 'spec' | 'unconfirmed'>,
): boolean => about !== undefined && Object.keys(unconfirmed).length === 0 && (spec === about || same(spec, about));
