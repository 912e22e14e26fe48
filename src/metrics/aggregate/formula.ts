import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const SHARES =
  'Over unseen pairs; d is the difference in reward, v the share of all annotators who prefer the first item, on average.';

export const formulas = {
  shareCorrelation: tex`\mathrm{corr}\big(\sigma(d),\, v\big)` + where(SHARES),
  contestedCorrelation:
    tex`\mathrm{corr}\big(\sigma(d),\, v \;\big|\; \tfrac{1}{4} \le v \le \tfrac{3}{4}\big)` + where(SHARES),
  shareError: tex`\frac{1}{n} \sum_i \big| \sigma(d_i) - v_i \big|` + where(SHARES),
};
