import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

const WINDOWS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
  .flatMap((name) => process.env[name] ?? [])
  .flatMap((folder) => [
    join(folder, 'Google/Chrome/Application/chrome.exe'),
    join(folder, 'Chromium/Application/chrome.exe'),
    join(folder, 'Microsoft/Edge/Application/msedge.exe'),
  ]);

function systemPlaces() {
  if (process.platform === 'darwin') return MAC;
  if (process.platform === 'win32') return WINDOWS;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * On Windows `--version` would open a window. Elsewhere it tells a browser from the stub that Ubuntu has in its place.
 */
const runs = (path) =>
  existsSync(path) && (process.platform === 'win32' || spawnSync(path, ['--version'], {stdio: 'ignore'}).status === 0);

/** Where Playwright puts, or would put, its own Chromium. */
async function playwrightPlace() {
  const {chromium} = await import('@playwright/test');
  return chromium.executablePath();
}

/** The path of a Chromium or Chrome of this machine, or undefined. */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH || process.env.CHROME_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH or CHROME_PATH names ${named}, and there is no such file.`);
  }
  return systemPlaces().find(runs) ?? [await playwrightPlace()].find(runs);
}

/** Ubuntu's package of this name is only a stub for its snap, so Debian's own alone. */
function isDebianRoot() {
  return (
    process.getuid?.() === 0 &&
    existsSync('/etc/os-release') &&
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

const tryCommand = (command) => {
  console.log(`There is no Chromium here: ${command}`);
  return spawnSync(command, {shell: true, stdio: ['ignore', 'ignore', 'inherit']}).status === 0;
};

/** The same, after installing one if there is none. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  if (isDebianRoot()) tryCommand('apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium');
  const installed = await findChromium();
  if (installed) return installed;
  tryCommand('npx playwright install chromium');
  const own = await findChromium();
  if (own) return own;
  throw new Error(
    'The browser tests need a Chromium or Chrome, and none could be found or installed: install one, or name it in CHROMIUM_PATH.',
  );
}
