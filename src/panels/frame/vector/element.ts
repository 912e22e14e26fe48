const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element that stands nowhere yet. */
export function element(
  name: string,
  attributes: Record<string, string | number>,
  ...content: (Node | string)[]
): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...content);
  return made;
}
