import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

const CANVAS = 'drawing-world.dabs';
const STATE = 'drawing-state-world.dabs';
const settings = {
  world: {
    kind: 'drawn',
    points: 500,
    dabs: [
      [0, 20, 50, 5],
      [1, 80, 50, 5],
    ],
  },
};

test('clusters are painted with the keyboard, and are in the link', async ({page}) => {
  await page.goto(`/${smallRun({settings})}`);
  await reach(page, 3);
  const before = page.url();
  await page.getByTestId(CANVAS).focus();
  await page.keyboard.press('3');
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId(STATE)).toContainText('Class 3 at 52, 60. 2 of 64 clouds.');
  await page.keyboard.press('Space');
  await expect(page.getByTestId(STATE)).toContainText('3 of 64');
  await expect(page.getByTestId('changes')).toContainText('3 dabs of 3 classes');
  await expect(page.getByTestId('legend')).toContainText('Class 3');
  await expect.poll(() => page.url()).not.toBe(before);
  const url = page.url();
  await page.getByTestId(CANVAS).focus();
  await page.keyboard.press('u');
  await expect(page.getByTestId('changes')).toContainText('2 dabs of 2 classes');

  await page.goto('about:blank');
  await page.goto(url);
  await reach(page, 3);
  await expect(page.getByTestId(STATE)).toContainText('3 of 64');
});

test('clusters are painted with a pointer; a canvas that was cleared waits', long, async ({page}, info) => {
  // Labels that are scrolled out of the rail count as none.
  await page.setViewportSize({width: 1440, height: 1500});
  await page.goto(`/${smallRun({settings})}`);
  await reach(page, 3);
  const box = (await page.getByTestId(CANVAS).boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.1, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.2, {steps: 30});
  await page.mouse.up();
  await expect(page.getByTestId(STATE)).toContainText(/(9|10) of 64/);
  await expect(page.getByTestId('changes')).toContainText(/(9|10) dabs of 2 classes/);
  await reach(page, 60);
  await page.screenshot({path: info.outputPath('drawn.png')});
  await expectNothingSerious(page);
  await page.getByTestId('clear-world.dabs').click();
  await expect(page.getByTestId(STATE)).toContainText('Paint the first cloud');
  await expect(page.getByTestId('changes')).toContainText(/(9|10) dabs of 2 classes/);
  await page.getByTestId('undo-world.dabs').click();
  await expect(page.getByTestId(STATE)).toContainText(/(9|10) of 64/);
});
