/** What is exactly true of two policies as one. */
import {exactMetrics} from '../../metrics/exact/compute.ts';
import {policyOf} from '../../metrics/exact/policy.ts';
import {rankingOf} from '../../metrics/exact/ranking.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import {attributesOf, meansOf, weighed} from '../policy/digest.ts';
import type {SoupSettings} from './index.spec.ts';

/** Means over the questions of what `evaluate` emits. Gold is also the proxy: nobody learns here. */
export function soupDigest(data: Float32Array, {world: settings}: SoupSettings, world: AnswerWorld) {
  const {lattice, questions} = world;
  const count = lattice.states * lattice.moves;
  const law = (at: number) => policyOf(lattice, data.subarray(at * count, (at + 1) * count));
  return meansOf(
    questions.map((_, question) => {
      const gold = weighed(world, question, world.goldOf(settings));
      const goldRanking = rankingOf(gold);
      const known = {gold, proxy: gold, goldRanking, proxyRanking: goldRanking};
      const attributes = attributesOf(world, question);
      return exactMetrics(law(question), {...known, attributes, reference: law(questions.length + question)});
    }),
  );
}
