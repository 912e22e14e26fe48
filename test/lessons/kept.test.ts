import {beforeEach, describe, expect, test} from 'vitest';
import {doneIn, forgetLesson, keep, keptOf} from '../../src/app/lessons/kept.ts';
import {NOTHING_KEPT} from '../../src/app/lessons/session.ts';
import lesson from '../../src/lessons/who-gets-pushed.ts';
import {remember} from '../../src/storage/texts.ts';

const SLUG = 'who-gets-pushed';

describe('What a browser keeps of a lesson', () => {
  beforeEach(() => forgetLesson(SLUG));

  test('comes back as it was', () => {
    const kept = {
      at: 2,
      guesses: {'how-many': {kind: 'number' as const, value: 5}},
      truths: {'how-many': {kind: 'values' as const, values: [6]}},
      met: [],
    };
    keep(SLUG, kept);
    expect(keptOf(SLUG, lesson)).toEqual(kept);
    expect(doneIn(lesson, kept)).toEqual({done: 1, all: 3});
  });

  test('is dropped where it does not belong to the lesson', () => {
    const wrong = {at: 99, guesses: {'how-many': {kind: 'choice', id: 'x'}, gone: {kind: 'number', value: 1}}};
    remember(`lesson-${SLUG}`, JSON.stringify({...wrong, truths: {}, met: ['gone']}));
    expect(keptOf(SLUG, lesson)).toEqual({at: lesson.steps.length - 1, guesses: {}, truths: {}, met: []});
    remember(`lesson-${SLUG}`, '{"at":');
    expect(keptOf(SLUG, lesson)).toEqual(NOTHING_KEPT);
    remember(`lesson-${SLUG}`, '[1]');
    expect(keptOf(SLUG, lesson)).toEqual(NOTHING_KEPT);
  });
});
