import { formFuzzing } from './form-fuzzing.js';

formFuzzing('sqlite');
