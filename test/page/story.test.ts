import {describe, expect, test} from 'vitest';
import {storyOf} from '../../src/labs/kit/story.ts';
import {firstStage} from '../../src/presets/preset.ts';
import {language} from '../../src/programs/index.spec.ts';
import type {Spec} from '../../src/spec/index.ts';
import {PRESETS, presetNamed} from '../support/allPresets.ts';

/** A preset's spec with some of its sections replaced. */
function changed(id: string, sections: Record<string, unknown>): Spec {
  const {spec} = presetNamed(id)!;
  const stage = firstStage(spec);
  const checked = language.check({...spec, stages: [{...stage, spec: {...(stage.spec as object), ...sections}}]});
  if (!checked.ok) throw new Error(checked.sentences.join(' '));
  return checked.value;
}

const told = (id: string, sections: Record<string, unknown>) => storyOf(presetNamed(id)!, changed(id, sections));

describe('the story of a preset', () => {
  test.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s tells its own', (_, preset) => {
    expect(storyOf(preset, preset.spec)).toEqual({text: preset.text, figure: preset.figure, own: true});
  });

  test('goes on while settings of the same kinds are turned', () => {
    expect(told('length-biased', {world: {kind: 'responses', lengthBias: -1, pairs: 500}}).own).toBe(true);
    expect(told('emoji', {model: {width: 64}, training: {batch: 8}}).own).toBe(true);
  });

  test('makes way for another world, in both labs', () => {
    const reviews = told('length-biased', {world: {kind: 'reviews'}});
    expect(reviews.own).toBe(false);
    expect(reviews.figure.title).toBe('Praise over complaints');
    expect(reviews.figure.sentence).toMatch(/^Bradley–Terry\. The chance /);
    expect(reviews.text).toMatch(/^Two sentences from reviews /);
    const digits = told('emoji', {world: {kind: 'digits'}});
    expect(digits.figure.title).toBe('Handwritten digits');
    expect(digits.figure.sentence).not.toContain('concept');
  });

  test('makes way for another objective of the same world', () => {
    const cured = told('length-biased', {objective: {kind: 'lengthControlled'}});
    expect(cured.figure).toEqual({
      title: 'Answers to everyday questions',
      sentence: expect.stringMatching(/^Length explained away\. A coefficient /),
    });
    expect(told('collapse', {objective: {kind: 'infoNCE'}}).figure.title).toBe('Emoji');
  });
});
