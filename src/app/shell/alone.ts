/** Whether the page is a place of its own: not where another page shows the lab in a frame, and not the lab as one file. */
export const isAlone = (): boolean => window.top === window && !('labFiles' in globalThis);
