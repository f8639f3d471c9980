import { Module, type DynamicModule } from '@nestjs/common';
import { AttendanceModule } from './attendance/attendance.module.js';
import { SelfCheckInModule } from './attendance/self-check-in/self-check-in.module.js';
import { AttendantModule } from './attendant/attendant.module.js';
import { CertificatesModule } from './certificates/certificates.module.js';
import { SurveyConsoleModule } from './console/surveys/survey-console.module.js';
import { AttendanceConsoleModule } from './console/attendance/attendance-console.module.js';
import { CertificatesConsoleModule } from './console/certificates/certificates-console.module.js';
import { AuditModule } from './console/audit/audit.module.js';
import { CalendarModule } from './console/calendar/calendar.module.js';
import { SelfCheckInConsoleModule } from './console/self-check-in/self-check-in-console.module.js';
import { PrivacyPagesModule } from './console/privacy/privacy-pages.module.js';
import { SettingsModule } from './console/settings/settings.module.js';
import { ConsoleModule } from './console/console.module.js';
import { ConsoleReportsModule } from './console/reports/console-reports.module.js';
import { ParticipantsPagesModule } from './console/participants/participants-pages.module.js';
import { SelectionPagesModule } from './console/selection/selection-pages.module.js';
import { WalkInModule } from './console/walk-in/walk-in.module.js';
import { ImportPagesModule } from './console/import/import-pages.module.js';
import { MailConsoleModule } from './console/mail/mail-console.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Settings } from './config/settings.js';
import { DatabaseModule } from './database/database.module.js';
import { entities } from './entities.js';
import { HttpModule } from './http/http.module.js';
import { EmailMessagesModule } from './identity/email-messages.module.js';
import { WordingsModule } from './identity/wordings/wordings.module.js';
import { IdentityModule } from './identity/identity.module.js';
import type { Clock } from './kernel/clock.js';
import { MailModule } from './mail/mail.module.js';
import { KeysModule } from './privacy/keys.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { ProgramsModule } from './programs/programs.module.js';
import { RegistrationsModule } from './registrations/registrations.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { SurveysModule } from './surveys/surveys.module.js';
import { SelectionModule } from './selection/selection.module.js';

const features: NonNullable<DynamicModule['imports']> = [
  MailModule,
  IdentityModule,
  EmailMessagesModule,
  WordingsModule,
  ProgramsModule,
  RegistrationsModule,
  AttendanceModule,
  SelfCheckInModule,
  CertificatesModule,
  SurveysModule,
  ReportsModule,
  SelectionModule,
  KeysModule,
  PrivacyModule,
  ConsoleModule,
  AttendantModule,
  SurveyConsoleModule,
  CalendarModule,
  AttendanceConsoleModule,
  CertificatesConsoleModule,
  AuditModule,
  PrivacyPagesModule,
  SettingsModule,
  SelfCheckInConsoleModule,
  ConsoleReportsModule,
  ParticipantsPagesModule,
  SelectionPagesModule,
  ImportPagesModule,
  WalkInModule,
  MailConsoleModule,
];

/** Puts the floors together. */
@Module({})
export class AppModule {
  static with(settings: Settings, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings, clock),
        DatabaseModule.with({
          settings: settings.database,
          entities,
          asServer: true,
          guarded: settings.environment !== 'production',
        }),
        HttpModule,
        ...features,
      ],
    };
  }
}
