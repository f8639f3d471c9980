import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { ImportAndWalkIn1796000003000 } from './1796000003000-import-and-walk-in.js';

/** In the order in which they run. */
export const migrations = [InitialSchema1764000000000, ImportAndWalkIn1796000003000];
