import {addressOf} from '../../../src/app/addressOf.ts';
import {language} from '../../../src/programs/index.spec.ts';
import {presetNamed} from '../../support/allPresets.ts';

export interface Steps {
  sft: number;
  judge: number;
  policy: number;
}

/** The address of the preset of three stages with one question, a linear judge and fewer steps. */
export function smallPolicy({sft, judge, policy}: Steps, panels?: readonly string[]): string {
  const preset = presetNamed('writes-long');
  const json = JSON.parse(JSON.stringify(preset.spec));
  const [first, second, third] = json.stages;
  Object.assign(first, {steps: sft});
  Object.assign(second, {steps: judge});
  Object.assign(third, {steps: policy});
  for (const stage of [first, third]) Object.assign(stage.spec.world, {questions: 1, demonstrations: 500});
  const {members, aggregate} = second.spec.model;
  second.spec.model = {kind: 'linear', members, aggregate};
  third.spec.judge = {kind: 'linear', members, aggregate};
  third.spec.training.batch = 8;
  const checked = language.check(json);
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return `#${addressOf(preset, checked.value, panels)}`;
}
