import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { Settings1796000008000 } from './1796000008000-settings.js';

/** In the order in which they run. */
export const migrations = [InitialSchema1764000000000, Settings1796000008000];
