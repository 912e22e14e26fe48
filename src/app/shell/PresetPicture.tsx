import {DISC, type Mark, type Picture, SIDE} from '../../presets/pictures.ts';

/** The end of a preset's run, small. It says nothing that title and text do not say. */
export function PresetPicture({picture}: {picture: Picture | undefined}) {
  return (
    <svg className="preset-picture" viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden="true">
      {picture && <Ground of={picture.ground} />}
      {picture?.marks.map((mark, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks keep their places
        <path key={i} className={`mark-${mark.as}`} style={{color: colourOf(mark.tone)}} d={pathOf(mark)} />
      ))}
    </svg>
  );
}

/** Circles of latitude, in degrees, of a sphere that is seen from a little above. */
const LATITUDES = [-50, 0, 50].map((degrees) => (degrees * Math.PI) / 180);
const TILT = 0.38;

function Ground({of}: {of: Picture['ground']}) {
  const {x, y, radius} = DISC;
  if (of === 'chart') return <rect className="ground" width={SIDE} height={SIDE} rx={24} />;
  if (of === 'circle') return null;
  return (
    <>
      <circle className="ground" cx={x} cy={y} r={radius} />
      {of === 'sphere' &&
        LATITUDES.map((latitude) => (
          <ellipse
            key={latitude}
            className="ground-line"
            cx={x}
            cy={y - radius * Math.sin(latitude) * Math.cos(TILT)}
            rx={radius * Math.cos(latitude)}
            ry={radius * Math.cos(latitude) * Math.sin(TILT)}
          />
        ))}
    </>
  );
}

/** A group, a colour itself, or a name of the palette. */
function colourOf(tone: Mark['tone']): string {
  if (typeof tone === 'number') return `var(--group-${tone})`;
  return tone.startsWith('#') ? tone : `var(--${tone})`;
}

/** Half of a word, which is a short line, and the radius of a ring. */
const HALF = 7;

function pathOf({as, at}: Mark): string {
  const places = Array.from({length: at.length / 2}, (_, i) => [at[2 * i], at[2 * i + 1]]);
  // A line without length is a dot: its ends are round.
  if (as === 'dots' || as === 'far') return places.map(([x, y]) => `M${x} ${y}h0`).join('');
  if (as === 'words') return places.map(([x, y]) => `M${x - HALF} ${y}h${2 * HALF}`).join('');
  if (as === 'rings')
    return places
      .map(([x, y]) => `M${x - HALF} ${y}a${HALF} ${HALF} 0 1 0 ${2 * HALF} 0a${HALF} ${HALF} 0 1 0 ${-2 * HALF} 0`)
      .join('');
  return `M${places.map((place) => place.join(' ')).join('L')}${as === 'area' ? 'Z' : ''}`;
}
