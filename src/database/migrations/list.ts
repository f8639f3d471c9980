import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { RegistrationGroups1796000006000 } from './1796000006000-registration-groups.js';
import { Surveys1796000007000 } from './1796000007000-surveys.js';
import { Settings1796000008000 } from './1796000008000-settings.js';
import { SelfCheckIn1796000008500 } from './1796000008500-self-check-in.js';

/** In the order in which they run. */
export const migrations = [
  InitialSchema1764000000000,
  RegistrationGroups1796000006000,
  Surveys1796000007000,
  Settings1796000008000,
  SelfCheckIn1796000008500,
];
