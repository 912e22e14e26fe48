import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const WAYS =
  'a and b show the unseen things in two ways (two artists, two faces); rank i is the place of the partner, j = i, among all b by this cosine; the mean over all pairs of ways. Equal cosines count as every order of them on average.';

const LEARNT = where(
  `${WAYS} r is the representation, or the point on the sphere where a and b have encoders of their own.`,
);
const RAW = where(`Of the pixels themselves. ${WAYS}`);
const CENTRED = where(`Of the pixels without the mean picture x̄. ${WAYS}`);

export const formulas = {
  recallAt1:
    tex`R@1 = \underset{i}{\mathrm{mean}}\ \mathbf{1} \big[\, \mathrm{rank}_i \cos(r(a_i), r(b_j)) = 1 \,\big]` +
    LEARNT,
  recallAt5:
    tex`R@5 = \underset{i}{\mathrm{mean}}\ \mathbf{1} \big[\, \mathrm{rank}_i \cos(r(a_i), r(b_j)) \le 5 \,\big]` +
    LEARNT,
  recallAt1RawPixels:
    tex`R@1 = \underset{i}{\mathrm{mean}}\ \mathbf{1} \big[\, \mathrm{rank}_i \cos(a_i, b_j) = 1 \,\big]` + RAW,
  recallAt5RawPixels:
    tex`R@5 = \underset{i}{\mathrm{mean}}\ \mathbf{1} \big[\, \mathrm{rank}_i \cos(a_i, b_j) \le 5 \,\big]` + RAW,
  recallAt1CentredPixels:
    tex`R@1 = \underset{i}{\mathrm{mean}}\ \mathbf{1} \big[\, \mathrm{rank}_i \cos(a_i - \bar{x}, b_j - \bar{x}) = 1 \,\big]` +
    CENTRED,
  recallAt5CentredPixels:
    tex`R@5 = \underset{i}{\mathrm{mean}}\ \mathbf{1} \big[\, \mathrm{rank}_i \cos(a_i - \bar{x}, b_j - \bar{x}) \le 5 \,\big]` +
    CENTRED,
};
