/** What the machine offers for WebGPU. Knows no tensor library: the page asks this too. */
export interface Adapter {
  label: string;
  /** A software adapter computes on the CPU: correct, and slow. */
  software: boolean;
  /** Bytes of the largest tensor that a kernel can read. */
  largest: number;
}

let found: Promise<Adapter | undefined> | undefined;

/**
 * The machine's adapter, without opening a device on it; `undefined` when there is none. It is asked for once: where there is
 * none, browsers write a warning each time.
 */
export function findAdapter(): Promise<Adapter | undefined> {
  found ??= askForAdapter();
  return found;
}

async function askForAdapter(): Promise<Adapter | undefined> {
  const adapter = await globalThis.navigator?.gpu
    ?.requestAdapter({powerPreference: 'high-performance'})
    .catch(() => null);
  if (!adapter) return undefined;
  return {
    label: adapterLabel(adapter),
    software: adapter.info.isFallbackAdapter,
    largest: adapter.limits.maxStorageBufferBindingSize,
  };
}

/** The adapter as people call it: the description when the browser tells it, else vendor and architecture. */
function adapterLabel({info}: GPUAdapter): string {
  const {description, vendor, architecture} = info;
  return description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed adapter';
}
