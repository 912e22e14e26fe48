import {expect, it} from 'vitest';
import {panelFormulas} from '../../src/panels/formulas.ts';

it('every formula of a panel is typeset, and another', () => {
  const all = Object.values(panelFormulas);
  for (const html of all) expect(html).toContain('katex');
  expect(new Set(all).size).toBe(all.length);
});
