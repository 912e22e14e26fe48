// @ts-check

/**
 * @typedef {object} Face
 * @property {string} name
 * @property {string} file its font, without KaTeX_ and .ttf
 * @property {string} family
 * @property {'normal' | 'bold'} weight
 * @property {'normal' | 'italic'} style
 * @property {boolean} capitalsOnly
 */

/**
 * The faces of KaTeX that have capitals, but for the two of its formulas, whose letters are those of the italics.
 * @type {Face[]}
 */
export const FACES = [
  face('Roman', 'Main-Regular'),
  face('Bold', 'Main-Bold'),
  face('Italic', 'Main-Italic'),
  face('Bold italic', 'Main-BoldItalic'),
  face('Sans serif', 'SansSerif-Regular'),
  face('Bold sans serif', 'SansSerif-Bold'),
  face('Italic sans serif', 'SansSerif-Italic'),
  face('Typewriter', 'Typewriter-Regular'),
  face('Fraktur', 'Fraktur-Regular'),
  face('Bold Fraktur', 'Fraktur-Bold'),
  face('Calligraphic', 'Caligraphic-Regular', true),
  face('Bold calligraphic', 'Caligraphic-Bold', true),
  face('Script', 'Script-Regular', true),
  face('Blackboard', 'AMS-Regular', true),
];

/**
 * @param {string} name
 * @param {string} file
 * @returns {Face}
 */
function face(name, file, capitalsOnly = false) {
  const [family, cut] = file.split('-');
  return {
    name,
    file,
    family: `KaTeX_${family}`,
    weight: cut.startsWith('Bold') ? 'bold' : 'normal',
    style: cut.endsWith('Italic') ? 'italic' : 'normal',
    capitalsOnly,
  };
}
