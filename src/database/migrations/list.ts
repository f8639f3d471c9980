import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { OfficeWordsAndSentCopies1796000004000 } from './1796000004000-office-words-and-sent-copies.js';

/** In the order in which they run. */
export const migrations = [InitialSchema1764000000000, OfficeWordsAndSentCopies1796000004000];
