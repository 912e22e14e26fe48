/** The run in view as a file that page and command line open again (src/spec/runFile.ts has the format). */

import {membersOf, positionOf, type Spec} from '../../spec/index.ts';
import {type Curve, RUN_FORMAT, type RunFile} from '../../spec/runFile.ts';
import {addressOf, linkOf} from '../addressOf.ts';
import type {Experiment} from '../experiment/experiment.ts';

export function runJson(experiment: Experiment): Blob {
  const {preset, spec, panels, backend, position} = experiment.store.getState();
  const file: RunFile = {
    format: RUN_FORMAT,
    version: 1,
    saved: new Date().toISOString(),
    build: buildOf(),
    link: linkOf(addressOf(preset, spec, panels)),
    backend: {name: backend?.name, adapter: backend?.adapter},
    preset: preset.id,
    position,
    spec,
    curves: curvesOf(experiment),
  };
  return new Blob([`${JSON.stringify(file)}\n`], {type: 'application/json'});
}

/** The file name of the page's main script, which has a digest of all code. */
const buildOf = (): string =>
  document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src.split('/').at(-1) ?? 'unknown';

/** All metrics of all members, stage by stage. */
function curvesOf({log, store}: Experiment): Curve[] {
  const {spec, member: shown} = store.getState();
  const view = log.get();
  return view.names().flatMap((metric) =>
    membersOf(spec).flatMap(({index: member}) => {
      const series =
        member === shown ? view.series(metric) : view.others(metric).find((other) => other.member === member)?.series;
      return series ? byStage(spec, series).map((part) => ({...part, member, metric})) : [];
    }),
  );
}

interface Series {
  ticks: readonly number[];
  values: readonly number[];
}

/** A position where two stages meet is the end of the earlier one. */
export function byStage(spec: Spec, {ticks, values}: Series): Pick<Curve, 'stage' | 'ticks' | 'values'>[] {
  return spec.stages.flatMap(({id: stage, steps}, i) => {
    const begin = positionOf(spec, stage, 0);
    const mine = ticks.flatMap((position, at) =>
      (position > begin || i === 0) && position <= begin + steps ? [at] : [],
    );
    if (mine.length === 0) return [];
    const finite = (value: number) => (Number.isFinite(value) ? value : null);
    return [{stage, ticks: mine.map((at) => ticks[at] - begin), values: mine.map((at) => finite(values[at]))}];
  });
}
