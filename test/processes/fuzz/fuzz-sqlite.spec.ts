import { fuzzing } from './fuzzing.js';

fuzzing('sqlite');
