/** The whole lab with the run in view, as one HTML file that works from disk without a network. */
import * as v from 'valibot';
import {addressOf as dataUrlOf} from '../../../panels/frame/vector/addressOf.ts';
import type {Spec} from '../../../spec/index.ts';
import {addressOf} from '../../addressOf.ts';
import type {Experiment} from '../../experiment/experiment.ts';
import loader from './loader.js?raw';
import {type Packed, pack} from './pack.ts';

/** What scripts/offline-plugin.mjs lists. */
const listSchema = v.object({files: v.array(v.string()), policy: v.string()});

/** Folders of data that are small enough to be in every file, so that other presets work too. */
const SMALL = /^data\/(colours|glyphs|matches|reviews)\//;
/** Downloads at a time. */
const TOGETHER = 8;

export async function offline(experiment: Experiment, doing: (text: string) => void): Promise<Blob> {
  const {preset, spec, panels} = experiment.store.getState();
  const kinds = worldsOf(spec);
  if (kinds.includes('file')) {
    throw new Error('This run learns from a file of yours, which stays on this machine. Choose another world first.');
  }
  const {files: list, policy} = await listed();
  const names = list.filter((name) => !name.startsWith('data/') || SMALL.test(name) || isOf(kinds, name));
  let done = 0;
  const files = await inTurns(names, async (name) => {
    const file = await download(name);
    doing(`Collecting files: ${++done} of ${names.length} …`);
    return file;
  });
  doing('Packing …');
  const page = await (await download('index.html')).text();
  const [, entry] = /<script type="module"[^>]* src="\.\/([^"]+)"/.exec(page) ?? [];
  if (!entry) throw new Error(NOT_BUILT);
  const icon = await dataUrlOf(await (await download('icon.svg')).blob());
  const packed = await dataUrlOf(await pack(await Promise.all(files.map(async (file, i) => asPacked(names[i], file)))));
  const start = JSON.stringify({entry, address: `#${addressOf(preset, spec, panels)}`});
  const scripts = [
    scriptOf(start.replaceAll('<', '\\u003c'), ' id="lab-start" type="application/json"'),
    scriptOf(packed.slice(packed.indexOf(',') + 1), ' id="lab-files" type="application/octet-stream"'),
    scriptOf(loader),
  ];
  const whole = page
    .replace(/<script\b[^>]*\bsrc=[^>]*><\/script>\s*/g, '')
    .replace(/<link rel="(stylesheet|modulepreload|manifest)"[^>]*>\s*/g, '')
    .replace(/(<meta http-equiv="Content-Security-Policy" content=")[^"]*/, (_, begin) => begin + policy)
    .replace(/(<link rel="icon" href=")[^"]*/, (_, begin) => begin + icon)
    .replace(/<title>[^<]*/, () => `<title>${inMarkup(preset.title)} – Contrastive Lab`)
    .replace('</body>', () => `${scripts.join('\n')}\n</body>`);
  return new Blob([whole], {type: 'text/html'});
}

const inMarkup = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const scriptOf = (text: string, attributes = '') => `<script${attributes}>${text}</script>`;

const NOT_BUILT = 'Only the built page can be saved whole: run “npm run build” and open that.';
const NOT_LOADED = 'A part of the page could not be loaded. Check the connection and try again.';

async function listed(): Promise<v.InferOutput<typeof listSchema>> {
  const response = await fetch(new URL('offline.json', document.baseURI));
  const list = v.safeParse(listSchema, await response.json().catch(() => undefined));
  if (!list.success) throw new Error(NOT_BUILT);
  return list.output;
}

async function download(name: string): Promise<Response> {
  const response = await fetch(new URL(name, document.baseURI)).catch(() => undefined);
  if (!response?.ok) throw new Error(NOT_LOADED);
  return response;
}

async function asPacked(name: string, file: Response): Promise<Packed> {
  const blob = await file.blob();
  return {name, type: blob.type, bytes: new Uint8Array(await blob.arrayBuffer())};
}

/** The kinds of all worlds of a run. */
const worldsOf = ({stages}: Spec): string[] =>
  stages.flatMap(({spec}) => (spec as {world?: {kind?: string}}).world?.kind ?? []);

/** Whether a file belongs to the data of one of the worlds, whose folders have their names. */
const isOf = (kinds: readonly string[], name: string): boolean =>
  kinds.some((kind) => name.startsWith(`data/${kind}/`)) || (kinds.includes('pairs') && name.startsWith('data/emoji/'));

async function inTurns<A, B>(list: readonly A[], act: (one: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  let next = 0;
  const work = async () => {
    while (next < list.length) {
      const i = next++;
      results[i] = await act(list[i]);
    }
  };
  await Promise.all(Array.from({length: TOGETHER}, work));
  return results;
}
