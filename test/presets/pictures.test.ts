/**
 * The small pictures in the menus of presets. `npm run preset-pictures` makes them here, too: where PRESET_PICTURES is set,
 * to ids or to nothing for all, these pictures are written and not compared.
 */
import {readFileSync, writeFileSync} from 'node:fs';
import {gzipSync} from 'node:zlib';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import type {Preset} from '../../src/presets/index.ts';
import {type Picture, type Pictures, SIDE} from '../../src/presets/pictures.ts';
import {PRESETS, PRESETS_OF, presetNamed} from '../support/allPresets.ts';
import {onBackends} from '../support/backends.ts';
import {atLength} from '../support/long.ts';
import {pictureOf} from '../support/pictures.ts';

const asked = process.env.PRESET_PICTURES?.split(' ').filter(Boolean);

/** Bytes of a collection's pictures, gzipped. */
const MOST = 8000;

/** The presets whose runs take least time, one of each lab. */
const QUICK = ['batch', 'football'];

const fileOf = (collection: string) => new URL(`../../src/presets/${collection}/pictures.json`, import.meta.url);
const textOf = (collection: string) => readFileSync(fileOf(collection), 'utf8');
const picturesOf = (collection: string): Pictures => JSON.parse(textOf(collection)) as Pictures;

/** A line for each preset, in the order of the menu; what no menu lists any more goes. */
function write(preset: Preset, picture: Picture): void {
  const {collection} = preset;
  const all: Pictures = {...picturesOf(collection), [preset.id]: picture};
  const lines = PRESETS_OF[collection].flatMap(({id}) =>
    all[id] ? [`  ${JSON.stringify(id)}: ${JSON.stringify(all[id])}`] : [],
  );
  writeFileSync(fileOf(collection), `{\n${lines.join(',\n')}\n}\n`);
}

const TOKENS = readFileSync(new URL('../../src/app/styles/tokens.css', import.meta.url), 'utf8');
const isToken = (name: string) => new RegExp(`^\\[data-theme="dark"\\][^}]*^  --${name}: #`, 'ms').test(TOKENS);

const place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(SIDE));
const GROUP = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9));
const marks = v.strictObject({
  as: v.picklist(['dots', 'far', 'words', 'rings', 'line', 'rule', 'dashes', 'area']),
  tone: v.union([GROUP, v.pipe(v.string(), v.regex(/^#[\da-f]{3}$/)), v.pipe(v.string(), v.check(isToken))]),
  at: v.pipe(
    v.array(place),
    v.minLength(2),
    v.check((at) => at.length % 2 === 0),
  ),
});
const picture = v.strictObject({
  ground: v.picklist(['sphere', 'projection', 'circle', 'chart']),
  marks: v.pipe(v.array(marks), v.minLength(2)),
});

if (asked) {
  onBackends(['wasm'], () => {
    it.each(asked.length > 0 ? asked : PRESETS.map(({id}) => id))('the picture of %s is written', async (id) => {
      const preset = presetNamed(id);
      write(preset, await pictureOf(preset));
    });
  });
} else {
  describe.each(Object.entries(PRESETS_OF))('of the collection %s', (collection, presets) => {
    it('every preset that is listed has a picture, and nothing else has one', () => {
      expect(Object.keys(picturesOf(collection))).toEqual(presets.map(({id}) => id));
    });

    it('all are within the picture and in tones that there are', () => {
      for (const [id, one] of Object.entries(picturesOf(collection))) {
        expect(
          v.safeParse(picture, one).issues?.map(({message}) => message),
          id,
        ).toBeUndefined();
      }
    });

    it('all embeddings show enough points, more of them in front', () => {
      for (const [id, {ground, marks}] of Object.entries(picturesOf(collection))) {
        if (ground === 'chart') continue;
        const count = (...kinds: string[]) =>
          marks.filter(({as}) => kinds.includes(as)).reduce((sum, {at}) => sum + at.length / 2, 0);
        const [front, behind] = [count('dots', 'words'), count('far')];
        expect(front + behind, id).toBeGreaterThanOrEqual(60);
        expect(front + behind, id).toBeLessThanOrEqual(90);
        expect(front, id).toBeGreaterThan(behind);
      }
    });

    it('they are small', () => {
      expect(gzipSync(textOf(collection), {level: 9}).length).toBeLessThanOrEqual(MOST);
    });
  });

  onBackends(['wasm'], () => {
    it.each(atLength(PRESETS, QUICK.map(presetNamed)))(
      'the picture of $id is what its run looks like at its end',
      async (preset) => {
        const known = picturesOf(preset.collection)[preset.id];
        expect(await pictureOf(preset), `npm run preset-pictures -- ${preset.id} makes it anew`).toEqual(known);
      },
    );
  });
}
