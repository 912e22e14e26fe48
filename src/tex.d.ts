declare module 'virtual:tex' {
  /**
   * The HTML of a formula, typeset by KaTeX while building (scripts/katex-plugin.mjs): a string, for
   * `dangerouslySetInnerHTML`. The formula must be written out, without `${}`.
   */
  export function tex(formula: TemplateStringsArray): string;
}
