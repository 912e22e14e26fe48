/** The lab's own data, where a host answers with something else and calls it a success. */
import {describe, expect, it} from 'vitest';
import {type Resources, Unreachable} from '../../src/engine/resources.ts';
import {openPreferences} from '../../src/worlds/index.ts';
import {matches} from '../../src/worlds/matches/index.spec.ts';
import {dataFolder, partSettings, worldOf} from '../support/worlds.ts';

const page = new TextEncoder().encode('<!DOCTYPE html>\n<html><body>Sign in to this network</body></html>');

/** What comes instead of a file. */
const INSTEAD: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'a web page': () => page,
  'half of it': (bytes) => bytes.slice(0, bytes.length / 2),
  nothing: () => new Uint8Array(),
};

/** The data folder, whose files of one kind come as something else. */
const without = (ending: string, instead: (bytes: Uint8Array) => Uint8Array): Resources => ({
  file: async (path) => {
    const bytes = await dataFolder.file(path);
    return path.endsWith(ending) ? instead(bytes) : bytes;
  },
});

const WORLDS: Readonly<Record<string, (resources: Resources) => Promise<unknown>>> = {
  'concepts.json': (resources) => worldOf({kind: 'emoji', resolution: '8'}, resources),
  'digits.json': (resources) => worldOf({kind: 'digits'}, resources),
  'glyphs.json': (resources) => worldOf({kind: 'glyphs'}, resources),
  'colours.json': (resources) => worldOf({kind: 'colours'}, resources),
  'reviews.json': (resources) => worldOf({kind: 'reviews'}, resources),
  'matches.json': (resources) => openPreferences(partSettings(matches, {}), resources),
};

describe.each(Object.entries(INSTEAD))('%s in place of data', (_, instead) => {
  it.each(Object.entries(WORLDS))('is said of %s, and can be tried again', async (file, open) => {
    const error = (await open(without(file, instead)).catch((thrown) => thrown)) as Error;
    expect(error).toBeInstanceOf(Unreachable);
    expect(error.message).toBe(`${file} came damaged, or something else came in its place: check the connection.`);
  });

  it.each(['emoji', 'digits', 'glyphs'])('is said of the pictures of %s', async (kind) => {
    const error = await worldOf({kind}, without('.png', instead)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Unreachable);
    expect(error.message).toMatch(/^A picture atlas came damaged, or something else came in its place/);
  });
});
