import './files.css';
import {useState} from 'react';
import {Button, FileTrigger} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import {saveBlob} from '../../panels/frame/save.ts';
import {present} from '../page.ts';
import {type FileKind, KINDS} from './kinds.ts';

/** Files of this run, each made when it is asked for. */
export default function Files() {
  return (
    <>
      <ul className="files">
        {KINDS.map((kind) => (
          <FileRow key={kind.id} kind={kind} />
        ))}
      </ul>
      <p className="fine files-open">
        <FileTrigger acceptedFileTypes={['.json', 'application/json']} onSelect={(files) => void openFirst(files)}>
          <Button>Open a saved run …</Button>
        </FileTrigger>
        <span>Everything is made on this machine; nothing is uploaded.</span>
      </p>
    </>
  );
}

type Doing = {what: 'nothing'} | {what: 'making'; text: string} | {what: 'saved'} | {what: 'failed'; sentence: string};

function FileRow({kind}: {kind: FileKind}) {
  const missing = useRun((state) => kind.missing?.(state));
  const name = useRun(({preset}) => `${preset.id}-${kind.ending}`);
  const [doing, setDoing] = useState<Doing>({what: 'nothing'});
  const making = doing.what === 'making';
  const save = async () => {
    setDoing({what: 'making', text: 'Working …'});
    try {
      saveBlob(name, await kind.make(present(), (text) => setDoing({what: 'making', text})));
      setDoing({what: 'saved'});
    } catch (error) {
      setDoing({what: 'failed', sentence: sentenceOf(error)});
    }
  };
  return (
    <li data-testid={`file-${kind.id}`}>
      <h3>
        {kind.label} <span className="files-ending">.{kind.ending.split('.').at(-1)}</span>
      </h3>
      <Button
        onPress={() => void save()}
        isDisabled={making || missing !== undefined}
        aria-label={`Save: ${kind.label}`}
        data-testid={`save-file-${kind.id}`}
      >
        {doing.what === 'saved' ? 'Saved' : 'Save'}
      </Button>
      <p>{missing ?? kind.says}</p>
      <p className="files-state" role="status">
        {making && doing.text}
        {doing.what === 'failed' && <span className="files-failed">{doing.sentence}</span>}
      </p>
    </li>
  );
}

const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'The file could not be made. Reload the page and try again.';

async function openFirst(files: FileList | null): Promise<void> {
  const [file] = files ?? [];
  if (!file) return;
  const {openRun} = await import('./openRun.ts');
  await openRun(file);
}
