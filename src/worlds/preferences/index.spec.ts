import {section} from '../../spec/index.ts';
import {preferenceFile} from './file.spec.ts';
import {matches} from './matches.spec.ts';
import {responses} from './responses.spec.ts';
import {reviewPairs} from './reviews.spec.ts';

export const preferenceSection = section('World', 'What is compared, and who chooses.', [
  responses,
  reviewPairs,
  matches,
  preferenceFile,
]);
