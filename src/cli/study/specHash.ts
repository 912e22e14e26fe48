/** Identifies the runs of a study, so that a results file tells whether the study's settings are still those it measured. */
import {createHash} from 'node:crypto';
import {language} from '../../programs/index.spec.ts';
import type {Stage} from '../../spec/index.ts';
import {specWith} from '../../studies/kit/settings.ts';
import type {Study} from '../../studies/kit/study.ts';

/**
 * SHA-256 of the specs of all arms with one seed, in hexadecimal. Settings that have their default are left out: a setting
 * that is added to the lab changes no study.
 */
export function specHash({arms}: Pick<Study, 'arms'>, seed: number): string {
  const specs = arms.map(({name, stages}) => [name, specWith(stages, seed).stages.map(ownSettings)]);
  return createHash('sha256').update(JSON.stringify({seed, specs})).digest('hex');
}

function ownSettings(stage: Stage): unknown {
  const {id, program, steps, from} = stage;
  const {sections} = language.programs.find((one) => one.program === program)!;
  const settings = stage.spec as Readonly<Record<string, {kind: string}>>;
  const kinds = Object.entries(sections)
    .filter(([name, {parts}]) => settings[name].kind !== parts[0].kind)
    .map(([name]) => [name, settings[name].kind]);
  const values = language
    .places(stage)
    .filter(({value, field}) => JSON.stringify(value) !== JSON.stringify(field.default))
    .map(({path, value}) => [path, value]);
  return {
    id,
    program,
    steps,
    from,
    settings: [...kinds, ...values].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  };
}
