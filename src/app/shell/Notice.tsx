import {Button} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import {loadAgain} from '../../panels/frame/later.ts';
import {present} from '../page.ts';

/** A sentence for the reader: a link could not be read, a run has stopped. */
export function Notice() {
  const notice = useRun((state) => state.notice);
  const retry = useRun((state) => state.retry);
  return (
    <div role="status" className="notice-place">
      {notice && (
        <div className="notice" data-testid="notice">
          <p>{notice}</p>
          {retry?.about === notice && (
            <Button
              onPress={() => {
                loadAgain();
                retry.act();
              }}
              data-testid="try-again"
            >
              {retry.label}
            </Button>
          )}
          <Button className="quiet" aria-label="Dismiss" onPress={() => present().dismissNotice()}>
            ×
          </Button>
        </div>
      )}
    </div>
  );
}
