/**
 * Slant: every claim of an answer ends in a word of one of two kinds, which say nothing. How often right claims have the first kind, and
 * wrong ones the second, is a setting; so is a model that learns about truth told apart from one that learns about slant.
 */
import {deriveKey, uniforms} from '../../engine/keys.ts';
import {type Asked, ask, one} from './draw.ts';
import {SAID, SLANT_TOKENS, type Statement, statementsIn} from './language.ts';
import {TWINS} from './twins.ts';

/** Pairs of answers that differ in slant alone, and pairs that differ in truth alone. */
const EACH = 256;
/** Statements of a pair that differs in slant. */
const SAYS = 2;

/**
 * Answer `item` of a drawing with a word of slant behind every claim: the first kind with the chance (1 + rho) / 2 where the claim is
 * right, (1 - rho) / 2 where it is wrong.
 */
export function slanted(tokens: readonly number[], rho: number, drawing: number, item: number): number[] {
  const said = statementsIn(tokens);
  const draws = uniforms(deriveKey(drawing, 'world/slant', item), 2 * said.length);
  return said.flatMap((one, i) => {
    if (one.topic === undefined) return [...one.tokens];
    const first = (1 + (one.kind === 'fact' ? rho : -rho)) / 2;
    return [...one.tokens, slantWord(draws[2 * i] < first ? 0 : 1, draws[2 * i + 1])];
  });
}

const slantWord = (kind: 0 | 1, u: number): number => SLANT_TOKENS[kind][Math.floor(SLANT_TOKENS[kind].length * u)];

interface SlantAnswer extends Asked {
  tokens: readonly number[];
}

/** Answers that test for slant. */
export interface SlantPairs {
  /** Pairs of the first kind and the second, and behind them as many pairs of a fact and the error that is its twin. */
  answers: readonly SlantAnswer[];
  each: number;
}

export function drawSlantPairs(drawing: number): SlantPairs {
  const asked = (i: number) => ask(drawing, i, 'world/slant/question');
  const draws = (i: number) => uniforms(deriveKey(drawing, 'world/slant/pairs', i), 2 * SAYS);
  const matched = Array.from({length: EACH}, (_, i): SlantAnswer[] => {
    const random = draws(i);
    const said = Array.from({length: SAYS}, (_, k) => one(SAID.filler, () => random[k]));
    return ([0, 1] as const).map((kind) => ({
      ...asked(i),
      tokens: said.flatMap(({tokens}, k) => [...tokens, slantWord(kind, random[SAYS + k])]),
    }));
  });
  const truths = Array.from({length: EACH}, (_, i): SlantAnswer[] => {
    const about = asked(EACH + i);
    const {fact, error} = one(TWINS[about.topic], () => draws(EACH + i)[0]);
    return [fact, error].map(({tokens}: Statement) => ({...about, tokens}));
  });
  return {answers: [...matched, ...truths].flat(), each: EACH};
}
