import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { SelectionCriteria1796000005000 } from './1796000005000-selection-criteria.js';

/** In the order in which they run. */
export const migrations = [InitialSchema1764000000000, SelectionCriteria1796000005000];
