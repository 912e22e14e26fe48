import {Button, Dialog, Heading, Modal, ModalOverlay} from 'react-aria-components';
import {BINDINGS, useHelp} from './keys.ts';

const ELSEWHERE = [
  ['← → ↑ ↓', 'turn the sphere, move a slider, walk along a curve or from answer to answer'],
  ['Enter', 'in the reward lab: read the pair of the answer that was walked to'],
  ['N, P', 'in slow motion: the next act, the one before; also → ←'],
  ['↓ ↑', 'in slow motion: another anchor'],
  ['Tab', 'to the next control'],
  ['Esc', 'close, let go'],
];

/** The keys, and where the pictures come from. */
export default function Help() {
  const open = useHelp((state) => state.open);
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
            {[...BINDINGS.map(({key, does}) => [key, does]), ...ELSEWHERE].map(([key, does]) => (
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
          <p>
            In the sphere lab it learns which things belong together, and puts them side by side. In the reward lab it
            learns from choices between two answers what annotators like, and what that has to do with being good.
          </p>
          <p>
            <a href="#/bench">How fast is a training step on this machine?</a>
          </p>
          <p className="fine">
            Emoji by Google (Noto), Twitter (Twemoji, CC BY 4.0) and Microsoft (Fluent).{' '}
            <a href="data/SOURCES.md">All sources and licences</a>
          </p>
          <Button slot="close" className="primary">
            Close
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
