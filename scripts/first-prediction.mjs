/**
 * `npm run first-prediction`: what the first minute asks of a reader of the built page: milliseconds from opening until there
 * is something to predict, presses and milliseconds until the prediction is made and until it is answered, and the words
 * on the first screen.
 */
import {chromium} from '@playwright/test';
import {preview} from 'vite';
import {ensureChromium} from './chromium.mjs';
import {root} from './setup.mjs';

const server = await preview({root, preview: {port: 0, host: '127.0.0.1'}, logLevel: 'silent'});
const address = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage({viewport: {width: 1440, height: 900}});
const since = (start) => Math.round(performance.now() - start);

let presses = 0;
const start = performance.now();
await page.goto(`${address}?backend=wasm`);
const option = page.getByTestId('ask').locator('a').nth(1);
await option.waitFor();
const asked = since(start);
const words = await page.evaluate(() => {
  const seen = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(text);
    const {width, height, top, bottom} = range.getBoundingClientRect();
    const shown = text.parentElement?.checkVisibility({visibilityProperty: true, opacityProperty: true});
    // Texts for screen readers alone are a pixel large.
    if (shown && width > 2 && height > 2 && bottom > 0 && top < innerHeight) seen.push(text.textContent);
  }
  return seen
    .join(' ')
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word)).length;
});
await option.click();
presses++;
await page.getByTestId('lesson-waits').or(page.getByTestId('outcome')).waitFor();
const predicted = since(start);
await page.getByTestId('outcome').waitFor({timeout: 0});
console.table({
  'something to predict, ms': asked,
  'presses to the first prediction': presses,
  'first prediction, ms': predicted,
  'its answer, ms': since(start),
  'words on the first screen': words,
});
await browser.close();
await server.close();
