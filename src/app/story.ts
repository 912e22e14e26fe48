/** What the page says of a run: the preset's own words, as long as they can be true of it. */
import {language} from '../programs/index.spec.ts';
import {partOf, type Spec} from '../spec/index.ts';
import {type Preset, stageOf} from './presets.ts';

export interface Story extends Pick<Preset, 'text' | 'figure'> {
  /** Whether these are the preset's own words. */
  own: boolean;
}

/** What a preset tells is of these kinds: other settings are what it asks the reader to try. */
const TOLD = ['world', 'objective'];

/** The preset's story; where the reader has chosen another world or objective, what these say of themselves. */
export function storyOf({text, figure, spec}: Preset, present: Spec): Story {
  if (TOLD.every((section) => partIn(spec, section) === partIn(present, section))) return {text, figure, own: true};
  const [world, objective] = TOLD.map((section) => partIn(present, section));
  const sentence = `${objective.label}. ${objective.help}`;
  return {text: world.help, figure: {title: world.label, sentence}, own: false};
}

/** No move changes what kind of world or objective a run has. */
function partIn(spec: Spec, section: string) {
  const {program, spec: settings} = stageOf(spec);
  return partOf(
    language.program(program).sections[section],
    (settings as Record<string, {kind: string}>)[section].kind,
  );
}
