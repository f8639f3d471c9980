import { loadEveryOther } from './load.js';

await loadEveryOther(1);
