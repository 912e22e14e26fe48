import {describe, expect, test} from 'vitest';
import {allHelps, withoutHelps} from '../scripts/help-plugin.mjs';
import {language} from '../src/programs/index.spec.ts';

const fields = language.programs
  .flatMap(({sections}) => Object.values(sections))
  .flatMap(({parts}) => parts)
  .flatMap((part) => Object.entries(part.fields).map(([name, field]) => ({name: `${part.label}, ${name}`, field})));

describe('The help texts of settings', () => {
  const texts = allHelps();

  test('are all found, so that none comes with the first file of the page', () => {
    expect(fields.length).toBeGreaterThan(100);
    const helps = fields.flatMap(({name, field}) => [
      {name, help: field.help},
      ...('options' in field ? Object.values(field.options).map(({help}) => ({name, help})) : []),
    ]);
    expect(helps.filter(({help}) => help !== undefined && !texts.includes(help as string))).toEqual([]);
  });

  test('stand once each', () => {
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('give way to their places; those of parts and of other things stay', () => {
    const code = `export const one = part({
  help: 'A part.',
  fields: {
    size: number({...sizeField, help: 'A size.', default: 3}),
    form: choice({help: "A form.", options: {a: {label: 'a', help: 'An option.'}, b: {label: 'b'}}}),
  },
});
const metric = {help: 'A metric.'};`;
    expect(withoutHelps(code, 'one.spec.ts', ['An option.', 'A size.', 'A form.'])).toBe(
      code.replace("'A size.'", '{later: 1}').replace('"A form."', '{later: 2}').replace("'An option.'", '{later: 0}'),
    );
  });
});
