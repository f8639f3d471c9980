import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { PartnerLinks1796000002000 } from './1796000002000-partner-links.js';

/** In the order in which they run. */
export const migrations = [InitialSchema1764000000000, PartnerLinks1796000002000];
