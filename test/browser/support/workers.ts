/** What tests see of the runs' workers: what the newest one has reported, and when it has done all that it was told. */
import type {Page} from '@playwright/test';
import type {Report} from '../../../src/worker/protocol.ts';

interface Heard {
  /** How many there have been. */
  workers: number;
  /** The newest one, how many checkpoints it gave, and of which tick its newest frame of each name is. */
  newest: Worker;
  checkpoints: number;
  frames: Record<string, number>;
}

declare global {
  interface Window {
    readonly __heard: Heard;
  }
}

/** Comes before the page's own scripts. */
export function hearWorkers(): void {
  const heard = {workers: 0} as Heard;
  Object.defineProperty(window, '__heard', {value: heard});
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      // Others read files.
      if (!options?.name?.startsWith('lab ')) return;
      Object.assign(heard, {workers: heard.workers + 1, newest: this, checkpoints: 0, frames: {}});
      this.addEventListener('message', ({data}: MessageEvent<Report>) => {
        if (heard.newest !== this) return;
        if (data.type === 'checkpoint') heard.checkpoints++;
        if (data.type === 'frame') heard.frames[data.frame] = data.tick;
      });
    }
  };
}

/** The worker has given a checkpoint from which a run can go on. */
export async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => window.__heard.checkpoints > 0);
}

/** Pauses the worker; resolves when it has done and reported everything that it was told until then. */
export async function hasArrived(page: Page): Promise<void> {
  await page.evaluate(() => {
    const {newest} = window.__heard;
    return new Promise<void>((resolve) => {
      newest.addEventListener('message', function hear({data}: MessageEvent<Report>) {
        if (data.type !== 'checkpoint' || !data.asked) return;
        newest.removeEventListener('message', hear);
        resolve();
      });
      newest.postMessage({type: 'checkpoint'});
    });
  });
}
