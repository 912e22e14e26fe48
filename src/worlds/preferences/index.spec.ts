import {section} from '../../spec/index.ts';
import {responses} from './responses.spec.ts';

export const preferenceSection = section('World', 'What is compared, and who chooses.', [responses]);
