import {readdirSync, readFileSync} from 'node:fs';
import {join, normalize} from 'node:path';
import {parseSync, Visitor} from 'vite';
import {root} from './setup.mjs';

/** What makes a field (src/spec/fields.ts). */
const FIELDS = new Set(['number', 'choice', 'choices', 'flag', 'drawing', 'file']);

/** The file that stands for all the texts. */
const TEXTS = join(root, 'src/app/controls/helpTexts.ts');

/**
 * Keeps the help texts of settings out of the first file of the built page, and out of the worker: in spec files each
 * becomes `{later: number}`, its place in the list that src/app/controls/helpTexts.ts exports. The dev server and Node
 * take the files as they are.
 *
 * @returns {import('vite').Plugin}
 */
export function helpPlugin() {
  let texts = [];
  return {
    name: 'help',
    apply: 'build',
    // Before TypeScript is compiled away.
    enforce: 'pre',
    applyToEnvironment: ({config}) => config.consumer === 'client',
    buildStart() {
      texts = allHelps();
    },
    load: (id) => (normalize(id) === TEXTS ? `export const TEXTS = ${JSON.stringify(texts)};` : undefined),
    transform: {
      filter: {id: /\.spec\.ts$/},
      handler: (code, id) => ({code: withoutHelps(code, id, texts), map: null}),
    },
  };
}

/** The help texts of all settings, each once. */
export function allHelps() {
  const folder = join(root, 'src');
  const files = readdirSync(folder, {recursive: true}).filter((file) => file.endsWith('.spec.ts'));
  const helps = files.sort().flatMap((file) => helpsOf(readFileSync(join(folder, file), 'utf8'), file));
  return [...new Set(helps.map(({text}) => text))];
}

/** `code` with their places in `texts` instead of help texts. */
export const withoutHelps = (code, file, texts) =>
  helpsOf(code, file).reduceRight(
    (rest, {text, start, end}) => `${rest.slice(0, start)}{later: ${texts.indexOf(text)}}${rest.slice(end)}`,
    code,
  );

/** The help texts of fields and of their options, as they stand in the file. */
function helpsOf(code, file) {
  const {program, errors} = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const found = [];
  const calls = [];
  new Visitor({
    CallExpression: ({callee}) => calls.push(callee.name),
    'CallExpression:exit': () => calls.pop(),
    Property({key, value: {type, value, start, end}}) {
      if (key.name !== 'help' || !FIELDS.has(calls.at(-1))) return;
      if (type === 'Literal') found.push({text: value, start, end});
    },
  }).visit(program);
  return found;
}
