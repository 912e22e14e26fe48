/** A static host of the built page that a test can take away, change, or put under a path. */
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {extname, join} from 'node:path';

const DIST = join(import.meta.dirname, '../../../dist');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

interface Host {
  /** Ends with the path. */
  address: string;
  /** While it is down, every connection breaks. */
  down: boolean;
  /** Paths of everything that was asked for, in turn. */
  asked: string[];
  /** Headers of every answer. */
  headers: Record<string, string>;
  /** What is sent in place of a file. */
  instead(path: string): string | undefined;
  close(): Promise<void>;
}

/** `path` begins and ends with a slash. */
export async function hostDist(path = '/'): Promise<Host> {
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url!, 'http://host').pathname);
    host.asked.push(asked);
    if (host.down) {
      request.socket.destroy();
      return;
    }
    const name = asked.startsWith(path) ? asked.slice(path.length) || 'index.html' : undefined;
    const file =
      name !== undefined
        ? (host.instead(name) ?? (await readFile(join(DIST, name)).catch(() => undefined)))
        : undefined;
    for (const [header, value] of Object.entries(host.headers)) response.setHeader(header, value);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {'Content-Type': TYPES[extname(name!)] ?? 'application/octet-stream'}).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  const host: Host = {
    address: `http://127.0.0.1:${port}${path}`,
    down: false,
    asked: [],
    headers: {},
    instead: () => undefined,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return host;
}
