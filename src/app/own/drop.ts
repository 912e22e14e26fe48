/** A file that is dropped anywhere on the page is a run that was saved, or the reader's own data. */
import {recall} from '../../storage/texts.ts';
import {TO_FORGET} from './toForget.ts';

/** A saved run is opened, anything else is trained on. */
async function take(file: File): Promise<void> {
  const {openRun, saysRun} = await import('../export/openRun.ts');
  if (await saysRun(file)) await openRun(file);
  else (await import('./own.ts')).readOwn(file);
}

const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

export function listenToDrops(): () => void {
  // A page that is closed cannot clear up behind itself: the next one does.
  if (recall(TO_FORGET)) void import('./own.ts').then(({listKept}) => listKept());
  const over = (event: DragEvent) => {
    // Without this the browser would open the file in place of the page.
    if (carriesFile(event)) event.preventDefault();
  };
  const dropped = (event: DragEvent) => {
    // The place that is made for it has taken it.
    if (event.defaultPrevented || !carriesFile(event)) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void take(file);
  };
  document.addEventListener('dragover', over);
  document.addEventListener('drop', dropped);
  return () => {
    document.removeEventListener('dragover', over);
    document.removeEventListener('drop', dropped);
  };
}
