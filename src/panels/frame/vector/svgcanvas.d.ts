/** The part of svgcanvas that the recorder stands on. */
declare module 'svgcanvas' {
  /** Has the methods of a canvas's context, and writes down the shapes as SVG. */
  export const Context: new (options: {
    width: number;
    height: number;
  }) => CanvasRenderingContext2D & {
    getSvg(): SVGSVGElement;
    /** Where the next shape goes. */
    __closestGroupOrSvg(): SVGElement;
  };
}
