/** The view that compares: pinned runs and the present one by curves, by numbers, and two of them side by side. */
import {Suspense} from 'react';
import {Button, Dialog, Heading, Modal, ModalOverlay, Tab, TabList, TabPanel, Tabs} from 'react-aria-components';
import {useStore} from 'zustand';
import {useRun} from '../../labs/kit/context.tsx';
import {present, usePage} from '../page.ts';
import {Numbers} from './Numbers.tsx';
import {closeCompare, useCompare} from './open.ts';
import {Pair} from './Pair.tsx';
import {PinList} from './PinList.tsx';
import {pinRun, pins} from './pins.ts';
import {pinsOf} from './runs.ts';
import {Told} from './Told.tsx';

export default function CompareView() {
  return (
    <ModalOverlay className="overlay" isOpen onOpenChange={(open) => !open && closeCompare()} isDismissable>
      <Modal className="modal compare-modal">
        <Dialog className="compare" data-testid="compare">
          <header className="compare-head">
            <Heading slot="title">Compare runs</Heading>
            <Told />
            <Button onPress={() => void pinRun(present())} data-testid="pin">
              Pin this run <kbd>P</kbd>
            </Button>
            <Button slot="close" className="icon" aria-label="Close" data-testid="compare-close">
              ✕
            </Button>
          </header>
          <Runs />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Runs() {
  const all = useStore(pins, (state) => state.pins);
  const preset = useRun((state) => state.preset);
  const loaded = usePage((state) => state.loaded);
  const tab = useCompare((state) => state.tab);
  const mine = pinsOf(all, {preset});
  if (mine.length === 0 || !loaded) return <Empty elsewhere={all.length} />;
  return (
    <div className="compare-body">
      <PinList pins={mine} elsewhere={all.length - mine.length} />
      <Tabs
        className="compare-tabs"
        selectedKey={tab}
        onSelectionChange={(key) => useCompare.setState({tab: key === 'pair' ? 'pair' : 'numbers'})}
      >
        <TabList className="compare-ways" aria-label="Ways to compare">
          <Tab id="numbers" data-testid="compare-numbers">
            Curves and numbers
          </Tab>
          <Tab id="pair" data-testid="compare-pair">
            Two side by side
          </Tab>
        </TabList>
        <TabPanel id="numbers" className="compare-way">
          <Suspense>
            <Numbers lab={loaded} pins={mine} />
          </Suspense>
        </TabPanel>
        <TabPanel id="pair" className="compare-way">
          <Pair lab={loaded} pins={mine} />
        </TabPanel>
      </Tabs>
    </div>
  );
}

function Empty({elsewhere}: {elsewhere: number}) {
  return (
    <div className="compare-empty">
      <p>
        Pin a run, change something, and train again: the two are drawn over each other in every curve, and stand here
        side by side. Press <kbd>P</kbd> in the lab, or the button above.
      </p>
      {elsewhere > 0 && <p>{elsewhere === 1 ? 'One run is' : `${elsewhere} runs are`} pinned in the other lab.</p>}
    </div>
  );
}
