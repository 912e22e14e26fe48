import {Button, Dialog, Heading, Modal, ModalOverlay} from 'react-aria-components';
import {LABS} from '../../labs/index.ts';
import {TERMS} from '../../panels/glossary/terms.ts';
import {usePage} from '../page.ts';
import {bindingsOf, useHelp} from './keys.ts';

const ELSEWHERE: readonly (readonly [string, string])[] = [
  ['← → ↑ ↓', 'turn the sphere, move a slider, walk along a curve or from answer to answer'],
  ['Tab', 'to the next control'],
  ['Esc', 'close, let go'],
];

/** The help dialog: keys, what the page is, and where its data come from. */
export default function Help() {
  const open = useHelp((state) => state.open);
  const lab = usePage((state) => state.loaded);
  const keys = bindingsOf(lab?.keys).map(({key, does}) => [key, does] as const);
  const rows = [...keys, ...(lab?.panelKeys ?? []), ...ELSEWHERE];
  return (
    <ModalOverlay
      className="overlay"
      isOpen={open}
      onOpenChange={(next) => useHelp.setState({open: next})}
      isDismissable
    >
      <Modal className="modal">
        <Dialog className="help" data-testid="help-dialog">
          <Heading slot="title">Keys</Heading>
          <dl>
            {rows.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
          <h3>What this is</h3>
          <p>
            A small neural network trains in this page, on your machine. Everything that makes a run is in its address;
            nothing is sent anywhere.
          </p>
          <p>{LABS.map(({about}) => about).join(' ')}</p>
          <p>
            <a href="#/bench">How fast is a training step on this machine?</a>
          </p>
          <details>
            <summary>All terms, explained</summary>
            <dl className="help-terms">
              {TERMS.map(({name, says}) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{says}</dd>
                </div>
              ))}
            </dl>
          </details>
          <p className="fine">
            Emoji by Google (Noto), Twitter (Twemoji, CC BY 4.0) and Microsoft (Fluent).{' '}
            <a href="data/SOURCES.md">All sources and licences</a>
          </p>
          <footer>
            <Button slot="close" className="primary">
              Close
            </Button>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
