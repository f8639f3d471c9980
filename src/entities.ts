import { Attendance } from './attendance/attendance.entity.js';
import { CheckInPhone } from './attendance/self-check-in/check-in-phone.entity.js';
import { SelfCheckIn } from './attendance/self-check-in/self-check-in.entity.js';
import { CertificateCounter } from './certificates/certificate-counter.entity.js';
import { Certificate } from './certificates/certificate.entity.js';
import { IdempotencyKey } from './http/idempotency-key.entity.js';
import { RateCounter } from './http/rate-counter.entity.js';
import { AuditEntry } from './identity/audit-entry.entity.js';
import { OfficeLogo } from './identity/office-logo.entity.js';
import { Office } from './identity/office.entity.js';
import { Signatory } from './identity/signatory.entity.js';
import { SecondFactor } from './identity/second-factor.entity.js';
import { UserSession } from './identity/user-session.entity.js';
import { User } from './identity/user.entity.js';
import { EmailMessage } from './mail/email-message.entity.js';
import { SentEmail } from './mail/sent-email.entity.js';
import { EmailWording } from './mail/wording/email-wording.entity.js';
import { Enterprise } from './participants/enterprise.entity.js';
import { Participant } from './participants/participant.entity.js';
import { BatchSignatory } from './programs/batch-signatory.entity.js';
import { Batch } from './programs/batch.entity.js';
import { PartnerContact } from './programs/partner-contact.entity.js';
import { Partner } from './programs/partner.entity.js';
import { ProgramPartner } from './programs/program-partner.entity.js';
import { Program } from './programs/program.entity.js';
import { Quota } from './programs/quota.entity.js';
import { SessionTrainer } from './programs/session-trainer.entity.js';
import { Session } from './programs/session.entity.js';
import { Trainer } from './programs/trainer.entity.js';
import { Erasure } from './privacy/erasure.entity.js';
import { RetentionRule } from './privacy/retention-rule.entity.js';
import { ConsentNotice } from './registrations/consent-notice.entity.js';
import { Consent } from './registrations/consent.entity.js';
import { ImportDraft } from './registrations/import/import-draft.entity.js';
import { ImportMapping } from './registrations/import/import-mapping.entity.js';
import { Registration } from './registrations/registration.entity.js';
import { SearchedBatch } from './registrations/search/searched-batch.entity.js';
import { AttendanceReport } from './reports/attendance-report.entity.js';
import { PartnerLink } from './reports/partner-link.entity.js';
import { ReportDelivery } from './reports/report-delivery.entity.js';
import { SurveyAnswer } from './surveys/survey-answer.entity.js';
import { SurveyReceipt } from './surveys/survey-receipt.entity.js';
import { Survey } from './surveys/survey.entity.js';
import { SelectionCriteria } from './selection/selection-criteria.entity.js';

/** Every table of the system, in the order in which their foreign keys allow them to be made. */
export const entities = [
  RateCounter,
  IdempotencyKey,
  Office,
  OfficeLogo,
  Signatory,
  User,
  UserSession,
  SecondFactor,
  AuditEntry,
  EmailMessage,
  SentEmail,
  EmailWording,
  Participant,
  Enterprise,
  Partner,
  PartnerContact,
  Program,
  ProgramPartner,
  Trainer,
  Batch,
  BatchSignatory,
  Quota,
  Session,
  SessionTrainer,
  Registration,
  SearchedBatch,
  ConsentNotice,
  Consent,
  ImportDraft,
  ImportMapping,
  Attendance,
  SelfCheckIn,
  CheckInPhone,
  CertificateCounter,
  Certificate,
  AttendanceReport,
  ReportDelivery,
  Survey,
  SurveyReceipt,
  SurveyAnswer,
  PartnerLink,
  SelectionCriteria,
  Erasure,
  RetentionRule,
];
