/** Colours of CSS in the form that drawing programs know, too: #rrggbb, with the opacity beside it. */

const COLOURED = ['fill', 'stroke', 'stop-color'];

/** Rewrites the colours of all elements. */
export function plainColours(root: Element): void {
  const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true})!;
  const known = new Map<string, ReturnType<typeof splitColour>>();
  const plain = (colour: string) => {
    const found = known.get(colour) ?? splitColour(colour, context);
    known.set(colour, found);
    return found;
  };
  for (const element of root.querySelectorAll<SVGElement>('*')) {
    for (const name of COLOURED) {
      const inStyle = element.style.getPropertyValue(name);
      const value = inStyle || element.getAttribute(name);
      if (!value || value === 'none' || value.startsWith('url(')) continue;
      const {colour, opacity} = plain(value);
      if (inStyle) element.style.setProperty(name, colour);
      else element.setAttribute(name, colour);
      if (opacity === 1) continue;
      const beside = name === 'stop-color' ? 'stop-opacity' : `${name}-opacity`;
      element.setAttribute(beside, String(opacity * Number(element.getAttribute(beside) ?? 1)));
    }
  }
}

/** The browser reads the colour, in whatever form it is, and paints a pixel with it. */
function splitColour(colour: string, context: OffscreenCanvasRenderingContext2D): {colour: string; opacity: number} {
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = '#000';
  context.fillStyle = colour;
  const read = String(context.fillStyle);
  if (/^#[\da-f]{6}$/.test(read)) return {colour: read, opacity: 1};
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  const hex = [r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('');
  const alpha = /^rgba\(.*, ([\d.]+)\)$/.exec(read)?.[1];
  return {colour: `#${hex}`, opacity: alpha === undefined ? a / 255 : Number(alpha)};
}
