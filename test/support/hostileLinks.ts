/** Links that ask for much work. */
import {deflateSync, strFromU8, strToU8} from 'fflate';

/** A patch, or any text at all, as a link carries it. No dictionary is needed to write one that can be read. */
export const packed = (patch: object | string): string => {
  const text = typeof patch === 'string' ? patch : JSON.stringify(patch);
  const binary = strFromU8(deflateSync(strToU8(text), {level: 6}), true);
  return `A${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
};
const linkOf = (patch: object | string) => `/lab/emoji/${packed(patch)}`;
const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({length: n}, (_, i) => make(i));
const settings = (n: number, name: (i: number) => string) => Object.fromEntries(times(n, (i) => [name(i), i]));
const temperatures = (n: number) => ({
  stage: 'main',
  path: 'objective.temperature',
  values: times(n, (i) => 0.1 + i / 1e5),
});
const further = (n: number) =>
  times(n, (i) => ({id: `s${i}`, like: i, from: {'*': `${i === 0 ? 'main' : `s${i - 1}`}.*`}}));

/** Addresses that grow with n, each with much of something. */
export const HOSTILE_LINKS: Record<string, (n: number) => string> = {
  'unknown settings of a part': (n) => linkOf({set: settings(n, (i) => `stages.main.spec.objective.f${i}`)}),
  'unknown parts': (n) => linkOf({set: settings(n, (i) => `stages.main.spec.f${i}.f`)}),
  'unknown stages': (n) => linkOf({set: settings(n, (i) => `stages.s${i}.steps`)}),
  'a whole spec of unknown settings': (n) =>
    linkOf({spec: {stages: [{id: 'main', program: 'encoder', spec: {world: settings(n, (i) => `f${i}`)}}]}}),
  'a whole spec of stages': (n) =>
    linkOf({spec: {stages: times(n, (i) => ({id: `s${i}`, program: 'encoder', spec: {}}))}}),
  'a whole spec of unknown entries': (n) => linkOf({spec: settings(n, (i) => `f${i}`)}),
  'further stages': (n) => linkOf({more: further(n)}),
  'slots that start from others': (n) =>
    linkOf({more: [{id: 'x', like: 0, from: Object.fromEntries(times(n, (i) => [`w${i}`, `main.w${i}`]))}]}),
  'slots that start from nothing': (n) => linkOf({more: [{id: 'x', like: 0, from: settings(n, (i) => `w${i}`)}]}),
  moves: (n) => linkOf({moves: times(n, (i) => [0, 1, 'objective.temperature', 0.1 + i / 1e6])}),
  'moves of nothing': (n) => linkOf({moves: times(n, (i) => [0, 1, `objective.f${i}`, 1])}),
  'moves in disorder': (n) =>
    linkOf({more: further(15), moves: times(n, (i) => [15 - (i % 16), 1, 'objective.temperature', 0.2])}),
  'moves of values out of range': (n) => linkOf({moves: times(n, (i) => [0, 1, 'objective.temperature', 100 + i])}),
  'seeds of a fan': (n) => linkOf({fan: {seeds: times(n, (i) => i)}}),
  'the same seed of a fan': (n) => linkOf({fan: {seeds: times(n, () => 1)}}),
  'words for seeds of a fan': (n) => linkOf({fan: {seeds: times(n, () => 'x')}}),
  'values of a fan': (n) => linkOf({fan: {axes: [temperatures(n)], seeds: [1]}}),
  'values of a fan over all stages': (n) => linkOf({more: further(15), fan: {axes: [temperatures(n)], seeds: [1]}}),
  'members of a fan in all stages': (n) => {
    const few = Math.min(8, n);
    const rates = times(few, (i) => 0.001 + i / 1e4);
    const axes = [temperatures(few), {stage: 'main', path: 'training.learningRate', values: rates}];
    return linkOf({more: further(15), fan: {axes, seeds: [1]}});
  },
  'axes of a fan': (n) => linkOf({fan: {axes: times(n, () => temperatures(1)), seeds: [1]}}),
  'dabs of a drawing': (n) =>
    linkOf({
      set: {'stages.main.spec.world.kind': 'drawn', 'stages.main.spec.world.dabs': times(n, () => [-1, 'x', [], {}])},
    }),
  'artists that there are not': (n) => linkOf({set: {'stages.main.spec.world.styles': times(n, (i) => `a${i}`)}}),
  'lists in lists': (n) => linkOf(`{"set":{"seed":${'['.repeat(n)}${']'.repeat(n)}}}`),
  'one letter, over and over': (n) => linkOf({set: {seed: 'a'.repeat(10 * n)}}),
  'a name of many letters': (n) => linkOf({set: {[`stages.main.spec.objective.${'a'.repeat(n)}`]: 1}}),
  nonsense: (n) => `/lab/emoji/A${'a'.repeat(n)}`,
  panels: (n) => `/lab/emoji&p=${times(n, (i) => `p${i}`).join()}`,
  'parts beside the run': (n) => `/lab/emoji${times(n, (i) => `&x${i}=%41`).join('')}`,
  slashes: (n) => `/${'/'.repeat(n)}`,
};
