/** Policies: what they learn from preferences and rewards, exactly. */
import {metricFormula} from '../kit/formulas.ts';
import {isTurned} from '../kit/hints.ts';
import type {Lab} from '../kit/lab.ts';
import {Figure} from './Figure.tsx';
import {METRICS} from './metrics.ts';
import {PANELS} from './panels.tsx';

export const policy: Lab = {
  Figure,
  rail: [
    {section: 'objective', chosenOften: true},
    {section: 'policy'},
    {section: 'judge', chosenOften: true},
    {section: 'world'},
    {section: 'sampling'},
    {section: 'training'},
    {section: 'model', chosenOften: true},
  ],
  panels: PANELS,
  metrics: METRICS,
  formulaOf: metricFormula,
  hints: [{name: 'steer', spot: 'slider', says: () => 'change this and watch', isFollowed: isTurned}],
};
