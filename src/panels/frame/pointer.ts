/**
 * Where a pointer is within an element, in the element's own CSS pixels: those that a canvas is drawn in. They are other
 * pixels than the window's where the page is enlarged.
 */
export function placeIn(
  element: HTMLElement,
  {clientX, clientY}: {clientX: number; clientY: number},
): {x: number; y: number} {
  const {left, top} = element.getBoundingClientRect();
  const zoom = zoomOf(element);
  return {x: (clientX - left) / zoom, y: (clientY - top) / zoom};
}

/** How many of the window's pixels one of the element's is, by the `zoom` of the style sheet. */
export const zoomOf = (element: Element): number =>
  (element as Element & {currentCSSZoom?: number}).currentCSSZoom ?? 1;
