/** What every module of formulas needs: the style sheet of typeset formulas, and text around them. */
import 'katex/dist/katex.min.css';

/** The sentence below a formula that says what its symbols are. */
export const where = (text: string): string => `<p>${text}</p>`;

/** Formulas below one another. */
export const lines = (...formulas: string[]): string => formulas.join('<br>');
