/** The law of objectives that estimate what the true negatives of a view would give. */
import {highest, type Law, type Row} from './law.spec.ts';

interface Settings {
  temperature: number;
  share: number;
  /** 0 where negatives are not weighed by their similarity. */
  hardness?: number;
}

/**
 * With u_j = s_j / tau, m = sum_j exp((1 + beta) u_j) / sum_j exp(beta u_j), and a loss that rises with the estimate
 * (m - tau+ exp(s+ / tau)) / (1 - tau+), the slope of m with respect to u_j is
 *
 *     exp(beta u_j) ((1 + beta) exp(u_j) - beta m) / sum_k exp(beta u_k)
 *
 * Below 0 for easy negatives: a higher weight for them would lower the mean. 0 for all where the estimate is below its
 * floor exp(-1 / tau), which does not depend on the negatives.
 */
export function lawOfTrueNegatives({temperature, share, hardness: beta = 0}: Settings): Law {
  return {
    note: beta > 0 ? `Hardness β = ${beta} favours the most similar and pulls the least similar.` : undefined,
    pushes({positive, negatives}: Row) {
      // Everything is divided by exp of the largest exponent, so that it is finite at every temperature.
      const most = highest(negatives) / temperature;
      const term = (s: number) => Math.exp(s / temperature - most);
      let [above, below] = [0, 0];
      for (let j = 0; j < negatives.length; j++) {
        const one = term(negatives[j]);
        above += one ** (1 + beta);
        below += one ** beta;
      }
      const mean = above / below;
      const hidden = share * Math.exp(positive / temperature - most);
      const floor = (1 - share) * Math.exp(-1 / temperature - most);
      if (mean - hidden <= floor) return () => 0;
      return (s) => term(s) ** beta * ((1 + beta) * term(s) - beta * mean);
    },
  };
}
