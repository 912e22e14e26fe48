/** Sharing an experiment: a dialog with one tab for each way. */
import './share.css';
import {type ComponentType, Suspense} from 'react';
import {
  Button,
  Dialog,
  DialogTrigger,
  Heading,
  Modal,
  ModalOverlay,
  Tab,
  TabList,
  TabPanel,
  Tabs,
} from 'react-aria-components';
import {lazyPart} from '../../panels/frame/later.ts';

interface Way {
  id: string;
  label: string;
  View: ComponentType;
}

const WAYS: readonly Way[] = [
  {id: 'link', label: 'Link', View: lazyPart(() => import('./Links.tsx'))},
  {id: 'class', label: 'Class', View: lazyPart(() => import('../modes/teaching/Classroom.tsx'))},
  {id: 'present', label: 'Present', View: lazyPart(() => import('../modes/Present.tsx'))},
  {id: 'files', label: 'Files', View: lazyPart(() => import('../export/Files.tsx'))},
];

export function Share() {
  return (
    <DialogTrigger>
      <Button data-testid="share">Share</Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal share-modal">
          <Dialog className="share">
            <header>
              <Heading slot="title">Share this experiment</Heading>
              <Button slot="close" className="icon" aria-label="Close" data-testid="share-close">
                ✕
              </Button>
            </header>
            <Tabs className="share-tabs">
              <TabList className="share-ways" aria-label="Ways to share">
                {WAYS.map(({id, label}) => (
                  <Tab key={id} id={id} data-testid={`share-${id}`}>
                    {label}
                  </Tab>
                ))}
              </TabList>
              {WAYS.map(({id, View}) => (
                <TabPanel key={id} id={id} className="share-way">
                  <Suspense>
                    <View />
                  </Suspense>
                </TabPanel>
              ))}
            </Tabs>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
