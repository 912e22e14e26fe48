import {Button} from 'react-aria-components';
import {dismissNotice} from '../run/session.ts';
import {useLab} from '../run/store.ts';

/** What the reader should know: a link that could not be read, a run that stopped. */
export function Notice() {
  const notice = useLab((state) => state.notice);
  return (
    <div role="status" className="notice-place">
      {notice && (
        <div className="notice" data-testid="notice">
          <p>{notice}</p>
          <Button className="quiet" aria-label="Dismiss" onPress={dismissNotice}>
            ×
          </Button>
        </div>
      )}
    </div>
  );
}
