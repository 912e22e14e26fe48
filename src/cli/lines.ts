/**
 * One JSON object a line for each evaluation: {"stage", "tick", "seeds", "metrics"}. Each metric is a number; with several
 * members it is a list, null for a member that was not evaluated at this tick. A fan's values are lists over members too,
 * by "stage.path" under "fan". The line of the last step also has "final": true, and names the backend.
 */
import {membersOf} from '../spec/index.ts';
import {type About, type Evaluation, Evaluations, type Report} from './report.ts';

export function jsonLines(about: About): Report {
  const {spec, backend, write} = about;
  const members = membersOf(spec);
  const last = spec.stages.at(-1)!;
  const fan = Object.fromEntries(
    (spec.fan?.axes ?? []).map(({stage, path}, i) => [`${stage}.${path}`, members.map(({values}) => values[i])]),
  );
  const line = ({stage, tick, metrics}: Evaluation) => ({
    ...{stage, tick},
    seeds: members.map(({seed}) => seed),
    ...(Object.keys(fan).length > 0 && {fan}),
    metrics: spec.fan ? metrics : Object.fromEntries(Object.entries(metrics).map(([name, [value]]) => [name, value])),
    ...(stage === last.id && tick === last.steps && {final: true, backend}),
  });
  const evaluations = new Evaluations(about, (evaluation) => write(JSON.stringify(line(evaluation))));
  return {add: (metrics) => evaluations.add(metrics), end: () => evaluations.close()};
}
