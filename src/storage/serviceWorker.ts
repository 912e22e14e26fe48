/**
 * The service worker: the built page works without a network once it has been open for some seconds. All files of the page
 * and the data of its first run are kept when it is installed, other data when it is first used.
 *
 * A new version is kept beside the old one and takes over when the reader agrees, or when no page is open any more: what a page
 * loads always comes from the version that it was opened with. scripts/offline-plugin.mjs builds it and writes the lists into it.
 */
import {precacheAndRoute} from 'workbox-precaching';
import {registerRoute} from 'workbox-routing';
import {CacheFirst} from 'workbox-strategies';

/** The files of this version; those whose names do not say what is in them have a revision. */
declare const FILES: {url: string; revision: string | null}[];
/** Digest of all data. */
declare const DATA: string;

/** What a service worker has in place of a window. */
interface Scope {
  registration: {scope: string};
  clients: {claim(): Promise<void>};
  skipWaiting(): Promise<void>;
  addEventListener(type: 'activate', listener: (event: {waitUntil(work: Promise<unknown>): void}) => void): void;
  addEventListener(type: 'message', listener: (event: {data: unknown}) => void): void;
}
const scope = self as unknown as Scope;

// What stands behind a question mark is for the page: the same file answers.
precacheAndRoute(FILES, {ignoreURLParametersMatching: [/./], cleanURLs: false});

const folder = scope.registration.scope;
const FAMILY = `data of ${folder} `;
const mine = FAMILY + DATA;

registerRoute(({url}) => url.href.startsWith(`${folder}data/`), new CacheFirst({cacheName: mine}));

scope.addEventListener('activate', (event) => event.waitUntil(begin()));

async function begin(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(FAMILY) && name !== mine).map((name) => caches.delete(name)),
  );
  // The page that has just come works without a network too.
  await scope.clients.claim();
}

scope.addEventListener('message', ({data}) => {
  if (data === 'take over') void scope.skipWaiting();
});
