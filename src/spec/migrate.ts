/** Specs carry a version, so that a link made today opens in every later lab. */

export const VERSION = 1;

type Checked<T> = {ok: true; value: T} | {ok: false; sentences: string[]};

/** `MIGRATIONS[n]` turns a spec of version n into one of version n + 1. */
const MIGRATIONS: Record<number, (spec: Record<string, unknown>) => Record<string, unknown>> = {};

/** Any JSON value as a spec of the present version, or a sentence. A missing version means the present one. */
export function migrate(json: unknown): Checked<Record<string, unknown>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return {ok: false, sentences: ['A spec must be an object with version, seed and stages.']};
  }
  let spec = {...json, version: 'version' in json ? json.version : VERSION} as Record<string, unknown>;
  const version = spec.version;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return {ok: false, sentences: [`version must be a whole number from 1 to ${VERSION}.`]};
  }
  if (version > VERSION) {
    return {
      ok: false,
      sentences: [
        `This spec has version ${version}, and this lab reads versions up to ${VERSION}. Reload the page to get the newest lab.`,
      ],
    };
  }
  for (let from = version; from < VERSION; from++) spec = {...MIGRATIONS[from](spec), version: from + 1};
  return {ok: true, value: spec};
}
