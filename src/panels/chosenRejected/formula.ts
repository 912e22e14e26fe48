import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

export const formula =
  tex`\Delta(y) = \log \pi(y|x) - \log \pi_{\mathrm{ref}}(y|x), \qquad \mathrm{gap} = \Delta(y_{\mathrm{chosen}}) - \Delta(y_{\mathrm{rejected}})` +
  where(
    'On average over the pairs of a batch. Losses on pairs such as DPO’s depend on the gap alone, so that both may fall; what they lose goes to answers that are in no pair.',
  );
