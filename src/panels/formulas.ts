/** The formulas of all panels, typeset when the page is built. They are large: the page loads them when one is asked for. */
import {formula as accuracy} from './accuracyByGap/formula.ts';
import {formula as audit} from './audit/formula.ts';
import {formula as bestOf} from './bestOf/formula.ts';
import {formula as bound} from './bound/formula.ts';
import {formula as categories} from './categories/formula.ts';
import {formula as chosenRejected} from './chosenRejected/formula.ts';
import {formula as classes} from './classes/formula.ts';
import {formula as composition} from './composition/formula.ts';
import {formula as evenness} from './evenness/formula.ts';
import {formula as frontier} from './frontier/formula.ts';
import {formula as groups} from './groups/formula.ts';
import {formula as league} from './league/formula.ts';
import {formula as lengths} from './lengths/formula.ts';
import {formula as likeliest} from './likeliest/formula.ts';
import {formula as margins} from './margin/formula.ts';
import {formula as matrix} from './matrix/formula.ts';
import {formula as neighbours} from './neighbours/formula.ts';
import {formula as plane} from './plane/formula.ts';
import {formula as words} from './reading/formula.ts';
import {formula as reliability} from './reliability/formula.ts';
import {formula as rewardLength} from './rewardLength/formula.ts';
import {formula as similarities} from './similarities/formula.ts';
import {formula as spectrum} from './spectrum/formula.ts';
import {formula as spread} from './spread/formula.ts';
import {formula as styleMatrix} from './styleMatrix/formula.ts';
import {formula as substance} from './styleSubstance/formula.ts';
import {formula as temperature} from './temperature/formula.ts';
import {formula as weights} from './weights/formula.ts';

export const panelFormulas = {
  temperature,
  plane,
  similarities,
  matrix,
  bound,
  spectrum,
  classes,
  evenness,
  spread,
  neighbours,
  rewardLength,
  league,
  bestOf,
  audit,
  accuracy,
  categories,
  reliability,
  words,
  margins,
  weights,
  substance,
  styleMatrix,
  frontier,
  chosenRejected,
  likeliest,
  composition,
  lengths,
  groups,
} as const;
