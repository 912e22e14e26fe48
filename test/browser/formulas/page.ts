/** Every formula that the page can show, in the frame of a panel's formula, measured at the width of the window. */
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/source-serif-4/index.css';
import '../../../src/app/styles/tokens.css';
import '../../../src/app/styles/page.css';
import {objectiveFormula} from '../../../src/objectives/formulas.ts';
import {panelFormulas} from '../../../src/panels/formulas.ts';
import {language} from '../../../src/programs/index.spec.ts';

declare global {
  interface Window {
    showFormulas(): Promise<number>;
    formulaFaults(): string[];
  }
}

const ofMetrics = import.meta.glob<{formulas: Readonly<Record<string, string>>}>('../../../src/metrics/*/formula.ts', {
  eager: true,
});

/** Each objective at its defaults, and with every option of each choice. */
function objectives(): [string, string][] {
  return language.programs.flatMap(({program, sections}) =>
    sections.objective.parts.flatMap(({kind, fields}): [string, string][] => {
      const settings = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));
      const variants = Object.entries(fields).flatMap(([name, field]) =>
        field.type === 'choice' ? Object.keys(field.options).map((option) => ({...settings, [name]: option})) : [],
      );
      return [settings, ...variants].map((one) => [
        `${program} ${kind} ${JSON.stringify(one)}`,
        objectiveFormula(program, {kind, ...one}) ?? '',
      ]);
    }),
  );
}

/** Shows them all; says how many there are. */
window.showFormulas = async () => {
  await language.load(['reward']);
  const all = [
    ...Object.entries(panelFormulas).map(([name, html]) => [`panel ${name}`, html]),
    ...Object.values(ofMetrics).flatMap(({formulas}) => Object.entries(formulas)),
    ...objectives(),
  ];
  document.body.innerHTML = all
    .map(
      ([name, html]) => `<div class="popover"><div role="dialog" class="formula" title='${name}'>${html}</div></div>`,
    )
    .join('');
  await document.fonts.ready;
  return all.length;
};

/** What sticks out of its frame, or is drawn over the line before it. */
window.formulaFaults = () =>
  [...document.querySelectorAll<HTMLElement>('.formula')].flatMap((frame) => {
    const faults: string[] = [];
    if (frame.scrollWidth > frame.clientWidth) faults.push(`is ${frame.scrollWidth} px wide in ${frame.clientWidth}`);
    const {right} = frame.getBoundingClientRect();
    if (right > innerWidth) faults.push(`ends at ${right} px`);
    for (const formula of frame.querySelectorAll('.katex-html')) {
      const boxes = [...formula.querySelectorAll(':scope > .katex-base')].map((base) => base.getBoundingClientRect());
      if (boxes.length === 0) faults.push('is not typeset');
      for (const [i, {top, left}] of boxes.entries()) {
        const before = boxes[i - 1];
        if (before && left < before.right - 1 && top < before.bottom - 1) faults.push('has a line over another');
      }
    }
    if (/undefined|NaN|null/.test(frame.textContent ?? '')) faults.push('names what is undefined');
    return faults.map((fault) => `${frame.title} ${fault}`);
  });
