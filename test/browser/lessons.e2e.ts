import {readdirSync} from 'node:fs';
import type {Page} from '@playwright/test';
import {scaleOf} from '../../src/app/controls/scale.ts';
import {type Truth, valueAt} from '../../src/lessons/kit/answers.ts';
import {type Axis, along} from '../../src/lessons/kit/axis.ts';
import type {Goal, Lesson, Question, Range, Step} from '../../src/lessons/kit/lesson.ts';
import {language} from '../../src/programs/index.spec.ts';
import {type NumberField, number} from '../../src/spec/index.ts';
import {specWith} from '../../src/studies/kit/settings.ts';
import {long, whenLong} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, test} from './support/lab.ts';

test('a lesson is gone through by keyboard: a guess, its answer, and back to it after a reload', async ({page}) => {
  await page.goto('/?backend=wasm#/lessons');
  await page.getByTestId('lesson-who-gets-pushed').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', {level: 1})).toHaveText('One pull, many pushes');
  await page.getByTestId('lesson-next').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/lessons\/who-gets-pushed\/how-many$/);
  await expect(page.getByTestId('commit')).toBeDisabled();
  await page.getByTestId('guess-slider').focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('guess')).not.toHaveText('?');
  await page.getByTestId('commit').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('outcome')).toContainText('You said');
  await expectNothingSerious(page);
  const said = await page.getByTestId('outcome').textContent();
  await page.reload();
  await expect(page.getByTestId('outcome')).toHaveText(said!);
  await page.getByTestId('lesson-restart').click();
  await expect(page.getByRole('heading', {level: 1})).toHaveText('One pull, many pushes');
  await page.goto('/#/lessons/no-such-lesson');
  await expect(page.getByText('There is no lesson of the name “no-such-lesson”.')).toBeVisible();
});

test('the opening page asks, and one press is a guess that a lesson answers', long, async ({page}) => {
  await page.goto('/?backend=wasm');
  await page.getByTestId('ask').getByText('0.1', {exact: true}).click();
  await expect(page).toHaveURL(/#\/lessons\/who-gets-pushed\/which-fills$/);
  await expect(page.locator('[data-option=mild]')).toHaveAttribute('data-selected', 'true');
  await expect(page.getByTestId('outcome')).toContainText('Yes. Uniformity is');
  await page.goto('/?backend=wasm');
  await expect(page.getByTestId('play')).toBeVisible();
  await expect(page.getByTestId('ask')).toBeHidden();
});

test.describe('by touch on a narrow screen', () => {
  test.use({hasTouch: true, viewport: {width: 390, height: 844}});

  test('a curve is drawn, the true one comes over it, and what is asked next is not shown', long, async ({page}) => {
    await page.goto('/?backend=wasm#/lessons/zero-loss-zero-use/in-the-spot');
    await expect(page.getByTestId('commit')).toBeDisabled();
    await expect(page.getByTestId('run-pull')).toBeHidden();
    const chart = page.getByTestId('chart-sketch');
    await chart.evaluate((element) => element.scrollIntoView({block: 'center'}));
    const {x, y, width, height} = (await chart.boundingBox())!;
    // From the upper left to the lower right.
    const points = Array.from({length: 12}, (_, i) => ({
      x: x + width * (0.15 + 0.08 * i),
      y: y + height * (0.2 + 0.05 * i),
    }));
    const touch = await page.context().newCDPSession(page);
    for (const [i, point] of points.entries()) {
      const type = i === 0 ? 'touchStart' : 'touchMove';
      await touch.send('Input.dispatchTouchEvent', {type, touchPoints: [point]});
    }
    await touch.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
    await page.getByTestId('commit').tap();
    await expect(page.getByTestId('outcome')).toContainText('You drew a fall; it went from');
    await expect(page.getByTestId('outcome')).toHaveAttribute('data-kind', 'off');
    await expect(page.getByTestId('outcome')).toBeInViewport();
    await expect(chart).toContainText('measured');
    await expectNothingSerious(page);
    await page.getByTestId('lesson-next').tap();
    await expect(page.getByRole('heading', {level: 1})).toBeFocused();
    await expect(page.getByRole('heading', {level: 1})).toBeInViewport();
    const run = page.getByTestId('run-pull');
    await expect(run).toContainText('uniformity');
    await expect(run).not.toContainText('class by the nearest five');
  });
});

const field = ({range, scale = 'linear'}: Axis): NumberField =>
  number({label: '', help: '', default: range[0], range, scale});

async function slide(page: Page, testId: string, of: NumberField, value: number): Promise<void> {
  const slider = page.getByTestId(testId);
  await slider.press('Home');
  await slider.fill(String(scaleOf(of).toPosition(value)));
}

/** The end of an axis that is further from what is expected. */
function farEnd(axis: Axis, expects: Range): number {
  const middle = expects.reduce((sum, end) => sum + along(axis, end) / 2, 0);
  return axis.range[middle > 0.5 ? 0 : 1];
}

/** Answers rightly where the truth is known, and wrongly where it is not. */
async function answer(page: Page, question: Question, truth: Truth | undefined): Promise<void> {
  if (question.kind === 'choice') {
    const wrong = question.options.find(({id}) => id !== question.expects)!.id;
    const id = truth?.kind === 'values' ? question.right(truth.values) : wrong;
    await page.locator(`[data-option="${id}"]`).click();
  } else if (question.kind === 'number') {
    const value = truth?.kind === 'values' ? truth.values[0] : farEnd(question.axis, question.expects);
    await slide(page, 'guess-slider', field(question.axis), value);
  } else {
    const {places, x, y, expects} = question;
    for (const [i, place] of places.entries()) {
      const value = truth?.kind === 'curve' ? valueAt(truth, place, x.scale) : farEnd(y, expects[0].within);
      await page.getByTestId(`sketch-${i}`).fill(String(Number(value.toPrecision(3))));
      await page.getByTestId(`sketch-${i}`).press('Tab');
    }
  }
  await page.getByTestId('commit').click();
  const kind = await page.getByTestId('outcome').getAttribute('data-kind');
  if (!truth) expect(kind).toBe('off');
  else expect(question.kind === 'choice' ? ['right'] : ['right', 'near']).toContain(kind);
}

async function reachGoal(page: Page, {runs}: Lesson, {run, expects}: Goal): Promise<void> {
  const stage = specWith(runs[run].stages, 1).stages.at(-1)!;
  const place = language.places(stage).find(({path}) => path === expects.path)!;
  await slide(page, `slider-${expects.path}`, place.field as NumberField, expects.value);
  await expect(page.getByTestId('goal')).toHaveAttribute('data-met', 'true');
}

async function goThrough(page: Page, lesson: Lesson, truths: Readonly<Record<string, Truth>> = {}): Promise<void> {
  for (const {id, question, goal} of lesson.steps as readonly Step[]) {
    await expect(page).toHaveURL(new RegExp(`/${id}$`));
    if (question) await answer(page, question, truths[id]);
    if (goal) await reachGoal(page, lesson, goal);
    const next = page.getByTestId('lesson-next');
    if (id !== lesson.steps.at(-1)!.id) await next.click();
  }
}

whenLong(() => {
  const folder = new URL('../../src/lessons/', import.meta.url);
  const slugs = readdirSync(folder).flatMap((name) => (/^(?!index).*\.ts$/.test(name) ? [name.slice(0, -3)] : []));

  for (const slug of slugs) {
    test(`the lesson ${slug} is gone through with wrong answers, and again with right ones`, async ({page}) => {
      await language.load(['encoder', 'reward']);
      const lesson: Lesson = (await import(new URL(`${slug}.ts`, folder).href)).default;
      await page.goto(`/?backend=wasm#/lessons/${slug}`);
      await goThrough(page, lesson);
      const kept = await page.evaluate((name) => JSON.parse(localStorage.getItem(name)!), `lesson-${slug}`);
      await page.getByTestId('lesson-restart').click();
      await goThrough(page, lesson, kept.truths);
      await page.getByRole('link', {name: 'All lessons'}).click();
      await expect(page.getByTestId('lessons').getByRole('listitem').filter({hasText: lesson.title})).toContainText(
        '· done',
      );
    });
  }
});
