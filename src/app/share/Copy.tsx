import {useRef, useState} from 'react';
import {Button} from 'react-aria-components';

interface Props {
  label: string;
  /** One more line about it. */
  hint?: string;
  text: string;
  testId: string;
}

/** A text to be copied: with its button, or by hand from the field. */
export function Copy({label, hint, text, testId}: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [says, setSays] = useState<'' | 'Copied' | 'Press Ctrl-C'>('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSays('Copied');
    } catch {
      // The browser gives the clipboard to nobody: the reader can.
      field.current?.select();
      setSays('Press Ctrl-C');
    }
  };
  return (
    <div className="copy">
      <label>
        {label}
        {hint && <span className="fine">{hint}</span>}
        <input
          ref={field}
          readOnly
          value={text}
          data-testid={testId}
          onFocus={(event) => event.target.select()}
          onBlur={() => setSays('')}
        />
      </label>
      <Button
        aria-label={says ? undefined : `Copy: ${label}`}
        onPress={() => void copy()}
        onBlur={() => setSays('')}
        data-testid={`copy-${testId}`}
      >
        {says || 'Copy'}
      </Button>
      <span className="unseen" role="status">
        {says && `${says}: ${label}`}
      </span>
    </div>
  );
}
