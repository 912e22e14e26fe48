import {describe, expect, test} from 'vitest';
import {storyOf, wordsAt} from '../../src/labs/kit/story.ts';
import type {MetricLog} from '../../src/panels/data.ts';
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

describe('the words of a story', () => {
  const words = (title: string) => ({title, sentence: `${title}.`});
  const figure = words('It begins');
  const states = [
    {
      ...words('Low'),
      when: {
        all: [
          {metric: 'a', below: 1},
          {metric: 'b', below: 1},
        ],
      },
    },
    {...words('High'), when: {metric: 'a', above: 2}},
  ];
  /** Metrics by name: [tick, value]. */
  const logOf = (metrics: Record<string, [number, number][]>): MetricLog => ({
    names: () => Object.keys(metrics),
    series: (name) => ({
      ticks: (metrics[name] ?? []).map(([tick]) => tick),
      values: (metrics[name] ?? []).map(([, value]) => value),
    }),
    others: () => [],
  });
  const titlesOf = (log: MetricLog, ticks: number[], when?: object) =>
    ticks.map((tick) => wordsAt({figure: {...figure, ...when}, states}, log, tick).title);

  test('are those of the opening until something was measured', () => {
    expect(wordsAt({figure, states}, logOf({}))).toBe(figure);
    expect(wordsAt({figure}, logOf({a: [[0, 5]]}))).toBe(figure);
    // The other metric of the condition is not known yet.
    expect(titlesOf(logOf({a: [[0, 0]], b: [[20, 0]]}), [0, 10, 20])).toEqual(['It begins', 'It begins', 'Low']);
  });

  test('stay until another state holds, and are those of the step that is looked at', () => {
    const log = logOf({
      a: [
        [0, 1.5],
        [100, 3],
        [200, 1.9],
        [300, 0.5],
        [400, 1.5],
        [500, 2.1],
      ],
      b: [[50, 0]],
    });
    const titles = ['It begins', 'It begins', 'High', 'High', 'Low', 'Low', 'High'];
    expect(titlesOf(log, [0, 99, 100, 299, 300, 499, 500])).toEqual(titles);
    expect(wordsAt({figure, states}, log).title).toBe('High');
  });

  test('come back to the opening where that has a condition', () => {
    const log = logOf({
      a: [
        [0, 3],
        [100, 1.5],
        [200, Number.NaN],
      ],
    });
    expect(titlesOf(log, [0, 100, 200])).toEqual(['High', 'High', 'High']);
    const back = {when: {metric: 'a', above: 1, below: 2}};
    expect(titlesOf(log, [0, 100, 200], back)).toEqual(['High', 'It begins', 'It begins']);
  });

  test('do not tell of what is measured while hardly anything is learnt', () => {
    const log = logOf({
      a: [
        [5, 3],
        [19, 3],
        [40, 1.5],
      ],
      b: [
        [10, 0],
        [40, 0],
      ],
    });
    expect(titlesOf(log, [5, 19, 40])).toEqual(['It begins', 'It begins', 'It begins']);
  });

  test('are the plain name where the program is another', () => {
    const {spec} = presetNamed('length-biased')!;
    const other = storyOf(presetNamed('emoji')!, spec);
    expect([other.own, other.figure.title]).toEqual([false, 'Answers to everyday questions']);
  });
});
