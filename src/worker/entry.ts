/** The worker: one run on one backend, driven by messages. */

// Imported first, so that the binaries load while everything else is evaluated.
import './binaries.ts';
import * as v from 'valibot';
import {openBackend} from '../engine/backends/index.ts';
import {onTrouble} from '../engine/backends/trouble.ts';
import {Unreachable} from '../engine/resources.ts';
import {kernelsFor} from '../kernels/install.ts';
import {language} from '../programs/index.spec.ts';
import {loadPrograms} from '../programs/index.ts';
import type {Surroundings} from '../runner/opening.ts';
import {Runner} from '../runner/runner.ts';
import {simd, tensorflow} from './binaries.ts';
import {obey} from './obey.ts';
import {commandSchema} from './protocol.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

const waiting: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => waiting.shift()?.();

const surroundings: Surroundings = {
  language,
  programs: loadPrograms,
  async openBackend(name) {
    await openBackend(name, {wasm: tensorflow, install: kernelsFor(simd)});
    performance.mark('has its backend');
  },
  resources: (data) => ({
    file: (path) => download(new URL(path, data)),
    own: async (hash) => (await (await import('./own/store.ts')).findFile(hash))?.data,
  }),
  breathe,
};

const runner = new Runner(surroundings, (event, transfer = []) => scope.postMessage(event, transfer));

onTrouble(() => runner.checkDevice());

/**
 * The worker holds this lock for its lifetime, so the page notices when it is gone. A browser that blocks storage refuses
 * the lock; then the page does not wait for it.
 */
function holdLock(): void {
  navigator.locks
    ?.request(scope.name, () => {
      scope.postMessage({type: 'alive'});
      return new Promise(() => {});
    })
    .catch(() => {});
}

// Before the first command, nobody may be listening yet.
scope.addEventListener('message', holdLock, {once: true});

// scripts/first-movement.mjs reads these marks.
performance.mark('is evaluated');
scope.addEventListener('message', () => performance.mark('has its first command'), {once: true});

scope.onmessage = ({data}) => {
  const command = v.safeParse(commandSchema, data);
  if (command.success) void obey(runner, command.output);
  else
    scope.postMessage({
      type: 'failed',
      sentence: 'The page sent a message that the worker does not know: reload the page.',
    });
};

async function download(address: URL): Promise<Uint8Array> {
  const response = await fetch(address).catch(() => undefined);
  const bytes = response?.ok && (await response.arrayBuffer().catch(() => undefined));
  if (!bytes) throw new Unreachable(address.pathname.split('/').at(-1));
  return new Uint8Array(bytes);
}

/** Resolves after the waiting messages: a message to itself is queued after them, and hidden tabs do not slow it down. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(undefined);
  });
}
