import {expect, test} from 'vitest';
import {loadLesson} from '../../src/lessons/index.ts';
import {COLLECTIONS, loadPreset} from '../../src/presets/index.ts';

test('what a preset asks is a step of a lesson, with options of that step', async () => {
  const presets = await Promise.all(COLLECTIONS.flatMap(({ids}) => ids.map((id) => loadPreset(id))));
  const asks = presets.flatMap((preset) => (preset?.ask ? [preset.ask] : []));
  expect(asks.length).toBeGreaterThan(0);
  for (const {lesson, step, options = []} of asks) {
    const steps = (await loadLesson(lesson))?.steps ?? [];
    const question = steps.find(({id}) => id === step)?.question;
    const known = question?.kind === 'choice' ? question.options.map(({id}) => id) : [];
    expect(question, `${lesson}/${step}`).toBeDefined();
    expect(known).toEqual(expect.arrayContaining(options.map(({id}) => id)));
    if (options.length === 0) expect(question!.kind).toBe('sketch');
  }
});
