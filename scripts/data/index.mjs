// @ts-check
/**
 * `npm run data`: makes everything under public/data from published packages.
 *
 * The output is committed, so that neither a visitor nor a fresh checkout ever needs this script; it is here so that
 * every byte can be traced to a package, a version and a checksum, and made again. Running it twice gives the same
 * bytes. The packages go to a temporary folder that is removed at the end, also after an error or Ctrl+C.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {buildColours} from './colours/index.mjs';
import {buildDigits} from './digits/index.mjs';
import {buildEmoji} from './emoji/index.mjs';
import {fetchPackages} from './fetch-packages.mjs';
import {buildGlyphs} from './glyphs/index.mjs';
import {writeLicences} from './licences.mjs';
import {buildMatches} from './matches/index.mjs';
import {loadRenderer} from './renderer.mjs';
import {buildReviews} from './reviews/index.mjs';
import {writeSources} from './sources.mjs';

const output = fileURLToPath(new URL('../../public/data/', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'contrastive-lab-data-'));
process.once('exit', () => rmSync(temporary, {recursive: true, force: true}));
process.once('SIGINT', () => process.exit(130));

try {
  console.log('Packages');
  const packages = await fetchPackages(temporary);
  const render = await loadRenderer(packages.renderer, temporary);
  console.log('Emoji');
  buildEmoji({packages, render, output: join(output, 'emoji')});
  console.log('Digits');
  buildDigits({packages, output: join(output, 'digits')});
  console.log('Reviews');
  buildReviews({packages, output: join(output, 'reviews')});
  console.log('Colours');
  buildColours({packages, output: join(output, 'colours')});
  console.log('Glyphs');
  buildGlyphs({packages, render, output: join(output, 'glyphs')});
  console.log('Matches');
  buildMatches({packages, output: join(output, 'matches')});
  console.log('Sources and licences');
  writeLicences(packages, join(output, 'licences'));
  writeSources(join(output, 'SOURCES.md'));
} catch (error) {
  console.error(`\nnpm run data: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
