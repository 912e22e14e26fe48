import katex from 'katex';
import {parseSync, Visitor} from 'vite';

const MODULE = 'virtual:tex';

/**
 * Typesets formulas while building: in a file with `import {tex} from 'virtual:tex'` each tex`...` becomes the string
 * of its HTML (with MathML for screen readers), and the import is removed. So KaTeX itself is never shipped. A \\qquad begins
 * a new line.
 *
 * @returns {import('vite').Plugin}
 */
export function katexPlugin() {
  return {
    name: 'katex',
    // Before TypeScript and JSX are compiled away, while the formulas still stand as they were written.
    enforce: 'pre',
    // The dev server's search for dependencies reads the files as they are, with the import.
    resolveId: {filter: {id: /^virtual:tex$/}, handler: (id) => `\0${id}`},
    transform: {
      filter: {id: /\.[mc]?[jt]sx?$/, code: MODULE},
      handler(code, id) {
        return {code: typeset(code, id), map: null};
      },
    },
  };
}

/** `code` with its formulas typeset. Lines keep their numbers, so that positions in error messages stay true. */
export function typeset(code, file) {
  const {program, errors} = parseSync(file, code);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const found = program.body.find((node) => node.type === 'ImportDeclaration' && node.source.value === MODULE);
  if (!found) return code;
  const name = found.specifiers[0].local.name;
  const edits = [{node: found, text: ''}];
  new Visitor({
    TaggedTemplateExpression(node) {
      if (node.tag.name === name) edits.push({node, text: JSON.stringify(html(node.quasi, file))});
    },
  }).visit(program);
  return replaced(code, edits);
}

function html({quasis, expressions}, file) {
  const formula = quasis[0].value.raw;
  if (expressions.length > 0)
    throw new Error(`${file}: tex\`${formula}\${...}\` must be a formula without substitutions.`);
  try {
    return formula
      .split(/,?\s*\\qquad\s*/)
      .map(line)
      .join('<br>');
  } catch (error) {
    throw new Error(`${file}: tex\`${formula}\`: ${error.message}`);
  }
}

/** A formula of its own line, with fractions and sums at their full size. */
const line = (formula) =>
  katex.renderToString(`\\displaystyle ${formula}`, {throwOnError: true, strict: 'error', output: 'htmlAndMathml'});

function replaced(code, edits) {
  let out = '';
  let at = 0;
  for (const {node, text} of edits.sort((a, b) => a.node.start - b.node.start)) {
    const breaks = code.slice(node.start, node.end).replace(/[^\n]/g, '');
    out += code.slice(at, node.start) + text + breaks;
    at = node.end;
  }
  return out + code.slice(at);
}
