// @ts-check
/** The colours world: names that people gave to colours. */
import {join} from 'node:path';
import {randomStream, shuffled} from '../random.mjs';
import {writeOutput} from '../write-output.mjs';

const UNSEEN_SHARE = 0.2;

/**
 * @param {object} options
 * @param {import('../fetch-packages.mjs').Packages} options.packages
 * @param {string} options.output
 */
export function buildColours({packages, output}) {
  /** @type {{name: string, hex: string}[]} */
  const colours = packages.colourNames.json('dist/colornames.bestof.json');
  const order = shuffled(colours.keys(), randomStream('colours/unseen'));
  const unseen = new Set(order.slice(0, Math.round(UNSEEN_SHARE * colours.length)));
  console.log(`  ${colours.length} colours, ${unseen.size} of them unseen`);
  const table = {
    version: 1,
    name: colours.map(({name}) => name),
    /** As #rrggbb, one after another without the #. */
    colour: colours.map(({hex}) => hex.slice(1)).join(''),
    test: colours.map((_, index) => (unseen.has(index) ? '1' : '0')).join(''),
  };
  writeOutput(join(output, 'colours.json'), `${JSON.stringify(table)}\n`);
}
