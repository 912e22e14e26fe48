/** What the page says of a run: the preset's own words, as long as they can be true of it. */
import {useMemo} from 'react';
import type {Preset} from '../../presets/index.ts';
import {firstStage} from '../../presets/preset.ts';
import {language} from '../../programs/index.spec.ts';
import {partOf, type Spec} from '../../spec/index.ts';
import {useRun} from './context.tsx';

export interface Story extends Pick<Preset, 'text' | 'figure'> {
  /** Whether these are the preset's own words. */
  own: boolean;
}

/** A preset's story depends on what these sections have chosen. Other settings are what it invites the reader to try. */
const TOLD = ['world', 'objective'];

/** The preset's story. When the reader has chosen another world or objective, their own help texts instead. */
export function storyOf({text, figure, spec}: Preset, present: Spec): Story {
  const told = TOLD.filter((section) => section in sectionsOf(present));
  if (told.every((section) => partIn(spec, section) === partIn(present, section))) return {text, figure, own: true};
  const [world, objective] = told.map((section) => partIn(present, section));
  const sentence = objective ? `${objective.label}. ${objective.help}` : world.help;
  return {text: world.help, figure: {title: world.label, sentence}, own: false};
}

const sectionsOf = (spec: Spec) => language.program(firstStage(spec).program).sections;

/** The chosen part of a section. It is the same during the whole run: no move changes it. */
function partIn(spec: Spec, section: string) {
  const settings = firstStage(spec).spec as Record<string, {kind: string}>;
  return partOf(sectionsOf(spec)[section], settings[section].kind);
}

/** What the page says of the present run. */
export function useStory(): Story {
  const preset = useRun((state) => state.preset);
  const spec = useRun((state) => state.spec);
  return useMemo(() => storyOf(preset, spec), [preset, spec]);
}
