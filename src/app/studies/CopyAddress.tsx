import {useState} from 'react';
import {Button} from 'react-aria-components';

/** Copies the address of the page, with what was changed. */
export function CopyAddress() {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <Button onPress={() => void copy()} onBlur={() => setCopied(false)} data-testid="copy-address">
      {copied ? 'Copied' : 'Copy the address'}
    </Button>
  );
}
