/** What a teacher has set, as a short text in an address, and back. Nothing of a text is believed before it was checked. */
import {deflateSync, strFromU8, strToU8} from 'fflate';
import * as v from 'valibot';
import {fromBase64Url, toBase64Url} from '../../../spec/base64.ts';
import type {Checked} from '../../../spec/index.ts';
import {inflated} from '../../../spec/inflate.ts';
import type {Goal, Teaching} from './rules.ts';

/** Never edit a dictionary that a published link may use: add the next one. */
const DICTIONARIES: Record<string, string> = {
  A:
    '"kind:objective""kind:world""kind:model""objective.uniformityWeight""world.lengthBias""model.width""model.representation""training.learningRate""training.batch""objective.temperature"' +
    '{"s":"","h":["preset","seed","all","panels"],"k":[],"m":{"objective.temperature":[0.05,0.5]},"g":[["kNearest",0.7,null],["recallAt1",0.3,null],["lengthCorrelation",null,0.1],["accuracy",0.75,null]]}',
};
const NEWEST = 'A';

const MOST_TEXT = 4000;
const MOST_JSON = 8000;
const MOST_CONTROLS = 120;
const MOST_GOALS = 6;
export const MOST_WORDS = 280;

const name = v.pipe(v.string(), v.maxLength(80));
const names = v.pipe(v.array(name), v.maxLength(MOST_CONTROLS));
const bound = v.nullable(v.pipe(v.number(), v.finite()));
const finite = v.pipe(v.number(), v.finite());

const schema = v.strictObject({
  s: v.optional(v.pipe(v.string(), v.maxLength(MOST_WORDS))),
  h: v.optional(names, []),
  k: v.optional(names, []),
  m: v.optional(
    v.pipe(
      v.record(name, v.tuple([finite, finite])),
      v.check((limits) => Object.keys(limits).length <= MOST_CONTROLS),
    ),
    {},
  ),
  g: v.optional(
    v.pipe(
      v.array(
        v.pipe(
          v.tuple([name, bound, bound]),
          v.check(([, above, below]) => above !== null || below !== null),
        ),
      ),
      v.maxLength(MOST_GOALS),
    ),
    [],
  ),
});

export function encodeTeaching({says, hidden, locked, limits, goals}: Teaching): string {
  const json = {
    ...(says && {s: says}),
    ...(hidden.length > 0 && {h: hidden}),
    ...(locked.length > 0 && {k: locked}),
    ...(Object.keys(limits).length > 0 && {m: limits}),
    ...(goals.length > 0 && {g: goals.map(({metric, above = null, below = null}) => [metric, above, below])}),
  };
  const dictionary = strToU8(DICTIONARIES[NEWEST]);
  return NEWEST + toBase64Url(deflateSync(strToU8(JSON.stringify(json)), {level: 9, dictionary}));
}

/** Never throws. */
export function decodeTeaching(text: string): Checked<Teaching> {
  const damaged: Checked<Teaching> = {
    ok: false,
    sentences: ['What a teacher has set in this link is damaged: ask for it again. The run opens without it.'],
  };
  if (text.length > MOST_TEXT || !Object.hasOwn(DICTIONARIES, text[0])) return damaged;
  const bytes = fromBase64Url(text.slice(1));
  if (!bytes) return damaged;
  try {
    const json = v.safeParse(schema, JSON.parse(strFromU8(inflated(bytes, MOST_JSON, DICTIONARIES[text[0]]))));
    if (!json.success) return damaged;
    const {s, h, k, m, g} = json.output;
    const goals = g.map(
      ([metric, above, below]): Goal => ({
        metric,
        ...(above !== null && {above}),
        ...(below !== null && {below}),
      }),
    );
    return {ok: true, value: {...(s && {says: s}), hidden: h, locked: k, limits: m, goals}};
  } catch {
    return damaged;
  }
}
