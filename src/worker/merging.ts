/** Merges the reports of several shards of a population into one. */
import {mergeMetrics} from '../engine/metrics.ts';
import type {TickMetrics} from '../engine/records.ts';
import type {Position} from '../runner/events.ts';
import {membersOf, type Spec} from '../spec/index.ts';
import type {EngineReport, ReportOf} from './protocol.ts';

export type Progress = ReportOf<'progress'>;

/** Metrics that a shard has reported and that were not passed on yet. */
interface Share {
  members: readonly number[];
  metrics: TickMetrics[];
}

/** Takes the metrics up to a position that all shards have reached. */
export function takeMetrics(shares: readonly Share[], {stage, tick}: Position, spec: Spec): TickMetrics[] {
  const place = (id: string) => spec.stages.findIndex((one) => one.id === id);
  const isThere = (one: TickMetrics) => {
    const at = place(one.stage);
    return at < stage || (at === stage && one.tick <= tick);
  };
  const groups = shares.map((share) => {
    const metrics = share.metrics.filter(isThere);
    share.metrics = share.metrics.filter((one) => !isThere(one));
    return {members: share.members, metrics};
  });
  return mergeMetrics(
    groups,
    membersOf(spec).map(({index}) => index),
  );
}

/** One progress report for all shards, without metrics: position and speed of the slowest, the costs of all together. */
export function mergeProgress(all: readonly Progress[]): Omit<Progress, 'metrics'> {
  const {stage, tick, trained} = all.reduce((a, b) => (b.trained < a.trained ? b : a));
  const sum = (amount: (report: Progress) => number) => all.reduce((total, report) => total + amount(report), 0);
  return {
    type: 'progress',
    ...{stage, tick, trained},
    stepsPerSecond: Math.min(...all.map(({stepsPerSecond}) => stepsPerSecond)),
    memory: {
      tensors: sum(({memory}) => memory.tensors),
      bytes: sum(({memory}) => memory.bytes),
      // Of one member, wherever it trains.
      planned: Math.max(...all.map(({memory}) => memory.planned)),
    },
    engine: mergeEngine(all.map(({engine}) => engine)),
    finished: all.every(({finished}) => finished),
    begun: Math.min(...all.map(({begun}) => begun)),
  };
}

function mergeEngine(all: readonly EngineReport[]): EngineReport {
  const sum = (amount: (report: EngineReport) => number) => all.reduce((total, report) => total + amount(report), 0);
  return {
    launches: sum(({launches}) => launches),
    copies: sum(({copies}) => copies),
    submissions: sum(({submissions}) => submissions),
    javascript: sum(({javascript}) => javascript),
    // Shards train at the same time, so the longest counts.
    whole: Math.max(...all.map(({whole}) => whole)),
    together: Math.min(...all.map(({together}) => together)),
    bytes: {
      live: sum(({bytes}) => bytes.live),
      allocated: sum(({bytes}) => bytes.allocated),
      recorded: sum(({bytes}) => bytes.recorded),
    },
    groups: sum(({groups}) => groups),
    reasons: [...new Map(all.flatMap(({reasons}) => reasons).map((reason) => [reason.what, reason])).values()],
  };
}
