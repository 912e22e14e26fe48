import {join} from 'node:path';
import {installOnDebian, namedPlace, onPath, runs, tryCommand, windowsFolders} from './browsers.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const windows = () =>
  windowsFolders().flatMap((folder) => [
    join(folder, 'Google/Chrome/Application/chrome.exe'),
    join(folder, 'Chromium/Application/chrome.exe'),
    join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ]);

function systemPlaces() {
  if (process.platform === 'darwin') return MAC;
  return process.platform === 'win32' ? windows() : onPath(NAMES);
}

/** Where Playwright puts, or would put, its own Chromium. */
async function playwrightPlace() {
  const {chromium} = await import('@playwright/test');
  return chromium.executablePath();
}

/** The path of a Chromium or Chrome of this machine, or undefined. */
export async function findChromium() {
  const named = namedPlace('CHROMIUM_PATH', 'CHROME_PATH');
  if (named) return named;
  return systemPlaces().find(runs) ?? [await playwrightPlace()].find(runs);
}

/** The same, after installing one if there is none. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  installOnDebian('chromium', 'Chromium');
  const installed = await findChromium();
  if (installed) return installed;
  tryCommand('Chromium', 'npx playwright install chromium');
  const own = await findChromium();
  if (own) return own;
  throw new Error(
    'The browser tests need a Chromium or Chrome, and none could be found or installed: install one, or name it in CHROMIUM_PATH.',
  );
}
