import type {Page} from '@playwright/test';
import {long} from '../support/long.ts';
import {expectNothingSerious} from './support/axe.ts';
import {expect, reach, smallRun, test} from './support/lab.ts';

const settings = {world: {kind: 'file'}};
const bytesOf = (text: string) => Buffer.from(text);
const lines = (count: number, line: (i: number) => string) => Array.from({length: count}, (_, i) => line(i)).join('\n');

const SPECIES = ['Adelie', 'Chinstrap', 'Gentoo'];
const penguins = (rows: number, damage?: {row: number; cell: string}) =>
  `bill,depth,mass,species\n${lines(rows, (i) => {
    const of = i % 3;
    const bill = damage && damage.row === i + 2 ? damage.cell : 38 + 5 * of + (i % 7) / 3;
    return `${bill},${18 - of - (i % 5) / 5},${3700 + 600 * of + 10 * (i % 11)},${SPECIES[of]}`;
  })}\n`;

/** A 40 x 3 array of float32. */
function npy(): Buffer {
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (40, 3), }".padEnd(117);
  const head = Buffer.concat([
    Buffer.from([0x93]),
    bytesOf('NUMPY'),
    Buffer.from([1, 0, 118, 0]),
    bytesOf(`${header}\n`),
  ]);
  return Buffer.concat([head, Buffer.from(Float32Array.from({length: 120}, (_, i) => Math.sin(i)).buffer)]);
}

const sentences = lines(60, (i) =>
  JSON.stringify({text: `${['The cat sleeps', 'Rain falls', 'Soup is hot'][i % 3]} ${i}.`}),
);

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('own-choose').click();
  await (await chooser).setFiles({name, mimeType: 'application/octet-stream', buffer});
}

/** Lets go of a file over the middle of the page. */
function drop(page: Page, name: string, text: string): Promise<void> {
  return page.evaluate(
    (file) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([file.text], file.name));
      const options = {dataTransfer, bubbles: true, cancelable: true};
      for (const type of ['dragover', 'drop'])
        document.querySelector('main')!.dispatchEvent(new DragEvent(type, options));
    },
    {name, text},
  );
}

/** The page with the world of one's own file, and none chosen. */
async function begin(page: Page): Promise<void> {
  await page.goto(`/${smallRun({settings})}`);
  await expect(page.getByTestId('notice')).toContainText('Choose a file of your own under World');
  await expect(page.getByTestId('ticker')).toContainText('waits for your file');
}

async function trainedOn(page: Page, points: string): Promise<void> {
  await reach(page, 5);
  await expect(page.getByTestId('notice')).toHaveCount(0);
  await expect(page.getByText(points)).toBeVisible();
}

test('a table is read, shown and trained on; it is still there after a reload, until it is forgotten', async ({
  page,
}, info) => {
  await page.setViewportSize({width: 1440, height: 1300});
  await begin(page);
  await page.screenshot({path: info.outputPath('files-none.png')});
  await choose(page, 'penguins.csv', bytesOf(penguins(90)));
  await expect(page.getByTestId('own-ready')).toContainText('penguins.csv: 90 vectors of 3 numbers, 3 classes.');
  await expect(page.getByTestId('own-ready').getByRole('columnheader')).toHaveText(['class', 'bill', 'depth', 'mass']);
  await trainedOn(page, '90 points');
  await expect(page.getByTestId('legend')).toContainText('Chinstrap');
  await expect(page.getByTestId('changes')).toContainText('File no file → penguins.csv');
  await page.screenshot({path: info.outputPath('files-light.png')});
  await expectNothingSerious(page, '[data-testid=own-file]');

  await page.reload();
  await trainedOn(page, '90 points');
  await expect(page.getByTestId('own-ready')).toContainText('penguins.csv');
  await page.getByTestId('own-forget').click();
  await expect(page.getByTestId('notice')).toContainText('Choose a file of your own');
});

test('a link without its file asks for it, and goes on with it', long, async ({page, browser}) => {
  await begin(page);
  await choose(page, 'penguins.csv', bytesOf(penguins(60)));
  await trainedOn(page, '60 points');
  await page.getByTestId('share').click();
  await expect(page.getByText('Everything but your file is in the link')).toBeVisible();
  const link = await page.getByTestId('link-settings').inputValue();

  const friend = await (await browser.newContext()).newPage();
  await friend.goto(link);
  await expect(friend.getByTestId('notice')).toContainText('This link needs your file penguins.csv; choose it again');
  await expect(friend.getByTestId('own-missing')).toContainText('penguins.csv');
  await choose(friend, 'renamed.csv', bytesOf(penguins(60)));
  await trainedOn(friend, '60 points');
  await expect(friend.getByTestId('own-missing')).toHaveCount(0);
  await friend.context().close();
});

test('arrays and sentences are read too', long, async ({page}) => {
  await begin(page);
  await choose(page, 'array.npy', npy());
  await expect(page.getByTestId('own-ready')).toContainText('array.npy: 40 vectors of 3 numbers.');
  await trainedOn(page, '40 points');
  await choose(page, 'lines.jsonl', bytesOf(sentences));
  await expect(page.getByTestId('own-ready')).toContainText('lines.jsonl: 60 sentences.');
  await trainedOn(page, '60 points');
});

test(
  'what is wrong with a file is said row by row, and bad rows are left out when the reader wants it',
  long,
  async ({page}, info) => {
    await page.emulateMedia({colorScheme: 'dark'});
    await page.setViewportSize({width: 1440, height: 900});
    await begin(page);
    await choose(page, 'penguins.csv', bytesOf(penguins(60, {row: 17, cell: 'abc'})));
    const errors = page.getByTestId('own-errors');
    await expect(errors).toContainText('penguins.csv has 1 row that cannot be used.');
    await expect(errors).toContainText('Row 17, column 1 (bill): “abc” is not a number.');
    await page.screenshot({path: info.outputPath('files-dark-errors.png')});
    await expectNothingSerious(page, '[data-testid=own-file]');
    await expect(page.getByTestId('own-leave-out')).toBeInViewport({ratio: 1});
    await page.getByTestId('own-leave-out').click();
    await expect(page.getByTestId('own-ready')).toContainText('59 vectors of 3 numbers, 3 classes, 1 left out.');
    await trainedOn(page, '59 points');

    await choose(page, 'short.csv', bytesOf(penguins(5)));
    await expect(errors).toContainText('short.csv has 5 rows; it must have at least 20.');
    await expect(page.getByTestId('own-leave-out')).toHaveCount(0);
    await errors.getByRole('button', {name: 'Dismiss'}).click();
    await expect(page.getByTestId('own-ready')).toContainText('penguins.csv');
  },
);

test('a file that is dropped on the page is trained on, whatever the world was', long, async ({page}, info) => {
  await page.setViewportSize({width: 390, height: 844});
  await page.goto(`/${smallRun()}`);
  await reach(page, 3);
  await drop(page, 'broken.csv', penguins(45, {row: 9, cell: '?'}));
  await expect(page.getByTestId('notice')).toContainText('Row 9, column 1 (bill): “?” is not a number.');
  await drop(page, 'dropped.csv', penguins(45));

  await expect(page.getByText('45 points')).toBeVisible();
  await page.getByTestId('sheet').click();
  await expect(page.getByTestId('own-ready')).toContainText('dropped.csv');
  await page.getByTestId('own-ready').scrollIntoViewIfNeeded();
  await page.screenshot({path: info.outputPath('files-phone.png')});
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
