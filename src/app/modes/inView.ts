/** Whether the page can be seen: one that is embedded may lie far down in another page. */

/** Calls back with every change, and at once. Returns what ends that. */
export function watchView(told: (seen: boolean) => void): () => void {
  const observer = new IntersectionObserver((entries) => told(entries.at(-1)!.isIntersecting));
  observer.observe(document.documentElement);
  return () => observer.disconnect();
}

export const untilSeen = (): Promise<void> =>
  new Promise((resolve) => {
    const end = watchView((seen) => {
      if (!seen) return;
      end();
      resolve();
    });
  });
