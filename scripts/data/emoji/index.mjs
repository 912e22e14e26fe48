// @ts-check
/**
 * The emoji world: the same concepts drawn by several artists, as one PNG atlas a style and one JSON file about the
 * concepts. Concept i is in cell i of every atlas, counted along the rows.
 */
import {join} from 'node:path';
import {encodeAtlas} from '../atlas.mjs';
import {writeOutput} from '../write-output.mjs';
import {alignConcepts} from './concepts.mjs';
import {chooseUnseen} from './split.mjs';
import {loadStyles} from './styles.mjs';

const CELL = 32;
const COLUMNS = 40;

/**
 * @param {object} options
 * @param {import('../fetch-packages.mjs').Packages} options.packages
 * @param {import('../renderer.mjs').Render} options.render
 * @param {string} options.output
 */
export function buildEmoji({packages, render, output}) {
  const styles = loadStyles(packages);
  const {groups, concepts} = alignConcepts(styles, packages);
  const unseen = chooseUnseen(concepts);
  console.log(`  ${concepts.length} concepts in all ${styles.length} styles, ${unseen.size} of them unseen`);

  const table = {
    version: 1,
    cell: CELL,
    columns: COLUMNS,
    count: concepts.length,
    styles: styles.map(({id, name, file}) => ({id, name, file})),
    groups,
    name: concepts.map(({name}) => name),
    character: concepts.map(({character}) => character),
    group: concepts.map(({group}) => groups.indexOf(group)),
    keywords: concepts.map(({keywords}) => keywords),
    test: concepts.map((concept) => (unseen.has(concept) ? '1' : '0')).join(''),
  };
  writeOutput(join(output, 'concepts.json'), `${JSON.stringify(table)}\n`);

  for (const style of styles) {
    const cells = concepts.map(({icon}) => {
      try {
        return render(style.svg(icon, CELL));
      } catch (cause) {
        throw new Error(`${style.name}: the renderer failed on the icon ${icon} (${cause})`, {cause});
      }
    });
    writeOutput(join(output, style.file), encodeAtlas(cells, {cell: CELL, columns: COLUMNS, channels: 4}));
  }
}
