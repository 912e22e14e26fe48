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
    negatives: 'all',
    pushes({positive, negatives}: Row) {
      // Everything is divided by exp of the largest exponent, so that it is finite at every temperature.
      const most = highest(negatives) / temperature;
      const terms = Float64Array.from(negatives, (s) => Math.exp(s / temperature - most));
      const sums = terms.reduce(([a, b], term) => [a + term ** (1 + beta), b + term ** beta], [0, 0]);
      const mean = sums[0] / sums[1];
      const hidden = share * Math.exp(positive / temperature - most);
      const floor = (1 - share) * Math.exp(-1 / temperature - most);
      if (mean - hidden <= floor) return new Float64Array(terms.length);
      return terms.map((term) => term ** beta * ((1 + beta) * term - beta * mean));
    },
  };
}
