/** Which backend was the faster one with an adapter: known from an earlier run. */
import {recall, remember} from '../../storage/texts.ts';

const keyOf = (adapter: string) => `backend for ${adapter}`;

export const rememberBackend = (adapter: string, backend: 'wasm' | 'webgpu'): void => remember(keyOf(adapter), backend);

export const recallBackend = (adapter: string): string | null => recall(keyOf(adapter));
