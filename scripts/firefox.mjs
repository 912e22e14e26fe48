import {join} from 'node:path';
import {installOnDebian, namedPlace, onPath, runs, windowsFolders} from './browsers.mjs';

const NAMES = ['firefox-esr', 'firefox'];
const MAC = ['/Applications/Firefox.app/Contents/MacOS/firefox'];

function systemPlaces() {
  if (process.platform === 'darwin') return MAC;
  if (process.platform === 'win32')
    return windowsFolders().map((folder) => join(folder, 'Mozilla Firefox/firefox.exe'));
  return onPath(NAMES);
}

/** The path of a Firefox of this machine, or undefined. */
export const findFirefox = () => namedPlace('FIREFOX_PATH') ?? systemPlaces().find(runs);

/** The same, after trying to install one if there is none. */
export function ensureFirefox() {
  const found = findFirefox();
  if (found) return found;
  installOnDebian('firefox-esr', 'Firefox');
  return findFirefox();
}
