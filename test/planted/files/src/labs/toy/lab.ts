/** A vector that is pulled to a point. */
import {TOY_METRICS} from '../../programs/toy/metrics.spec.ts';
import {metricFormula} from '../kit/formulas.ts';
import type {Lab} from '../kit/lab.ts';
import {Figure} from './Figure.tsx';
import {PANELS, Whereabouts} from './panels.tsx';

export const toy: Lab = {
  Figure,
  rail: [{id: 'whereabouts', View: Whereabouts}, {section: 'target'}, {section: 'training'}],
  panels: PANELS,
  metrics: TOY_METRICS,
  formulaOf: metricFormula,
  hints: [],
};
