/** Keeps the built page for times without a network, and offers its next version. */
import {present} from '../page.ts';
import {isAlone} from './alone.ts';

/** Milliseconds in which the page has the processor and the network to itself. */
const SETTLE = 5000;
/** Milliseconds after which a page that stays open asks for a newer version. */
const ASK_AGAIN = 3_600_000;

export function keepPage(): void {
  if (isAlone() && 'serviceWorker' in navigator) setTimeout(() => void keep(navigator.serviceWorker), SETTLE);
}

async function keep(container: ServiceWorkerContainer): Promise<void> {
  try {
    const registration = await container.register('sw.js', {updateViaCache: 'none'});
    if (!registration) return;
    const offer = () => {
      const next = registration.waiting;
      if (!next || !container.controller) return;
      present().tell(
        'There is a new version of the lab. It opens with the same link, and the run begins again.',
        () => {
          container.addEventListener('controllerchange', () => location.reload(), {once: true});
          next.postMessage('take over');
        },
        'Open it',
      );
    };
    offer();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', offer));
    setInterval(() => void registration.update().catch(() => {}), ASK_AGAIN);
  } catch {
    // Cookies are blocked, the disk is full, or there is no network: the page works without.
  }
}
