/** Arms of a study as runs: with a seed, and with what the reader has changed. Pure. */
import * as v from 'valibot';
import {language} from '../../programs/index.spec.ts';
import {assign, formatNumber, type NumberField, type Place, type Spec} from '../../spec/index.ts';
import {drawsData, specWith} from '../../studies/kit/settings.ts';
import type {Arm, Study} from '../../studies/kit/study.ts';

/** What the reader has changed, by the name of a slider: stage and path. */
export interface Changes {
  settings: Readonly<Record<string, number>>;
  /** Steps of every stage at most: a quick look. */
  steps?: number;
}

export const UNCHANGED: Changes = {settings: {}};

export const isRegistered = ({settings, steps}: Changes): boolean =>
  steps === undefined && Object.keys(settings).length === 0;

/** "main.objective.temperature" as the stage and the path in it. */
export function splitSlider(slider: string): [stage: string, path: string] {
  const at = slider.indexOf('.');
  return [slider.slice(0, at), slider.slice(at + 1)];
}

function placeIn(spec: Spec, slider: string): Place | undefined {
  const [id, path] = splitSlider(slider);
  const stage = spec.stages.find((one) => one.id === id);
  return stage && language.places(stage).find((place) => place.path === path);
}

/** The run of an arm with a seed. Throws if a setting is out of range. */
export function armSpec({stages}: Pick<Arm, 'stages'>, seed: number, {settings, steps}: Changes = UNCHANGED): Spec {
  const registered = specWith(stages, seed);
  const changed = registered.stages.map((stage) => {
    const places = new Set(language.places(stage).map(({path}) => path));
    const own = Object.entries(settings).filter(([slider]) => {
      const [id, path] = splitSlider(slider);
      return id === stage.id && places.has(path);
    });
    const changed = own.reduce((at, [slider, value]) => assign(at, splitSlider(slider)[1], value), stage.spec);
    return {...stage, spec: changed, steps: Math.min(stage.steps, steps ?? stage.steps)};
  });
  const spec = language.check({...registered, stages: changed});
  if (!spec.ok) throw new Error(spec.sentences.join(' '));
  return spec.value;
}

/** A setting that the page shows as a slider. */
export interface StudySlider {
  name: string;
  field: NumberField;
  /** Its registered value in each arm that has it. */
  values: readonly {arm: string; value: number}[];
}

/** The sliders of a study, with the registered values; names that no arm has as a number are left out. */
export function slidersOf({sliders, arms}: Pick<Study, 'sliders' | 'arms'>): StudySlider[] {
  const specs = arms.map((arm) => ({label: arm.label, spec: specWith(arm.stages, 0)}));
  return sliders.flatMap((name): StudySlider[] => {
    const places = specs.flatMap(({label, spec}) => {
      const place = placeIn(spec, name);
      return place && place.field.type === 'number'
        ? [{arm: label, field: place.field, value: place.value as number}]
        : [];
    });
    if (places.length === 0) return [];
    return [{name, field: places[0].field, values: places.map(({arm, value}) => ({arm, value}))}];
  });
}

/** What is changed, in words: "temperature 0.2, at most 100 steps". */
export function changesText({settings, steps}: Changes, sliders: readonly StudySlider[]): string {
  const words = Object.entries(settings).map(([name, value]) => {
    const label = sliders.find((slider) => slider.name === name)?.field.label ?? name;
    return `${label} ${formatNumber(value)}`;
  });
  return [...words, ...(steps === undefined ? [] : [`at most ${formatNumber(steps)} steps`])].join(', ');
}

const STEPS = 'steps';

/** What an address changes; what is no slider of the study, or out of its range, is left out. */
export function readChanges(query: URLSearchParams, sliders: readonly StudySlider[]): Changes {
  const settings = sliders.flatMap(({name, field}) => {
    const value = Number(query.get(name) ?? Number.NaN);
    return v.is(field.schema, value) ? [[name, value] as const] : [];
  });
  const steps = Number(query.get(STEPS) ?? Number.NaN);
  return {settings: Object.fromEntries(settings), ...(Number.isInteger(steps) && steps > 0 && {steps})};
}

export const changesQuery = ({settings, steps}: Changes): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
  ...(steps !== undefined && {[STEPS]: String(steps)}),
});

/** Whether the same data serve all seeds. */
export const hasFixedData = ({arms}: Pick<Study, 'arms'>): boolean => !arms.some(({stages}) => drawsData(stages));
