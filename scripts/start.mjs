import {spawn} from 'node:child_process';
import {buildPage, isBuilt} from './build.mjs';
import {root, setUp} from './setup.mjs';

const OPENERS = {darwin: ['open'], win32: ['cmd', '/c', 'start', '""']};

function openBrowser(address) {
  const {CI, NO_OPEN, DISPLAY, WAYLAND_DISPLAY} = process.env;
  const opener = OPENERS[process.platform] ?? ((DISPLAY || WAYLAND_DISPLAY) && ['xdg-open']);
  if (CI || NO_OPEN || !opener) return;
  const [command, ...words] = [...opener, address];
  const browser = spawn(command, words, {detached: true, stdio: 'ignore', windowsVerbatimArguments: true});
  // Without a program that opens a browser, the printed address must do.
  browser.on('error', () => {});
  browser.unref();
}

setUp();
if (!isBuilt()) {
  console.log('Building the page ...');
  await buildPage();
}
const {preview} = await import('vite');
// Without strictPort Vite takes the next free port.
const server = await preview({root, logLevel: 'warn', preview: {host: '127.0.0.1', port: 4173, open: false}});
const {port} = server.httpServer.address();
const address = `http://127.0.0.1:${port}/`;
console.log(`Contrastive Lab is at ${address} (Ctrl-C ends it).`);
openBrowser(address);

// Vite itself ends on SIGTERM.
process.once('SIGINT', async () => {
  await server.close();
  process.exit(0);
});
