import {tex} from 'virtual:tex';
import {where} from '../../tex/where.ts';

const FOUND = where(
  'D⁺ are the most relevant documents for the query q. Equal cosines count as every order of them on average.',
);

const ndcg = (over: string) =>
  tex`\mathrm{DCG} = \sum_{i=1}^{10} \frac{g_i}{\log_2(i + 1)}, \qquad \mathrm{nDCG} = \frac{\mathrm{DCG}}{\mathrm{DCG\ of\ the\ best\ order}}` +
  where(
    `g is the relevance, from 0 to 1, of the document found at place i. The mean over ${over}; equal cosines count as every order of them on average.`,
  );

export const formulas = {
  ndcgAt10: ndcg('queries'),
  ndcgKnown: ndcg('queries and documents that were trained on'),
  ndcgNovelQuery: ndcg('unseen queries, among documents that were trained on'),
  ndcgNovelDocument: ndcg('queries that were trained on, among unseen documents'),
  retrievalAt1:
    tex`R@1 = \underset{q}{\mathrm{mean}}\ \mathbf{1} \Big[\, \min_{d \in D^+(q)} \mathrm{rank}_d \cos(f(q), f(d)) = 1 \,\Big]` +
    FOUND,
  retrievalAt5:
    tex`R@5 = \underset{q}{\mathrm{mean}}\ \mathbf{1} \Big[\, \min_{d \in D^+(q)} \mathrm{rank}_d \cos(f(q), f(d)) \le 5 \,\Big]` +
    FOUND,
  retrievalAt10:
    tex`R@10 = \underset{q}{\mathrm{mean}}\ \mathbf{1} \Big[\, \min_{d \in D^+(q)} \mathrm{rank}_d \cos(f(q), f(d)) \le 10 \,\Big]` +
    FOUND,
};
