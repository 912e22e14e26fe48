/** Canvases that take turns: one is painted at each animation frame, so that no frame is longer than its slowest canvas. */
import type {Frames} from './useCanvas.ts';

/** `next` calls back at the next animation frame. */
export function turns(next: (paint: FrameRequestCallback) => void = requestAnimationFrame): Frames {
  const waiting = new Map<number, FrameRequestCallback>();
  let last = 0;
  let asked = false;
  const ask = () => {
    if (asked || waiting.size === 0) return;
    asked = true;
    next((now) => {
      asked = false;
      const [first] = waiting;
      if (!first) return;
      waiting.delete(first[0]);
      // What asks again while it is painted comes after all that wait.
      first[1](now);
      ask();
    });
  };
  return {
    request(paint) {
      waiting.set(++last, paint);
      ask();
      return last;
    },
    cancel: (id) => void waiting.delete(id),
  };
}
