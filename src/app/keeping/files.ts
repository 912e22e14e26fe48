/** Whether the files that a run trains on stay on this machine when the page is closed. */
import {language} from '../../programs/index.spec.ts';
import {type OwnFile, read, type Spec} from '../../spec/index.ts';
import {OwnClient} from '../../worker/own/client.ts';

/** Hashes of the files of the reader's own that a run trains on. */
export const filesOf = (spec: Spec): string[] =>
  spec.stages.flatMap((stage) =>
    language
      .places(stage)
      .filter(({field}) => field.type === 'file')
      .map(({path}) => (read(stage.spec, path) as OwnFile).hash),
  );

/** Milliseconds that an answer counts: a worker is started for each. */
const COUNTS = 60_000;

let known: {key: string; at: number; answer: Promise<boolean>} | undefined;

export async function isFileKept(spec: Spec): Promise<boolean> {
  const hashes = filesOf(spec);
  if (hashes.length === 0) return true;
  const key = hashes.join();
  const at = performance.now();
  if (known?.key !== key || at - known.at > COUNTS) known = {key, at, answer: askWorker(hashes)};
  return known.answer;
}

function askWorker(hashes: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const client = new OwnClient((report) => {
      client.terminate();
      const stay = report.type === 'listed' ? report.files.filter(({page}) => !page).map(({hash}) => hash) : [];
      resolve(hashes.every((hash) => stay.includes(hash)));
    });
    client.send({type: 'list'});
  });
}
