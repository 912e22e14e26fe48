/** The reader's own file, which both faces of the world read. */
import type {OwnData} from '../../engine/own.ts';
import {NeedsFile, type Resources} from '../../engine/resources.ts';
import type {OwnFile} from '../../spec/index.ts';
import {loadOnce} from '../shared/loadOnce.ts';

const find = loadOnce<OwnData | undefined>(async (resources, hash) => resources.own?.(hash));

/** What the file holds. Throws NeedsFile where none was chosen (`choose` says what to do) and where it is not on this machine. */
export async function loadOwnFile(file: OwnFile, resources: Resources, choose: string): Promise<OwnData> {
  if (!file.hash) throw new NeedsFile(choose);
  const data = await find(resources, file.hash);
  if (!data) throw new NeedsFile(`This link needs your file ${file.name}; choose it again under World.`);
  return data;
}
