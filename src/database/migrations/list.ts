import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { PartnerLinks1796000002000 } from './1796000002000-partner-links.js';
import { ImportAndWalkIn1796000003000 } from './1796000003000-import-and-walk-in.js';
import { OfficeWordsAndSentCopies1796000004000 } from './1796000004000-office-words-and-sent-copies.js';
import { SelectionCriteria1796000005000 } from './1796000005000-selection-criteria.js';
import { RegistrationGroups1796000006000 } from './1796000006000-registration-groups.js';
import { Surveys1796000007000 } from './1796000007000-surveys.js';
import { Settings1796000008000 } from './1796000008000-settings.js';
import { SelfCheckIn1796000008500 } from './1796000008500-self-check-in.js';
import { Erasures1796000010000 } from './1796000010000-erasures.js';
import { SecondFactors1796000010500 } from './1796000010500-second-factors.js';
import { CertificatesByRegistration1796000012000 } from './1796000012000-certificates-by-registration.js';
import { SearchedNames1796000013000 } from './1796000013000-searched-names.js';

/** In the order in which they run. */
export const migrations = [
  InitialSchema1764000000000,
  PartnerLinks1796000002000,
  ImportAndWalkIn1796000003000,
  OfficeWordsAndSentCopies1796000004000,
  SelectionCriteria1796000005000,
  RegistrationGroups1796000006000,
  Surveys1796000007000,
  Settings1796000008000,
  SelfCheckIn1796000008500,
  Erasures1796000010000,
  SecondFactors1796000010500,
  CertificatesByRegistration1796000012000,
  SearchedNames1796000013000,
];
