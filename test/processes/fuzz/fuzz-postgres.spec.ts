import { fuzzing } from './fuzzing.js';

fuzzing('postgres');
