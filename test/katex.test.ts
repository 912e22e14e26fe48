import {tex} from 'virtual:tex';
import {describe, expect, test} from 'vitest';
import {typeset} from '../scripts/katex-plugin.mjs';

const typesetFile = (body: string) => typeset(`import {tex} from 'virtual:tex';\n${body}`, 'formula.tsx');

describe('Formulas', () => {
  test('are HTML, with MathML for screen readers', () => {
    const html: string = tex`\frac{s}{\tau}`;
    expect(html).toContain('<span class="katex">');
    expect(html).toContain('<math');
    expect(html).toContain(
      String.raw`<annotation encoding="application/x-tex">\displaystyle \frac{s}{\tau}</annotation>`,
    );
  });

  test('that are far apart stand below one another', () => {
    const html: string = tex`a = b, \qquad c = d`;
    expect(html.match(/<math/g)).toHaveLength(2);
    expect(html).toContain('</span><br><span class="katex">');
    expect(html).not.toContain('b,');
  });

  test('leave no import behind, and every other line where it was', () => {
    const code = typesetFile('const a = <b>{tex`x +\n y`}</b>;\nconst c = 1;');
    expect(code).not.toContain('virtual:tex');
    expect(code.split('\n')[3]).toBe('const c = 1;');
  });

  test('that KaTeX does not know stop the build with the place', () => {
    expect(() => typesetFile('tex`\\nosuch`')).toThrow(/formula\.tsx: tex`\\nosuch`: .*nosuch/);
  });

  test('with substitutions stop the build', () => {
    expect(() => typesetFile(`tex\`a$\{1}\``)).toThrow(/without substitutions/);
  });

  test('of another tag stay', () => {
    expect(typeset('const a = tex`x`;', 'other.ts')).toBe('const a = tex`x`;');
  });
});
