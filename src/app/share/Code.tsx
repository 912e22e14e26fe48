import {useMemo} from 'react';
import {encode} from 'uqr';

/** Modules of white around a code: cameras look for them. */
const QUIET = 4;

/** A link as a QR code: dark on white whatever the theme, because cameras want it so. */
export default function Code({text, label}: {text: string; label: string}) {
  const {size, path} = useMemo(() => drawn(text), [text]);
  return (
    <svg className="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-testid="link-code">
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  );
}

/** One shape for each run of dark modules in a row. */
function drawn(text: string): {size: number; path: string} {
  const {size, data} = encode(text, {ecc: 'L', border: QUIET});
  const runs = data.flatMap((row, y) => {
    const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []));
    return starts.map((x) => {
      const end = row.indexOf(false, x);
      return `M${x} ${y}h${(end < 0 ? size : end) - x}v1H${x}z`;
    });
  });
  return {size, path: runs.join('')};
}
