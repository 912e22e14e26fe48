/** The items behind the points of a frame: names, groups, pictures. */
import {damaged, Unreachable} from '../../engine/resources.ts';
import type {PointSet, Sprite} from '../../panels/data.ts';
import type {Points, Things} from '../../worlds/points.ts';

/** The part of `emoji/concepts.json` that the page shows. */
interface Concepts {
  cell: number;
  columns: number;
  count: number;
  styles: {id: string; name: string; file: string}[];
  groups: string[];
  name: string[];
  group: number[];
  keywords: string[][];
  test: string;
}

const DATA = new URL('data/', document.baseURI);

export const dataAddress = DATA.href;

const files = new Map<string, Promise<unknown>>();
const concepts = () =>
  once('emoji/concepts.json', async (response) => {
    const all = (await response.json()) as Concepts;
    // A host may answer with something else that is JSON, too.
    if (!Array.isArray(all?.styles)) throw new TypeError('These are no concepts.');
    return all;
  });

/** Rejects with an Unreachable that names the file, where one could not be loaded or came damaged. */
export async function pointsOf(points: Points): Promise<PointSet> {
  return points.kind === 'emoji' ? emojiPoints(points) : thingPoints(points);
}

/** Row s C + c shows concept c by artist s, of C concepts; keywords, if any, come after all artists. */
async function emojiPoints({styles, keywords}: Extract<Points, {kind: 'emoji'}>): Promise<PointSet> {
  const all = await concepts();
  const chosen = styles.map((id) => all.styles.find((style) => style.id === id)!);
  const images = await Promise.all(chosen.map(({file}) => atlas(`emoji/${file}`)));
  const count = all.count * (styles.length + Number(keywords ?? false));
  const concept = (row: number) => row % all.count;
  const style = (row: number) => Math.floor(row / all.count);
  const text = (row: number) => row >= all.count * styles.length;
  return {
    count,
    groups: all.groups,
    groupOf: Uint8Array.from({length: count}, (_, row) => all.group[concept(row)]),
    name: (row) => (text(row) ? all.keywords[concept(row)].join(', ') : all.name[concept(row)]),
    detail: (row) =>
      `${text(row) ? 'in words' : `by ${chosen[style(row)].name}`}, ${all.test[concept(row)] === '1' ? 'never trained on' : 'trained on'}`,
    sprite(row): Sprite | undefined {
      if (text(row)) return undefined;
      const at = concept(row);
      const [x, y] = [(at % all.columns) * all.cell, Math.floor(at / all.columns) * all.cell];
      return {image: images[style(row)], x, y, size: all.cell, ink: chosen[style(row)].id === 'high-contrast'};
    },
    ...(keywords && {text}),
    named: true,
    thing: concept,
  };
}

async function thingPoints(all: Things): Promise<PointSet> {
  const {groups, groupOf, names, details, things, sprites, colours, texts} = all;
  const image = sprites && (await atlas(sprites.file));
  return {
    count: groupOf.length,
    groups,
    groupOf: Uint8Array.from(groupOf),
    name: (row) => names?.[row] ?? `Point ${row + 1}`,
    detail: (row) => details?.[row] ?? groups[groupOf[row]],
    sprite: sprites && ((row) => spriteAt(image!, sprites, sprites.at[row])),
    colour: colours && ((row) => colours[row] || undefined),
    groupColour: colours && meanColours(groups.length, groupOf, colours),
    text: texts === undefined ? undefined : (row) => row >= texts,
    named: names !== undefined,
    thing: (row) => things?.[row] ?? row,
  };
}

/** The mean colour of each group, from colours #rrggbb. */
function meanColours(groups: number, groupOf: readonly number[], colours: readonly string[]) {
  const sums = Array.from({length: groups}, () => [0, 0, 0, 0]);
  colours.forEach((colour, row) => {
    const sum = sums[groupOf[row]];
    for (const k of [0, 1, 2]) sum[k] += Number.parseInt(colour.slice(1 + 2 * k, 3 + 2 * k), 16);
    sum[3]++;
  });
  return (group: number) => {
    const [r, g, b, count] = sums[group];
    return `rgb(${[r, g, b].map((value) => Math.round(value / Math.max(1, count))).join(' ')})`;
  };
}

function spriteAt(image: ImageBitmap, {cell, columns, ink}: NonNullable<Things['sprites']>, at: number): Sprite {
  return {image, x: (at % columns) * cell, y: Math.floor(at / columns) * cell, size: cell, ink};
}

const atlas = (file: string) => once(file, async (response) => createImageBitmap(await response.blob()));

/** What is made of a file in the data folder. One that could not be loaded is asked for again the next time. */
function once<T>(file: string, make: (response: Response) => Promise<T>): Promise<T> {
  const made = (files.get(file) as Promise<T> | undefined) ?? load(file, make);
  files.set(file, made);
  made.catch(() => files.delete(file));
  return made;
}

async function load<T>(file: string, make: (response: Response) => Promise<T>): Promise<T> {
  const name = file.split('/').at(-1)!;
  const response = await fetch(new URL(file, DATA)).catch(() => undefined);
  if (!response?.ok) throw new Unreachable(name);
  return make(response).catch(() => {
    throw damaged(name);
  });
}
