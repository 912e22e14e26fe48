// @ts-check
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {writeOutput} from './write-output.mjs';

/** Packages whose tarball has the licence text. */
const IN_TARBALL = /** @type {const} */ ({
  'unicode-emoji-json.txt': 'unicodeEmoji',
  'cldr.txt': 'cldr',
  'emojilib.txt': 'emojilib',
  'mnist.txt': 'mnist',
  'color-name-list.txt': 'colourNames',
  'inter.txt': 'inter',
  'source-serif-4.txt': 'sourceSerif',
});

/** Notices kept beside this script, because the packages name their licence without its text. */
const WRITTEN_HERE = ['noto.txt', 'twemoji.txt', 'fluent-emoji.txt', 'katex-fonts.txt', 'football.txt'];

/**
 * Puts the licences that have to travel with the data beside it.
 *
 * @param {import('./fetch-packages.mjs').Packages} packages
 * @param {string} folder
 */
export function writeLicences(packages, folder) {
  for (const [file, key] of Object.entries(IN_TARBALL)) writeOutput(join(folder, file), packages[key].text('LICENSE'));
  writeOutput(join(folder, 'sentiment.txt'), packages.sentiment.text('LICENSE.md'));
  for (const file of WRITTEN_HERE) {
    writeOutput(join(folder, file), readFileSync(new URL(`licences/${file}`, import.meta.url)));
  }
}
