/** Computes a value once for each frame: the sentence, the drawing and the table all use it. */
export function once<F extends object, T>(compute: (frame: F) => T): (frame: F) => T {
  const known = new WeakMap<F, T>();
  return (frame) => {
    if (!known.has(frame)) known.set(frame, compute(frame));
    return known.get(frame)!;
  };
}
