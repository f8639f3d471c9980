import { burstsAndCrashes } from './bursts-and-crashes.js';

burstsAndCrashes('postgres');
