/** The mounted canvases of panels, so that a saved file can ask one of them for a drawing of its own. */
type Paint = (context: CanvasRenderingContext2D) => void;

const painters = new WeakMap<HTMLCanvasElement, Paint>();

export const setPainter = (canvas: HTMLCanvasElement, paint: Paint): void => void painters.set(canvas, paint);

/** Draws what the canvas shows now with another context; false if nobody has said how it is drawn. */
export function paintWith(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement): boolean {
  const paint = painters.get(canvas);
  paint?.(context);
  return paint !== undefined;
}
