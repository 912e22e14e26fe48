/** Formulas come with the first reader who asks for one: they are large. */
import type {Settings} from './settings.ts';

export const objectiveFormula = async (program: string, {objective}: Settings): Promise<string> =>
  (await import('../../objectives/formulas.ts')).objectiveFormula(program, objective as {kind: string}) ?? '';

/** The loss has its objective's formula. */
export const metricFormula = async (metric: string, program: string, settings: Settings): Promise<string> => {
  const own = (await import('../../metrics/formulas.ts')).metricFormula(metric, program);
  return own ?? objectiveFormula(program, settings);
};

type PanelFormula = keyof typeof import('../../panels/formulas.ts').panelFormulas;

export const panelFormula = (panel: PanelFormula) => async (): Promise<string> =>
  (await import('../../panels/formulas.ts')).panelFormulas[panel];
